package io.mesosframework.task.manager;

import io.mesosframework.scheduler.LogContext;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.task.AppRemoved;
import io.mesosframework.task.DeploymentFinished;
import io.mesosframework.task.DeploymentStarted;
import io.mesosframework.task.GangFailed;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.TaskManagerEvent;
import io.mesosframework.task.TaskStateChanged;

/**
 * Creates the log contexts that name the app, instance and task of log lines.
 */
final class LogContexts {

	private final MesosScheduler scheduler;

	LogContexts(MesosScheduler scheduler) {
		this.scheduler = scheduler;
	}

	/**
	 * Open a context for an app: log lines until the context is closed belong to that
	 * app.
	 */
	LogContext of(String app) {
		return LogContext.of(this.scheduler.frameworkId()).app(app);
	}

	LogContext of(Instance instance) {
		LogContext ids = LogContext.of(this.scheduler.frameworkId()).instance(instance.app(), instance.index());
		Launch launch = instance.launch();
		return (launch != null) ? ids.task(launch.taskId()).agent(launch.agentId()) : ids;
	}

	LogContext of(TaskManagerEvent event) {
		if (event instanceof TaskStateChanged changed) {
			return of(changed.after());
		}
		if (event instanceof DeploymentStarted started) {
			return of(started.deployment().app());
		}
		if (event instanceof DeploymentFinished finished) {
			return of(finished.deployment().app());
		}
		if (event instanceof GangFailed failed) {
			return of(failed.app());
		}
		return (event instanceof AppRemoved removed) ? of(removed.app()) : LogContext.of(this.scheduler.frameworkId());
	}

}
