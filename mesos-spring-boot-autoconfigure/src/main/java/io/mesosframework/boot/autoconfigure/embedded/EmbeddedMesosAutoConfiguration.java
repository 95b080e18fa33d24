package io.mesosframework.boot.autoconfigure.embedded;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

import io.mesosframework.boot.autoconfigure.MesosAutoConfiguration;
import io.mesosframework.boot.autoconfigure.MesosConnectionDetails;
import io.mesosframework.embedded.EmbeddedMesosCluster;

/**
 * Auto-configuration that starts an embedded Mesos cluster if 'mesos-embedded' is on the
 * classpath and no other cluster is configured.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = MesosAutoConfiguration.class)
@ConditionalOnClass(EmbeddedMesosCluster.class)
@ConditionalOnBooleanProperty(name = "mesos.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty(name = "mesos.embedded.enabled", matchIfMissing = true)
@Conditional(EmbeddedMesosAutoConfiguration.OnNoMasterCondition.class)
@ConditionalOnMissingBean(MesosConnectionDetails.class)
@EnableConfigurationProperties(EmbeddedMesosProperties.class)
public final class EmbeddedMesosAutoConfiguration {

	@Bean
	EmbeddedMesosConnectionDetails mesosConnectionDetails(EmbeddedMesosCluster cluster) {
		return new EmbeddedMesosConnectionDetails(cluster);
	}

	/**
	 * Starts a cluster unless the application defines its own.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(EmbeddedMesosCluster.class)
	static class ClusterConfiguration {

		@Bean(destroyMethod = "close")
		EmbeddedMesosCluster embeddedMesosCluster(EmbeddedMesosProperties properties) {
			return EmbeddedMesosStarter.start(properties);
		}

	}

	/**
	 * Matches if 'mesos.master' is not set.
	 */
	static class OnNoMasterCondition extends SpringBootCondition {

		private static final String KEY = "mesos.master";

		@Override
		public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
			ConditionMessage.Builder message = ConditionMessage.forCondition("Embedded Mesos");
			boolean set = Binder.get(context.getEnvironment())
				.bind(KEY, Bindable.listOf(String.class))
				.map((masters) -> !masters.isEmpty())
				.orElse(false);
			return set ? ConditionOutcome.noMatch(message.because("'" + KEY + "' is set"))
					: ConditionOutcome.match(message.because("'" + KEY + "' is not set"));
		}

	}

}
