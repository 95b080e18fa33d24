package io.mesosframework.boot.autoconfigure.actuate;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import io.mesosframework.boot.actuate.MesosEndpoint;
import io.mesosframework.boot.autoconfigure.MesosAutoConfiguration;
import io.mesosframework.boot.event.HandlerRegistry;
import io.mesosframework.boot.event.MesosEventDispatcher;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.task.TaskManager;

/**
 * Auto-configuration for the actuator endpoint {@code mesos}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = MesosAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean({ MesosScheduler.class, HandlerRegistry.class, MesosEventDispatcher.class })
@ConditionalOnAvailableEndpoint(MesosEndpoint.class)
public final class MesosEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MesosEndpoint mesosEndpoint(MesosScheduler scheduler, HandlerRegistry handlers, MesosEventDispatcher dispatcher,
			ObjectProvider<TaskManager> tasks) {
		return new MesosEndpoint(scheduler, handlers, dispatcher, tasks.getIfUnique());
	}

}
