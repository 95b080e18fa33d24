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
 * Auto-configuration for the store that holds the state of the framework. An application
 * that defines its own task manager manages its state itself.
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
