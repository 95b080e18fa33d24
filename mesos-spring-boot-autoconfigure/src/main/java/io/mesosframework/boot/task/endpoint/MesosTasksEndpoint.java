package io.mesosframework.boot.task.endpoint;

import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

import io.mesosframework.boot.task.descriptor.InstanceDescriptor;
import io.mesosframework.boot.task.descriptor.TaskDetail;
import io.mesosframework.boot.task.descriptor.TasksPage;
import io.mesosframework.task.TaskManager;
import io.mesosframework.task.UnknownTaskException;

/**
 * Actuator endpoint {@code mesostasks} that lists tasks page by page, describes a task
 * with its history, and kills tasks. Over HTTP, the full API is available at the path of
 * the endpoint.
 *
 * @since 0.1.0
 */
@Endpoint(id = "mesostasks", defaultAccess = Access.READ_ONLY)
public class MesosTasksEndpoint {

	private static final long TIMEOUT_SECONDS = 10;

	private final TaskManager manager;

	private final TasksReader reader;

	/**
	 * Create an endpoint.
	 * @param manager the task manager
	 */
	public MesosTasksEndpoint(TaskManager manager) {
		this.manager = manager;
		this.reader = new TasksReader(manager);
	}

	/**
	 * Return a page of instances.
	 * @param app the name of the app, or {@code null} for all
	 * @param state the state of the task, or {@code null} for all
	 * @param agent the id or hostname of the agent, or {@code null} for all
	 * @param cursor the cursor of an earlier page, or {@code null} for the first page
	 * @return the page
	 */
	@ReadOperation
	public TasksPage tasks(@Nullable String app, @Nullable String state, @Nullable String agent,
			@Nullable String cursor) {
		try {
			return this.reader.page(new TasksReader.Filter(app, state, null, agent), cursor, TasksReader.DEFAULT_LIMIT);
		}
		catch (IllegalArgumentException ex) {
			String message = String.valueOf(ex.getMessage());
			throw new InvalidEndpointRequestException(message, message);
		}
	}

	/**
	 * Describe one task.
	 * @param taskId the id of the task
	 * @return the task, or {@code null} (404) if it does not exist
	 */
	@ReadOperation
	public @Nullable TaskDetail task(@Selector String taskId) {
		TasksReader.Found found = this.reader.find(taskId);
		return (found != null) ? TaskDetail.of(found.instance(), this.manager.waiting(found.instance().app())) : null;
	}

	/**
	 * Kill a task. Its instance is launched again if it is supposed to run.
	 * @param taskId the id of the task
	 * @return its instance after the change, or {@code null} (404) if the task does not
	 * exist
	 */
	@DeleteOperation
	public @Nullable InstanceDescriptor kill(@Selector String taskId) {
		try {
			return InstanceDescriptor.of(this.manager.kill(taskId)
				.toCompletableFuture()
				.orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
				.join());
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof UnknownTaskException) {
				return null;
			}
			throw ex;
		}
	}

}
