package io.mesosframework.boot.autoconfigure.actuate;

import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.mesosframework.boot.actuate.ConnectionHistory;
import io.mesosframework.boot.actuate.MesosEndpoint;
import io.mesosframework.boot.actuate.MesosEndpoint.MesosDescriptor;
import io.mesosframework.boot.actuate.MesosHealthIndicator;
import io.mesosframework.boot.actuate.MesosInfoContributor;
import io.mesosframework.boot.autoconfigure.MesosAutoConfiguration;
import io.mesosframework.boot.autoconfigure.MesosEventHandlerAutoConfiguration;
import io.mesosframework.boot.event.MesosEventHandler;
import io.mesosframework.boot.event.TestScheduler;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.NotSubscribedException;
import io.mesosframework.scheduler.SchedulerState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MesosActuatorAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(MesosAutoConfiguration.class, MesosEventHandlerAutoConfiguration.class,
				MesosHealthContributorAutoConfiguration.class, MesosInfoContributorAutoConfiguration.class,
				MesosEndpointAutoConfiguration.class, EndpointAutoConfiguration.class))
		.withPropertyValues("mesos.scheduler.auto-startup=false", "mesos.master=http://m1:5050",
				"management.endpoints.web.exposure.include=*");

	@Test
	void healthIsThereUnlessDisabled() {
		this.runner.run((context) -> {
			assertThat(context).hasBean("mesosHealthContributor").hasSingleBean(ConnectionHistory.class);
			Health health = context.getBean(MesosHealthIndicator.class).health();
			assertThat(health.getDetails()).containsEntry("state", "STOPPED");
		});
		this.runner.withPropertyValues("management.health.mesos.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(MesosHealthIndicator.class));
		this.runner.withPropertyValues("management.health.defaults.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(MesosHealthIndicator.class));
	}

	@Test
	void anOwnHealthContributorWins() {
		this.runner.withBean("mesosHealthContributor", HealthIndicator.class, () -> () -> Health.up().build())
			.run((context) -> assertThat(context).doesNotHaveBean(MesosHealthIndicator.class));
	}

	@Test
	void nothingIsThereWithoutTheActuator() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MesosAutoConfiguration.class,
					MesosEventHandlerAutoConfiguration.class, MesosHealthContributorAutoConfiguration.class,
					MesosInfoContributorAutoConfiguration.class, MesosEndpointAutoConfiguration.class))
			.withPropertyValues("mesos.scheduler.auto-startup=false", "mesos.master=http://m1:5050")
			.withClassLoader(new FilteredClassLoader(HealthIndicator.class, InfoContributor.class,
					ConditionalOnAvailableEndpoint.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(MesosScheduler.class)
				.doesNotHaveBean("mesosEndpoint")
				.doesNotHaveBean("mesosHealthContributor"));
	}

	@Test
	void nothingIsThereWhenMesosIsDisabled() {
		this.runner.withPropertyValues("mesos.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(MesosEndpoint.class)
				.doesNotHaveBean(MesosHealthIndicator.class));
	}

	@Test
	void infoIsOffUnlessEnabled() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(MesosInfoContributor.class));
		this.runner.withPropertyValues("management.info.mesos.enabled=true", "mesos.framework.name=shop")
			.run((context) -> {
				Info.Builder builder = new Info.Builder();
				context.getBean(MesosInfoContributor.class).contribute(builder);
				Map<?, ?> mesos = builder.build().get("mesos", Map.class);
				assertThat(mesos.get("framework")).isEqualTo("shop");
				assertThat(mesos.get("roles")).isEqualTo(List.of("*"));
			});
	}

	@Test
	void theEndpointNeedsAccessAndExposure() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(MesosEndpoint.class));
		this.runner.withPropertyValues("management.endpoint.mesos.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(MesosEndpoint.class));
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=health")
			.run((context) -> assertThat(context).doesNotHaveBean(MesosEndpoint.class));
	}

	@Test
	void theEndpointDescribesTheFramework() {
		this.runner.withUserConfiguration(WithTestScheduler.class).run((context) -> {
			MesosDescriptor mesos = context.getBean(MesosEndpoint.class).mesos();

			assertThat(mesos.frameworkId()).isEqualTo("framework-1");
			assertThat(mesos.name()).isEqualTo("test");
			assertThat(mesos.state()).isEqualTo("SUBSCRIBED");
			assertThat(mesos.roles()).containsExactly("web");
			assertThat(mesos.suppressedRoles()).containsExactly("quiet");
			assertThat(mesos.master().address()).isEqualTo("master.example:5050");
			assertThat(mesos.handlers()).containsKey("UPDATE");
		});
	}

	@Test
	void theEndpointSuppressesRevivesAndTearsDown() {
		this.runner.withUserConfiguration(WithTestScheduler.class).run((context) -> {
			MesosEndpoint endpoint = context.getBean(MesosEndpoint.class);
			TestScheduler scheduler = context.getBean(TestScheduler.class);

			assertThat(endpoint.call("suppress", List.of("web")).outcome()).isEqualTo("ACCEPTED");
			endpoint.call("revive", null);
			endpoint.call("teardown", null);
			assertThat(scheduler.calls()).extracting(Call::getType)
				.containsExactly(Call.Type.SUPPRESS, Call.Type.REVIVE, Call.Type.TEARDOWN);
			assertThat(scheduler.calls().get(0).getSuppress().getRolesList()).containsExactly("web");
			assertThatExceptionOfType(InvalidEndpointRequestException.class)
				.isThrownBy(() -> endpoint.call("explode", null))
				.withMessageContaining("explode");
			assertThatExceptionOfType(InvalidEndpointRequestException.class)
				.isThrownBy(() -> endpoint.call("suppress", List.of("web", "nobody")))
				.withMessageContaining("nobody");
			scheduler.failWith(new NotSubscribedException("no session", SchedulerState.DISCONNECTED));
			assertThat(endpoint.call("revive", null).message()).contains("NotSubscribedException: no session");
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class WithTestScheduler {

		@Bean
		TestScheduler mesosScheduler() {
			return new TestScheduler();
		}

		@MesosEventHandler
		void status(TaskStatus status) {
		}

	}

}
