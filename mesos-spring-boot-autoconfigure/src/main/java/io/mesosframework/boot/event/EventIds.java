package io.mesosframework.boot.event;

import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;

import io.mesosframework.scheduler.LogContext;
import io.mesosframework.task.AppRemoved;
import io.mesosframework.task.DeploymentFinished;
import io.mesosframework.task.DeploymentStarted;
import io.mesosframework.task.GangFailed;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.TaskStateChanged;

/**
 * Extracts the ids of the handled event for the log context.
 */
final class EventIds {

	private EventIds() {
	}

	/** Open a log context with the ids of the handled event. */
	static LogContext logContext(Invocation invocation) {
		LogContext context = LogContext.of(invocation.scheduler().frameworkId());
		if (invocation.item() instanceof Offer offer) {
			context.agent(offer.getAgentId().getValue());
		}
		Event event = invocation.view();
		if (event != null) {
			add(context, event);
		}
		add(context, invocation.signal());
		return context;
	}

	private static void add(LogContext context, Event event) {
		switch (event.getType()) {
			case UPDATE -> {
				TaskStatus status = event.getUpdate().getStatus();
				context.task(status.getTaskId().getValue()).agent(status.getAgentId().getValue());
			}
			case MESSAGE -> context.agent(event.getMessage().getAgentId().getValue());
			case FAILURE -> context.agent(event.getFailure().getAgentId().getValue());
			default -> {
				// Not about a single task or agent.
			}
		}
	}

	private static void add(LogContext context, @Nullable Object signal) {
		if (signal instanceof TaskStateChanged change) {
			add(context, change.after());
		}
		else if (signal instanceof GangFailed gang) {
			add(context, gang.failed());
		}
		else if (signal instanceof DeploymentStarted start) {
			context.app(start.deployment().app());
		}
		else if (signal instanceof DeploymentFinished end) {
			context.app(end.deployment().app());
		}
		else if (signal instanceof AppRemoved removed) {
			context.app(removed.app());
		}
	}

	private static void add(LogContext context, Instance instance) {
		context.instance(instance.app(), instance.index());
		Launch launch = instance.launch();
		if (launch != null) {
			context.task(launch.taskId()).agent(launch.agentId());
		}
	}

}
