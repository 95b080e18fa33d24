package io.mesosframework.boot.autoconfigure.actuate;

import java.time.Clock;

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

/**
 * Contributes the health of the connection to Mesos.
 */
@AutoConfiguration(after = MesosAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(MesosScheduler.class)
@ConditionalOnEnabledHealthIndicator("mesos")
public final class MesosHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "mesosHealthContributor")
	MesosHealthIndicator mesosHealthContributor(MesosScheduler scheduler, ConnectionHistory history) {
		return new MesosHealthIndicator(scheduler, history, Clock.systemUTC());
	}

	@Bean
	@ConditionalOnMissingBean
	ConnectionHistory mesosConnectionHistory() {
		return new ConnectionHistory();
	}

}
