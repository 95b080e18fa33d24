package io.mesosframework.boot.autoconfigure.tasks;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.mesosframework.boot.autoconfigure.MesosAutoConfiguration;
import io.mesosframework.task.TaskMetrics;

import static org.assertj.core.api.Assertions.assertThat;

class MesosTaskMetricsAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(MesosAutoConfiguration.class, MesosTasksAutoConfiguration.class,
				MesosTaskMetricsAutoConfiguration.class))
		.withPropertyValues("mesos.scheduler.auto-startup=false", "mesos.master=http://m1:5050");

	@Test
	void measuresTasksAndOffersWhereMetersAre() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run((context) -> {
			assertThat(context).hasSingleBean(TaskMetrics.class);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("mesos.tasks").tag("app", "other").gauges()).isNotEmpty();
			assertThat(registry.get("mesos.offers.held").gauge().value()).isZero();
		});
	}

	@Test
	void measuresEvenIfBeansAreLazy() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(context.getBean(MeterRegistry.class).find("mesos.tasks").gauges())
				.isNotEmpty());
	}

	@Test
	void backsOffWithoutMeters() {
		this.runner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TaskMetrics.class));
	}

	@Test
	void refusesANegativeNumberOfApps() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withPropertyValues("mesos.tasks.metrics.max-apps=-1")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("The number must not be negative"));
	}

}
