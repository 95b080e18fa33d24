package io.mesosframework.scheduler;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HeartbeatMonitorTests {

	private final ManualTimers timers = new ManualTimers();

	private final AtomicBoolean paused = new AtomicBoolean();

	private final AtomicInteger expirations = new AtomicInteger();

	private final HeartbeatMonitor monitor = new HeartbeatMonitor(this.timers, this.paused::get,
			this.expirations::incrementAndGet);

	@Test
	void expirationsOnceWhenNothingComesForTheWholeLimit() {
		this.monitor.arm(Duration.ofSeconds(75));

		this.timers.advance(Duration.ofSeconds(74));
		assertThat(this.expirations).hasValue(0);

		this.timers.advance(Duration.ofSeconds(500));
		assertThat(this.expirations).hasValue(1);
	}

	@Test
	void anyEventStartsTheTimeAnew() {
		this.monitor.arm(Duration.ofSeconds(75));
		for (int i = 0; i < 100; i++) {
			this.timers.advance(Duration.ofSeconds(70));
			this.monitor.touch();
		}
		assertThat(this.expirations).hasValue(0);

		this.timers.advance(Duration.ofSeconds(75));
		assertThat(this.expirations).hasValue(1);
	}

	@Test
	void aPauseOfOurOwnIsNotTheMastersSilence() {
		this.monitor.arm(Duration.ofSeconds(75));
		this.paused.set(true);
		this.timers.advance(Duration.ofHours(1));
		assertThat(this.expirations).hasValue(0);

		this.paused.set(false);
		this.timers.advance(Duration.ofSeconds(74));
		assertThat(this.expirations).hasValue(0);
		this.timers.advance(Duration.ofSeconds(75));
		assertThat(this.expirations).hasValue(1);
	}

	@Test
	void isArmedAnewWithAnotherInterval() {
		this.monitor.arm(Duration.ofSeconds(75));
		this.monitor.arm(Duration.ofSeconds(5));

		this.timers.advance(Duration.ofSeconds(5));

		assertThat(this.expirations).hasValue(1);
	}

	@Test
	void doesNotBiteAfterItWasCancelled() {
		this.monitor.arm(Duration.ofSeconds(75));
		this.monitor.cancel();

		this.timers.advance(Duration.ofHours(1));

		assertThat(this.expirations).hasValue(0);
		assertThat(this.timers.pending()).isZero();
	}

	@Test
	void knowsHowOldTheLastEventIs() {
		this.timers.advance(Duration.ofSeconds(3));
		assertThat(this.monitor.age()).isEqualTo(Duration.ofSeconds(3));

		this.monitor.touch();
		assertThat(this.monitor.age()).isZero();
	}

}
