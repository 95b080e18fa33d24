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
 * Deploys the configured definitions when the framework first subscribes. Deploying an
 * unchanged definition has no effect. Apps that are not configured are either logged or
 * removed.
 *
 * @since 0.1.0
 */
public class AppsDeployer implements SchedulerListener {

	private static final Logger logger = LoggerFactory.getLogger(AppsDeployer.class);

	private final TaskManager manager;

	private final List<TaskDefinition> definitions;

	private final boolean prune;

	private boolean deployed;

	/**
	 * Create a deployer that does not remove apps that are not configured.
	 * @param manager the task manager
	 * @param definitions the definitions to deploy
	 */
	public AppsDeployer(TaskManager manager, List<TaskDefinition> definitions) {
		this(manager, definitions, false);
	}

	/**
	 * Create a deployer.
	 * @param manager the task manager
	 * @param definitions the definitions to deploy
	 * @param prune whether apps that are not configured are removed, regardless of who
	 * deployed them
	 */
	public AppsDeployer(TaskManager manager, List<TaskDefinition> definitions, boolean prune) {
		this.manager = manager;
		this.definitions = List.copyOf(definitions);
		this.prune = prune;
	}

	/**
	 * Return the definitions to deploy.
	 * @return the definitions
	 */
	public List<TaskDefinition> definitions() {
		return this.definitions;
	}

	@Override
	public void onEvent(MesosEvent event, MesosScheduler scheduler) {
		// Only subscriptions are relevant.
	}

	/**
	 * Replace positions by app names in definition errors, because the configuration
	 * identifies apps by name.
	 */
	private Throwable named(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		return (cause instanceof InvalidDefinitionException invalid)
				? invalid.named((position) -> this.definitions.get(position).name()) : cause;
	}

	@Override
	public void onLifecycle(MesosLifecycleEvent event, MesosScheduler scheduler) {
		if (!(event instanceof MesosSubscribed) || this.deployed) {
			return;
		}
		this.deployed = true;
		if (this.definitions.isEmpty()) {
			others();
			return;
		}
		this.manager.deploy(this.definitions).whenComplete((apps, failure) -> {
			if (failure != null) {
				logger.error("The configured apps could not be deployed", named(failure));
			}
			else {
				others();
			}
		});
	}

	/** Log or remove apps of a previous run that are not configured. */
	private void others() {
		List<String> names = this.manager.apps()
			.stream()
			.filter((app) -> !app.removing())
			.map((app) -> app.definition().name())
			.filter((name) -> this.definitions.stream().noneMatch((declared) -> declared.name().equals(name)))
			.sorted()
			.toList();
		if (names.isEmpty()) {
			return;
		}
		if (!this.prune) {
			logger.warn("Apps that 'mesos.apps' does not declare go on: {}. Remove those that are not wanted, or set "
					+ "'mesos.apps-prune' to 'true' to remove all of them at the start", names);
			return;
		}
		logger.info("Removing the apps that 'mesos.apps' does not declare: {}", names);
		names.forEach((name) -> this.manager.remove(name).whenComplete((app, failure) -> {
			if (failure != null) {
				logger.error("App '{}' could not be removed", name, named(failure));
			}
		}));
	}

}
