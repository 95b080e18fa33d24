package io.mesosframework.scheduler;

import java.time.Duration;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.junit.jupiter.api.Test;

import io.mesosframework.model.FrameworkInfos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SchedulerConfigurationTests {

	private final SchedulerConfiguration.Builder builder = SchedulerConfiguration.builder()
		.master("m1:5050,m2:5050")
		.frameworkInfo(FrameworkInfos.named("n").build());

	@Test
	void theDefaultsAreThoseOfTheGuide() {
		SchedulerConfiguration configuration = this.builder.build();

		assertThat(configuration.backOffMin()).isEqualTo(Duration.ofSeconds(1));
		assertThat(configuration.backOffMax()).isEqualTo(Duration.ofSeconds(15));
		assertThat(configuration.heartbeatMultiplier()).isEqualTo(5);
		assertThat(configuration.removedFrameworkPolicy()).isEqualTo(RemovedFrameworkPolicy.ABORT);
		assertThat(configuration.teardownOnStop()).isFalse();
		assertThat(configuration.declineUnanswered()).isTrue();
	}

	@Test
	void customizersAreAppliedInTheirOrderAndAnIdIsIgnored() {
		FrameworkInfo info = this.builder.customizeFrameworkInfo((framework) -> framework.setName("first"))
			.customizeFrameworkInfo((framework) -> framework.setName(framework.getName() + "-second"))
			.customizeFrameworkInfo((framework) -> framework.getIdBuilder().setValue("ignored"))
			.build()
			.frameworkInfo();

		assertThat(info.getName()).isEqualTo("first-second");
		assertThat(info.hasId()).isFalse();
	}

	@Test
	void aBuiltConfigurationDoesNotChangeWithItsBuilder() {
		SchedulerConfiguration configuration = this.builder.queueCapacity(7).build();

		this.builder.queueCapacity(8).customizeFrameworkInfo((framework) -> framework.setName("other"));

		assertThat(configuration.queueCapacity()).isEqualTo(7);
		assertThat(configuration.frameworkInfo().getName()).isEqualTo("n");
	}

	@Test
	void whatIsMissingIsNamed() {
		assertThatIllegalStateException().isThrownBy(() -> SchedulerConfiguration.builder().build())
			.withMessageContaining("No master is set");
		assertThatIllegalStateException()
			.isThrownBy(() -> this.builder.frameworkInfo(FrameworkInfos.named("").build()).build())
			.withMessageContaining("no name");
		assertThatIllegalStateException()
			.isThrownBy(() -> this.builder.frameworkInfo(FrameworkInfos.named("n").user("").build()).build())
			.withMessageContaining("no user");
	}

	@Test
	void whatIsOutOfRangeIsNamed() {
		Duration second = Duration.ofSeconds(1);
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.backOff(Duration.ZERO, second))
			.withMessageContaining("'backOff'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.backOff(second, Duration.ofMillis(1)));
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.initialDelay(Duration.ofSeconds(-1)))
			.withMessageContaining("'initialDelay'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.subscribeTimeout(Duration.ZERO))
			.withMessageContaining("'subscribeTimeout'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.slowHandlerThreshold(Duration.ZERO));
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.queueCapacity(0))
			.withMessageContaining("'queueCapacity'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.heartbeatMultiplier(0));
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.redirectLimit(0));
		assertThatIllegalArgumentException().isThrownBy(() -> this.builder.master("zk://z:2181/mesos"));
	}

}
