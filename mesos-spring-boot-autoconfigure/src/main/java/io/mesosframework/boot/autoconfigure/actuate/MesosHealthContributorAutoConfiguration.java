package io.mesosframework.boot.autoconfigure.actuate;

import java.time.Clock;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

import io.mesosframework.boot.actuate.ConnectionHistory;
import io.mesosframework.boot.actuate.MesosHealthIndicator;
import io.mesosframework.boot.autoconfigure.MesosAutoConfiguration;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.task.TaskManager;

/**
 * Auto-configuration for the health of the connection to Mesos.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = MesosAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(MesosScheduler.class)
@ConditionalOnEnabledHealthIndicator("mesos")
public final class MesosHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "mesosHealthContributor")
	MesosHealthIndicator mesosHealthContributor(MesosScheduler scheduler, ConnectionHistory history,
			ObjectProvider<TaskManager> managers) {
		return new MesosHealthIndicator(scheduler, history, Clock.systemUTC(), () -> {
			TaskManager manager = managers.getIfAvailable();
			return (manager != null) ? manager.status().store().problem() : null;
		});
	}

	@Bean
	@ConditionalOnMissingBean
	ConnectionHistory mesosConnectionHistory() {
		return new ConnectionHistory();
	}

}
