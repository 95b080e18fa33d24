package io.mesosframework.boot.autoconfigure;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import io.mesosframework.boot.autoconfigure.embedded.EmbeddedMesosAutoConfiguration;
import io.mesosframework.boot.event.Acknowledgement;
import io.mesosframework.boot.event.HandlerRegistry;
import io.mesosframework.boot.event.InvalidMesosEventHandlerException;
import io.mesosframework.boot.event.LoggingMesosErrorHandler;
import io.mesosframework.boot.event.MesosErrorHandler;
import io.mesosframework.boot.event.MesosEventDispatcher;
import io.mesosframework.boot.event.MesosEventHandler;
import io.mesosframework.client.CredentialsProvider;
import io.mesosframework.client.Encoding;
import io.mesosframework.client.MasterAddress;
import io.mesosframework.client.MasterDetector;
import io.mesosframework.client.MasterList;
import io.mesosframework.embedded.EmbeddedMesosCluster;
import io.mesosframework.scheduler.FrameworkIdStore;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.RemovedFrameworkPolicy;
import io.mesosframework.scheduler.SchedulerConfiguration;
import io.mesosframework.scheduler.SchedulerDriver;
import io.mesosframework.scheduler.SchedulerListener;
import io.mesosframework.scheduler.SchedulerState;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class MesosAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(MesosAutoConfiguration.class, MesosEventHandlerAutoConfiguration.class,
				SslAutoConfiguration.class))
		.withPropertyValues("mesos.scheduler.auto-startup=false", "mesos.master=http://m1:5050,http://m2");

	@Test
	void beansAreMadeOfTheProperties() {
		this.runner
			.withPropertyValues("mesos.framework.name=shop", "mesos.client.encoding=json",
					"mesos.client.max-record-size=1MB", "mesos.client.connect-timeout=3s",
					"mesos.client.response-timeout=4s", "mesos.client.max-pending-calls=7",
					"mesos.client.max-pending-size=2MB", "mesos.client.subscribe-timeout=5s",
					"mesos.client.heartbeat-multiplier=6", "mesos.scheduler.queue-size=8",
					"mesos.scheduler.suppressed-roles=quiet", "mesos.framework.roles=loud,quiet",
					"mesos.scheduler.on-framework-removed=register-anew", "mesos.offers.refuse=90s",
					"mesos.client.backoff.min=2s", "mesos.client.backoff.max=9s")
			.run((context) -> {
				assertThat(context).hasSingleBean(MesosScheduler.class).hasSingleBean(SchedulerDriver.class);
				SchedulerConfiguration configuration = context.getBean(SchedulerConfiguration.class);
				assertThat(configuration.frameworkInfo().getName()).isEqualTo("shop");
				assertThat(configuration.clientOptions().encoding()).isEqualTo(Encoding.JSON);
				assertThat(configuration.clientOptions().maxRecordSize()).isEqualTo(1024 * 1024);
				assertThat(configuration.clientOptions().connectTimeout()).hasSeconds(3);
				assertThat(configuration.clientOptions().responseTimeout()).hasSeconds(4);
				assertThat(configuration.clientOptions().maxPendingCalls()).isEqualTo(7);
				assertThat(configuration.clientOptions().maxPendingBytes()).isEqualTo(2 * 1024 * 1024);
				assertThat(configuration).hasFieldOrPropertyWithValue("values.subscribeTimeout", Duration.ofSeconds(5))
					.hasFieldOrPropertyWithValue("values.heartbeatMultiplier", 6)
					.hasFieldOrPropertyWithValue("values.removedFrameworkPolicy", RemovedFrameworkPolicy.REGISTER_ANEW)
					.hasFieldOrPropertyWithValue("values.suppressedRoles", Set.of("quiet"))
					.hasFieldOrPropertyWithValue("values.declineUnanswered", true)
					.hasFieldOrPropertyWithValue("values.unansweredFilters",
							Filters.newBuilder().setRefuseSeconds(90).build())
					.hasFieldOrPropertyWithValue("values.backOffMin", Duration.ofSeconds(2))
					.hasFieldOrPropertyWithValue("values.backOffMax", Duration.ofSeconds(9));
				assertThat(configuration.queueCapacity()).isEqualTo(8);
				assertThat(((MasterList) context.getBean(MasterDetector.class)).masters())
					.extracting(MasterAddress::toString)
					.containsExactly("http://m1:5050", "http://m2:5050");
				assertThat(context.getBean(MesosScheduler.class).state()).isEqualTo(SchedulerState.STOPPED);
			});
	}

	@Test
	void nothingIsMadeWhenDisabled() {
		this.runner.withPropertyValues("mesos.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(MesosScheduler.class)
				.doesNotHaveBean(HandlerRegistry.class)
				.doesNotHaveBean(MesosProperties.class));
	}

	@Test
	void withoutMasterTheStartFails() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(MesosAutoConfiguration.class, MesosEventHandlerAutoConfiguration.class))
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.hasRootCauseInstanceOf(NoMesosMasterException.class));
	}

	@Test
	void withoutMasterNoEmbeddedClusterIsStartedWhenThatIsDisabledOrMissing() {
		ApplicationContextRunner withEmbedded = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MesosAutoConfiguration.class,
					MesosEventHandlerAutoConfiguration.class, EmbeddedMesosAutoConfiguration.class));
		withEmbedded.withPropertyValues("mesos.embedded.enabled=false")
			.run((context) -> assertThat(context).hasFailed());
		withEmbedded.withClassLoader(new FilteredClassLoader(EmbeddedMesosCluster.class))
			.run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void everyBeanBacksOffFromOneOfTheApplication() {
		this.runner.withUserConfiguration(Own.class).run((context) -> {
			assertThat(context.getBean(MesosConnectionDetails.class)).isInstanceOf(OwnDetails.class);
			assertThat(context.getBean(CredentialsProvider.class).authorization()).isEqualTo("own");
			assertThat(context.getBean(MesosErrorHandler.class)).isNotInstanceOf(LoggingMesosErrorHandler.class);
			assertThat(context.getBeanNamesForType(FrameworkIdStore.class)).containsExactly("ownStore");
			SchedulerConfiguration configuration = context.getBean(SchedulerConfiguration.class);
			assertThat(configuration).hasFieldOrPropertyWithValue("values.frameworkIdStore",
					context.getBean(FrameworkIdStore.class));
			assertThat(configuration.clientOptions().credentials())
				.isSameAs(context.getBean(CredentialsProvider.class));
			assertThat(configuration.masters()).hasToString("http://own:1");
		});
	}

	@Test
	void ownDriverAndConfigurationAreUsed() {
		this.runner.withUserConfiguration(OwnDriver.class).run((context) -> {
			assertThat(context).hasSingleBean(SchedulerDriver.class);
			assertThat(context.getBean(SchedulerDriver.class).configuration().frameworkInfo().getName())
				.isEqualTo("mine");
		});
	}

	@Test
	void customizersAreCalledInOrderAfterTheProperties() {
		this.runner.withPropertyValues("mesos.framework.name=first")
			.withUserConfiguration(Customizers.class)
			.run((context) -> {
				SchedulerConfiguration configuration = context.getBean(SchedulerConfiguration.class);
				assertThat(configuration.frameworkInfo().getName()).isEqualTo("first-second-third");
				assertThat(configuration).hasFieldOrPropertyWithValue("values.redirectLimit", 2);
			});
	}

	@Test
	void registriesAreHandedOver() {
		this.runner.withBean(SimpleMeterRegistry.class)
			.withBean(ObservationRegistry.class, ObservationRegistry::create)
			.run((context) -> {
				SchedulerConfiguration configuration = context.getBean(SchedulerConfiguration.class);
				assertThat(configuration).hasFieldOrPropertyWithValue("values.meterRegistry",
						context.getBean(MeterRegistry.class));
				assertThat(configuration).hasFieldOrPropertyWithValue("values.observationRegistry",
						context.getBean(ObservationRegistry.class));
				assertThat(context.getBean(MeterRegistry.class).find("mesos.scheduler.offers").functionCounters())
					.isNotEmpty();
			});
	}

	@Test
	void credentialsAreHandedOverAndNeverPrinted(CapturedOutput output) {
		this.runner
			.withPropertyValues("mesos.credentials.principal=me", "mesos.credentials.secret=hush-hush",
					"logging.level.root=debug")
			.run((context) -> {
				assertThat(context.getBean(CredentialsProvider.class).authorization()).startsWith("Basic ");
				assertThat(context.getBean(SchedulerConfiguration.class).frameworkInfo().getPrincipal())
					.isEqualTo("me");
				assertThat(context.getBean(SchedulerConfiguration.class).clientOptions().toString())
					.doesNotContain("hush-hush");
			});
		this.runner.withPropertyValues("mesos.credentials.token=tok-en")
			.run((context) -> assertThat(context.getBean(CredentialsProvider.class).authorization())
				.isEqualTo("Bearer tok-en"));
		assertThat(output).doesNotContain("hush-hush").doesNotContain("tok-en");
	}

	@Test
	void anUnknownSslBundleFailsTheStart() {
		this.runner.withPropertyValues("mesos.ssl.bundle=nope")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.hasRootCauseInstanceOf(NoSuchSslBundleException.class));
	}

	@Test
	void anSslBundleWithoutHttpsMasterIsWarnedOf(CapturedOutput output) {
		this.runner
			.withPropertyValues("mesos.ssl.bundle=mine",
					"spring.ssl.bundle.pem.mine.truststore.certificate=" + "classpath:test-certificate.pem")
			.run((context) -> assertThat(output).contains("'mesos.ssl.bundle' has no effect"));
	}

	@Test
	void aReloadedSslBundleIsUsedForNewConnections(@org.junit.jupiter.api.io.TempDir java.nio.file.Path directory)
			throws Exception {
		java.nio.file.Path file = directory.resolve("trust.pem");
		try (java.io.InputStream certificate = getClass().getResourceAsStream("/test-certificate.pem")) {
			java.nio.file.Files.copy(certificate, file);
		}
		this.runner
			.withPropertyValues("mesos.master=https://m1:5050", "mesos.ssl.bundle=mine",
					"mesos.ssl.verify-hostname=false", "spring.ssl.bundle.pem.mine.truststore.certificate=file:" + file)
			.run((context) -> {
				SchedulerConfiguration configuration = context.getBean(SchedulerConfiguration.class);
				assertThat(configuration.clientOptions().verifyHostname()).isFalse();
				javax.net.ssl.SSLContext first = configuration.clientOptions().sslContext().get();
				assertThat(first).isNotNull();
				assertThat(configuration.clientOptions().sslContext().get()).isSameAs(first);
				org.springframework.boot.ssl.SslBundleRegistry registry = context
					.getBean(org.springframework.boot.ssl.SslBundleRegistry.class);
				registry.updateBundle("mine", org.springframework.boot.ssl.SslBundle.systemDefault());
				assertThat(configuration.clientOptions().sslContext().get()).isNotSameAs(first);
			});
	}

	@Test
	void anIdThatIsForgottenIsWarnedOf(CapturedOutput output) {
		this.runner.withPropertyValues("mesos.framework.teardown-on-stop=false")
			.run((context) -> assertThat(output).contains("'mesos.framework.id-file'"));
	}

	@Test
	void anIdThatIsForgottenTogetherWithItsTasksIsNotWarnedOf(CapturedOutput output) {
		this.runner.run((context) -> assertThat(output).doesNotContain("is kept in memory only"));
	}

	@Test
	void theIdIsKeptInAFile(@org.junit.jupiter.api.io.TempDir java.nio.file.Path directory, CapturedOutput output) {
		this.runner.withPropertyValues("mesos.framework.id-file=" + directory.resolve("id"))
			.run((context) -> assertThat(output).doesNotContain("is kept in memory only"));
	}

	@Test
	void invalidHandlersFailTheStart() {
		this.runner.withUserConfiguration(InvalidHandler.class)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.isInstanceOf(InvalidMesosEventHandlerException.class));
	}

	@Test
	void handlersAreFoundInALazyApplication() {
		this.runner.withUserConfiguration(ValidHandler.class)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				assertThat(context.getBean(HandlerRegistry.class).describe()).containsKeys("UPDATE", "OFFERS");
				assertThat(context.getBeanFactory().containsSingleton("mesosSchedulerLifecycle")).isTrue();
			});
	}

	@Test
	void ownListenersAreAdded() {
		this.runner.withUserConfiguration(OwnListener.class)
			.run((context) -> assertThat(context.getBeansOfType(SchedulerListener.class)).hasSize(2));
	}

	@Test
	void noBeanIsOfAnUnspecificType() {
		this.runner.run((context) -> {
			assertThat(context).doesNotHaveBean(HttpClient.class);
			assertThat(context).doesNotHaveBean(java.util.concurrent.ExecutorService.class);
			assertThat(context.getBeansOfType(MesosEventDispatcher.class)).hasSize(1);
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class Own {

		@Bean
		MesosConnectionDetails ownDetails() {
			return new OwnDetails();
		}

		@Bean
		CredentialsProvider ownCredentials() {
			return () -> "own";
		}

		@Bean
		FrameworkIdStore ownStore() {
			return FrameworkIdStore.inMemory();
		}

		@Bean
		MesosErrorHandler ownErrorHandler() {
			return (failure) -> MesosErrorHandler.Outcome.RECOVERED;
		}

	}

	static class OwnDetails implements MesosConnectionDetails {

		@Override
		public List<MasterAddress> getMasters() {
			return List.of(MasterAddress.parse("http://own:1"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnDriver {

		@Bean
		SchedulerConfiguration ownConfiguration() {
			return SchedulerConfiguration.builder()
				.master("http://m3:5050")
				.frameworkInfo(FrameworkInfo.newBuilder().setName("mine").setUser("me").build())
				.backOff(Duration.ofSeconds(1), Duration.ofSeconds(2))
				.build();
		}

		@Bean
		SchedulerDriver ownDriver(SchedulerConfiguration configuration) {
			return new SchedulerDriver(configuration);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		@Bean
		@Order(2)
		FrameworkInfoCustomizer third() {
			return (info) -> info.setName(info.getName() + "-third");
		}

		@Bean
		@Order(1)
		FrameworkInfoCustomizer second() {
			return (info) -> info.setName(info.getName() + "-second");
		}

		@Bean
		SchedulerConfigurationCustomizer redirects() {
			return (configuration) -> configuration.redirectLimit(2);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class InvalidHandler {

		@MesosEventHandler
		void handle(Offer offer, Acknowledgement acknowledgement) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ValidHandler {

		@MesosEventHandler
		void handle(Offer offer) {
		}

		@MesosEventHandler
		void handle(TaskStatus status) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnListener {

		@Bean
		SchedulerListener listener() {
			return (event, scheduler) -> {
			};
		}

	}

}
