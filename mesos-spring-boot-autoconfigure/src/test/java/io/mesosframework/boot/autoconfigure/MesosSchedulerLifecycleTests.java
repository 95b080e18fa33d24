package io.mesosframework.boot.autoconfigure;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.SmartLifecycle;

import io.mesosframework.scheduler.SchedulerConfiguration;
import io.mesosframework.scheduler.SchedulerDriver;
import io.mesosframework.scheduler.SchedulerListener;
import io.mesosframework.scheduler.SchedulerState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MesosSchedulerLifecycleTests {

	private final AtomicInteger exits = new AtomicInteger();

	@Test
	void startsAfterTheWebServerAndStopsBeforeIt() {
		try (FakeMaster master = FakeMaster.sending(FakeMaster.subscribed()); SchedulerDriver driver = driver(master)) {
			MesosSchedulerLifecycle lifecycle = lifecycle(driver);

			assertThat(lifecycle.getPhase()).isEqualTo(Integer.MAX_VALUE - 100)
				.isGreaterThan(SmartLifecycle.DEFAULT_PHASE - 1024);
			assertThat(lifecycle.isAutoStartup()).isTrue();
			assertThat(lifecycle.isPauseable()).isTrue();
			assertThat(lifecycle(driver, "mesos.scheduler.auto-startup", "false").isAutoStartup()).isFalse();
		}
	}

	@Test
	void startAndStopCanBeRepeated() {
		try (FakeMaster master = FakeMaster.sending(FakeMaster.subscribed()); SchedulerDriver driver = driver(master)) {
			MesosSchedulerLifecycle lifecycle = lifecycle(driver);
			lifecycle.start();
			lifecycle.start();
			assertThat(lifecycle.isRunning()).isTrue();
			assertThat(driver.scheduler().state()).isEqualTo(SchedulerState.SUBSCRIBED);
			lifecycle.stop();
			lifecycle.stop();
			assertThat(lifecycle.isRunning()).isFalse();
			assertThat(driver.scheduler().state()).isEqualTo(SchedulerState.STOPPED);
			lifecycle.start();
			assertThat(driver.scheduler().state()).isEqualTo(SchedulerState.SUBSCRIBED);
			AtomicInteger called = new AtomicInteger();
			lifecycle.stop(called::incrementAndGet);
			Awaitility.await().untilAtomic(called, org.hamcrest.Matchers.is(1));
		}
	}

	@Test
	void aRefusalAtStartIsThrown() {
		try (FakeMaster master = FakeMaster.sending(FakeMaster.error("Framework has been removed"));
				SchedulerDriver driver = driver(master)) {
			MesosSchedulerLifecycle lifecycle = lifecycle(driver);

			assertThatExceptionOfType(MesosRefusedException.class).isThrownBy(lifecycle::start)
				.withMessageContaining("FRAMEWORK_REMOVED");
			assertThat(lifecycle.isRunning()).isFalse();
			assertThat(this.exits).hasValue(0);
		}
	}

	@Test
	void aRefusalLaterOnEndsTheApplicationWhenThatIsWanted() {
		try (FakeMaster master = FakeMaster.sending(FakeMaster.subscribed(), FakeMaster.error("Framework failed over"));
				SchedulerDriver driver = driver(master)) {
			lifecycle(driver, "mesos.scheduler.exit-on-fatal-error", "true").start();

			Awaitility.await().untilAtomic(this.exits, org.hamcrest.Matchers.is(1));
		}
	}

	@Test
	void aRefusalThatNobodyWaitsForEndsTheApplicationWhenThatIsWanted() {
		try (FakeMaster master = FakeMaster.sending(FakeMaster.error("Framework has been removed"));
				SchedulerDriver driver = driver(master)) {
			lifecycle(driver, "mesos.scheduler.exit-on-fatal-error", "true", "mesos.scheduler.startup-timeout", "0s")
				.start();

			Awaitility.await().untilAtomic(this.exits, org.hamcrest.Matchers.is(1));
		}
	}

	private MesosSchedulerLifecycle lifecycle(SchedulerDriver driver, String... properties) {
		String[] patient = Stream.concat(Stream.of("mesos.scheduler.startup-timeout", "60s"), Stream.of(properties))
			.toArray(String[]::new);
		return new MesosSchedulerLifecycle(driver, MesosPropertiesTests.bind(patient),
				new DefaultListableBeanFactory().getBeanProvider(SchedulerListener.class), this.exits::incrementAndGet);
	}

	private static SchedulerDriver driver(FakeMaster master) {
		return new SchedulerDriver(SchedulerConfiguration.builder()
			.master(master.url())
			.frameworkInfo(FrameworkInfo.newBuilder().setName("test").setUser("nobody").build())
			.build());
	}

}
