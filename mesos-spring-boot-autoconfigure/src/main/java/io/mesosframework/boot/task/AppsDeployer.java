package io.mesosframework.boot.task;

import java.util.List;
import java.util.concurrent.CompletionException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.SchedulerListener;
import io.mesosframework.scheduler.event.MesosEvent;
import io.mesosframework.scheduler.event.MesosLifecycleEvent;
import io.mesosframework.scheduler.event.MesosSubscribed;
import io.mesosframework.task.TaskManager;
import io.mesosframework.task.definition.InvalidDefinitionException;
import io.mesosframework.task.definition.TaskDefinition;

/**
 * Deploys the definitions of the configuration when the framework is subscribed for the
 * first time. Deploying the same again changes nothing.
 *
 * @since 0.1.0
 */
public class AppsDeployer implements SchedulerListener {

	private static final Logger logger = LoggerFactory.getLogger(AppsDeployer.class);

	private final TaskManager manager;

	private final List<TaskDefinition> definitions;

	private boolean deployed;

	/**
	 * Create a deployer.
	 * @param manager the task manager
	 * @param definitions what is deployed
	 */
	public AppsDeployer(TaskManager manager, List<TaskDefinition> definitions) {
		this.manager = manager;
		this.definitions = List.copyOf(definitions);
	}

	/**
	 * Return what is deployed.
	 * @return the definitions
	 */
	public List<TaskDefinition> definitions() {
		return this.definitions;
	}

	@Override
	public void onEvent(MesosEvent event, MesosScheduler scheduler) {
		// only the beginning of a session matters here
	}

	/** In the configuration the apps have names instead of positions. */
	private Throwable named(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		return (cause instanceof InvalidDefinitionException invalid)
				? invalid.named((position) -> this.definitions.get(position).name()) : cause;
	}

	@Override
	public void onLifecycle(MesosLifecycleEvent event, MesosScheduler scheduler) {
		if (event instanceof MesosSubscribed && !this.deployed && !this.definitions.isEmpty()) {
			this.deployed = true;
			this.manager.deploy(this.definitions).whenComplete((apps, failure) -> {
				if (failure != null) {
					logger.error("The configured apps could not be deployed", named(failure));
				}
			});
		}
	}

}
