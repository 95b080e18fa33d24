package io.mesosframework.boot.autoconfigure.store;

import java.util.Objects;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

import io.mesosframework.boot.autoconfigure.MesosAutoConfiguration;
import io.mesosframework.scheduler.SchedulerDriver;
import io.mesosframework.store.TaskStore;
import io.mesosframework.task.TaskManager;
import io.mesosframework.task.manager.DefaultTaskManager;
import io.mesosframework.task.manager.FrameworkState;

/**
 * Provides the store in which the state of the framework is kept. An application with a
 * task manager of its own keeps its state itself.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = MesosAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "mesos.enabled", matchIfMissing = true)
@ConditionalOnMissingBean(TaskManager.class)
@EnableConfigurationProperties(MesosStoreProperties.class)
public final class MesosStoreAutoConfiguration {

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	TaskStore mesosTaskStore(MesosStoreProperties properties) {
		return switch (properties.type()) {
			case MEMORY -> TaskStore.inMemory();
			case FILE -> TaskStore.file(Objects.requireNonNull(properties.file().directory()));
		};
	}

	@Bean
	FrameworkState mesosFrameworkState(TaskStore store) {
		return new FrameworkState(store);
	}

	@Bean
	MesosStoreLifecycle mesosStoreLifecycle(MesosStoreProperties properties, ObjectProvider<DefaultTaskManager> manager,
			ObjectProvider<SchedulerDriver> driver) {
		return new MesosStoreLifecycle(manager, driver, properties.openTimeout(), MesosAutoConfiguration.PHASE - 1);
	}

	@Bean
	static LazyInitializationExcludeFilter mesosStoreLazyInitializationExcludeFilter() {
		return LazyInitializationExcludeFilter.forBeanTypes(MesosStoreLifecycle.class);
	}

}
