package io.mesosframework.boot.autoconfigure;

import java.nio.file.Path;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

import io.mesosframework.client.CredentialsProvider;
import io.mesosframework.client.MasterDetector;
import io.mesosframework.client.MasterList;
import io.mesosframework.scheduler.FrameworkIdStore;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.RemovedFrameworkPolicy;
import io.mesosframework.scheduler.SchedulerConfiguration;
import io.mesosframework.scheduler.SchedulerDriver;
import io.mesosframework.scheduler.SchedulerListener;
import io.mesosframework.task.manager.FrameworkState;

/**
 * Auto-configuration that turns the application into a Mesos framework. Connects to the
 * master when the application context has started and disconnects when it stops. Every
 * bean backs off if the application defines its own.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SslAutoConfiguration.class,
		afterName = {
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
				"org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration" })
@ConditionalOnBooleanProperty(name = "mesos.enabled", matchIfMissing = true)
@EnableConfigurationProperties(MesosProperties.class)
public final class MesosAutoConfiguration {

	/** Lifecycle phase in which the framework subscribes. */
	public static final int PHASE = MesosSchedulerLifecycle.PHASE;

	private static final Logger logger = LoggerFactory.getLogger(MesosAutoConfiguration.class);

	@Bean
	@ConditionalOnMissingBean(MesosConnectionDetails.class)
	PropertiesMesosConnectionDetails mesosConnectionDetails(MesosProperties properties,
			ObjectProvider<SslBundles> sslBundles) {
		return new PropertiesMesosConnectionDetails(properties, sslBundles);
	}

	@Bean
	@ConditionalOnMissingBean
	CredentialsProvider mesosCredentialsProvider(MesosProperties properties) {
		return ClientOptionsFactory.credentials(properties.credentials());
	}

	@Bean
	@ConditionalOnMissingBean
	MasterDetector mesosMasterDetector(MesosConnectionDetails connectionDetails) {
		return MasterList.of(connectionDetails.getMasters());
	}

	@Bean
	@ConditionalOnMissingBean
	FrameworkIdStore mesosFrameworkIdStore(MesosProperties properties, ObjectProvider<FrameworkState> state) {
		FrameworkProperties framework = properties.framework();
		FrameworkState durable = state.stream().filter(FrameworkState::isDurable).findFirst().orElse(null);
		FrameworkIdStore store = (framework.idFile() != null) ? FrameworkIdStore.file(Path.of(framework.idFile()))
				: (durable != null) ? durable.frameworkIds() : FrameworkIdStore.inMemory();
		if (framework.id() != null) {
			return new ConfiguredFrameworkIdStore(store, framework.id());
		}
		if (!store.isDurable() && framework.teardownOnStop() == FrameworkProperties.TeardownOnStop.FALSE) {
			logger
				.warn("The id of the framework is kept in memory only and 'mesos.framework.teardown-on-stop' is 'false': "
						+ "after a stop the tasks run for 'mesos.framework.failover-timeout' and no process can resume them. "
						+ "Set 'mesos.store.type' or 'mesos.framework.id-file', or define a FrameworkIdStore bean");
		}
		return store;
	}

	@Bean
	@ConditionalOnMissingBean
	SchedulerConfiguration mesosSchedulerConfiguration(MesosProperties properties,
			MesosConnectionDetails connectionDetails, MasterDetector masters, CredentialsProvider credentials,
			FrameworkIdStore frameworkIdStore, Environment environment, ObjectProvider<MeterRegistry> meterRegistry,
			ObjectProvider<ObservationRegistry> observationRegistry,
			ObjectProvider<FrameworkInfoCustomizer> frameworkCustomizers,
			ObjectProvider<SchedulerConfigurationCustomizer> customizers) {
		List<FrameworkInfoCustomizer> ordered = frameworkCustomizers.orderedStream().toList();
		MesosProperties.Scheduler scheduler = properties.scheduler();
		MesosProperties.Backoff backoff = properties.client().backoff();
		SchedulerConfiguration.Builder builder = SchedulerConfiguration.builder()
			.masters(masters)
			.clientOptions(ClientOptionsFactory.create(properties, connectionDetails, credentials))
			.frameworkInfo(FrameworkInfoFactory.create(properties, environment, ordered))
			.frameworkIdStore(frameworkIdStore)
			.suppressedRoles(scheduler.suppressedRoles())
			.removedFrameworkPolicy((scheduler.onFrameworkRemoved() == MesosProperties.OnFrameworkRemoved.REGISTER_ANEW)
					? RemovedFrameworkPolicy.REGISTER_ANEW : RemovedFrameworkPolicy.ABORT)
			.backOff(backoff.min(), backoff.max())
			.subscribeTimeout(properties.client().subscribeTimeout())
			.heartbeatMultiplier(properties.client().heartbeatMultiplier())
			.queueCapacity(scheduler.queueSize())
			// The event dispatcher reports slow handlers with their names.
			.slowHandlerThreshold(null)
			.declineUnanswered(properties.offers().declineUnused(), properties.offers().filters());
		meterRegistry.ifUnique(builder::meterRegistry);
		observationRegistry.ifUnique(builder::observationRegistry);
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		return builder.build();
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	SchedulerDriver mesosSchedulerDriver(SchedulerConfiguration configuration) {
		return new SchedulerDriver(configuration);
	}

	@Bean(destroyMethod = "")
	@ConditionalOnMissingBean
	MesosScheduler mesosScheduler(SchedulerDriver driver) {
		return driver.scheduler();
	}

	@Bean
	MesosSchedulerLifecycle mesosSchedulerLifecycle(SchedulerDriver driver, MesosProperties properties,
			ObjectProvider<SchedulerListener> listeners, ConfigurableApplicationContext applicationContext) {
		return new MesosSchedulerLifecycle(driver, properties, listeners, new ApplicationExit(applicationContext));
	}

	@Bean
	static LazyInitializationExcludeFilter mesosLifecycleLazyInitializationExcludeFilter() {
		return LazyInitializationExcludeFilter.forBeanTypes(MesosSchedulerLifecycle.class);
	}

}
