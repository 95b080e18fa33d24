package io.mesosframework.scheduler;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the state promises to those who look at it from other threads.
 */
@Timeout(120)
class SubscribedStateTests {

	private final DriverFixture fixture = new DriverFixture();

	SubscribedStateTests() throws IOException {
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void whoeverSeesItSubscribedCanSendCalls() {
		List<Object> seen = new CopyOnWriteArrayList<>();
		SchedulerTimers system = SchedulerTimers.system("test");
		this.fixture.configuration.timers(() -> new SchedulerTimers() {

			@Override
			public long nanoTime() {
				return system.nanoTime();
			}

			@Override
			public Runnable schedule(Duration delay, Runnable action) {
				MesosScheduler scheduler = SubscribedStateTests.this.fixture.scheduler();
				SchedulerState state = scheduler.state();
				seen.add(state);
				if (state == SchedulerState.SUBSCRIBED) {
					seen.add(scheduler.revive().toCompletableFuture().isCompletedExceptionally());
				}
				return system.schedule(delay, action);
			}

			@Override
			public void close() {
				system.close();
			}

		});

		this.fixture.startSubscribed();

		assertThat(seen).contains(SchedulerState.CONNECTING).doesNotContain(true);
		assertThat(this.fixture.scheduler().state()).isEqualTo(SchedulerState.SUBSCRIBED);
	}

}
