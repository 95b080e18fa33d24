package io.mesosframework.boot.autoconfigure.tasks;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

import io.mesosframework.boot.autoconfigure.MesosAutoConfiguration;
import io.mesosframework.boot.event.MesosEventDispatcher;
import io.mesosframework.boot.task.AppsDeployer;
import io.mesosframework.offer.ResourceManager;
import io.mesosframework.placement.AgentScorer;
import io.mesosframework.placement.PlacementConstraintFactory;
import io.mesosframework.placement.PlacementExtensions;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.SchedulerTimers;
import io.mesosframework.task.TaskManager;
import io.mesosframework.task.manager.DefaultTaskManager;
import io.mesosframework.task.manager.FrameworkState;

/**
 * Auto-configuration for the task manager. Deploys the apps declared in
 * {@code mesos.apps}. The task manager receives events before the handlers of the
 * application. Its own events are published as application events and passed to handler
 * methods.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = MesosAutoConfiguration.class)
@ConditionalOnBean(MesosScheduler.class)
@EnableConfigurationProperties(MesosTasksProperties.class)
public final class MesosTasksAutoConfiguration {

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean(TaskManager.class)
	SchedulerTimers mesosTaskTimers() {
		return SchedulerTimers.system("mesos-tasks");
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	@ConditionalOnMissingBean(TaskManager.class)
	DefaultTaskManager mesosTaskManager(MesosScheduler scheduler, MesosTasksProperties properties,
			SchedulerTimers mesosTaskTimers, ApplicationEventPublisher events,
			ObjectProvider<MesosEventDispatcher> dispatcher, ObjectProvider<PlacementConstraintFactory> constraints,
			ObjectProvider<AgentScorer> scorers, ObjectProvider<FrameworkState> states) {
		PlacementExtensions extensions = new PlacementExtensions(constraints.orderedStream().toList(),
				scorers.orderedStream().toList());
		FrameworkState state = states.getIfAvailable();
		DefaultTaskManager manager = (state != null)
				? new DefaultTaskManager(scheduler, properties.options(mesosTaskTimers), extensions, state)
				: new DefaultTaskManager(scheduler, properties.options(mesosTaskTimers), extensions);
		manager.addListener(events::publishEvent);
		// Resolved lazily because error handlers may depend on the task manager.
		SingletonSupplier<MesosEventDispatcher> handlers = SingletonSupplier.ofNullable(dispatcher::getIfAvailable);
		manager.addListener((event) -> {
			MesosEventDispatcher found = handlers.get();
			if (found != null) {
				found.onTaskEvent(event, scheduler);
			}
		});
		return manager;
	}

	@Bean
	@ConditionalOnBean(DefaultTaskManager.class)
	@ConditionalOnMissingBean
	ResourceManager mesosResourceManager(DefaultTaskManager manager) {
		return manager.resources();
	}

	@Bean
	@ConditionalOnMissingBean
	AppsDeployer mesosAppsDeployer(TaskManager manager, Environment environment) {
		return new AppsDeployer(manager, new AppsBinder(environment).bind(),
				environment.getProperty("mesos.apps-prune", Boolean.class, false));
	}

}
