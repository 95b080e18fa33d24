package io.mesosframework.boot.task.controller;

import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;

import io.mesosframework.boot.rest.ProblemException;
import io.mesosframework.boot.rest.ProblemMapper;
import io.mesosframework.store.StoreFencedException;
import io.mesosframework.task.DeploymentStateException;
import io.mesosframework.task.RevisionConflictException;
import io.mesosframework.task.UnknownAppException;
import io.mesosframework.task.UnknownInstanceException;
import io.mesosframework.task.UnknownTaskException;
import io.mesosframework.task.definition.DefinitionError;
import io.mesosframework.task.definition.InvalidDefinitionException;

/**
 * Maps the exceptions of the task manager to problems for the client.
 *
 * @since 0.1.0
 */
public final class TaskProblems implements ProblemMapper {

	@Override
	public @Nullable ProblemException map(Throwable failure) {
		String message = String.valueOf(failure.getMessage());
		if (failure instanceof InvalidDefinitionException invalid) {
			return invalid(invalid.faults());
		}
		if (failure instanceof UnknownAppException unknown) {
			return unknownApp(unknown.app());
		}
		if (failure instanceof UnknownInstanceException) {
			return ProblemException.notFound(message);
		}
		if (failure instanceof UnknownTaskException) {
			return new ProblemException(404, "unknown-task", "There is no such task", message);
		}
		if (failure instanceof RevisionConflictException conflict) {
			return new ProblemException(412, "revision-conflict", "The app has another revision", message)
				.with("app", conflict.app())
				.with("expected", conflict.expected())
				.with("actual", conflict.actual());
		}
		if (failure instanceof DeploymentStateException) {
			return ProblemException.conflict(message);
		}
		if (failure instanceof StoreFencedException) {
			return new ProblemException(503, "deposed", "Another one is the writer of the store",
					"Nothing has been changed, because another instance of the application writes its store now: "
							+ message + ". Ask that one");
		}
		if (failure instanceof RejectedExecutionException) {
			return new ProblemException(503, "scheduler-stopped", "The scheduler does not run",
					"The scheduler has been stopped, or takes no more work now. A change may have been made all the same: "
							+ "read before you repeat it")
				.header("Retry-After", "5");
		}
		return null;
	}

	static ProblemException unknownApp(String app) {
		return new ProblemException(404, "unknown-app", "There is no such app",
				"There is no app '" + app + "'; deploy it first");
	}

	static ProblemException unknownTask(String taskId) {
		return new ProblemException(404, "unknown-task", "There is no such task",
				"There is no task '" + taskId + "', and none of the last launches of any instance had this id");
	}

	static ProblemException invalid(List<DefinitionError> faults) {
		return ProblemException
			.invalid(faults.stream().map((fault) -> Map.of("path", fault.path(), "message", fault.message())).toList());
	}

}
