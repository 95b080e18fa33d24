package io.mesosframework.boot.autoconfigure.actuate;

import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.autoconfigure.info.InfoContributorFallback;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import io.mesosframework.boot.actuate.MesosInfoContributor;
import io.mesosframework.boot.autoconfigure.MesosAutoConfiguration;
import io.mesosframework.scheduler.MesosScheduler;

/**
 * Auto-configuration that adds the framework to the info endpoint if the info contributor
 * is enabled.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = MesosAutoConfiguration.class)
@ConditionalOnClass({ InfoContributor.class, ConditionalOnEnabledInfoContributor.class })
@ConditionalOnBean(MesosScheduler.class)
@ConditionalOnEnabledInfoContributor(value = "mesos", fallback = InfoContributorFallback.DISABLE)
public final class MesosInfoContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MesosInfoContributor mesosInfoContributor(MesosScheduler scheduler) {
		return new MesosInfoContributor(scheduler);
	}

}
