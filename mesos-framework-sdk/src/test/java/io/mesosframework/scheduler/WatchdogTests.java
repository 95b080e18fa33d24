package io.mesosframework.scheduler;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WatchdogTests {

	private final ManualTimers timers = new ManualTimers();

	private final AtomicBoolean paused = new AtomicBoolean();

	private final AtomicInteger bites = new AtomicInteger();

	private final Watchdog watchdog = new Watchdog(this.timers, this.paused::get, this.bites::incrementAndGet);

	@Test
	void bitesOnceWhenNothingComesForTheWholeLimit() {
		this.watchdog.arm(Duration.ofSeconds(75));

		this.timers.advance(Duration.ofSeconds(74));
		assertThat(this.bites).hasValue(0);

		this.timers.advance(Duration.ofSeconds(500));
		assertThat(this.bites).hasValue(1);
	}

	@Test
	void anyEventStartsTheTimeAnew() {
		this.watchdog.arm(Duration.ofSeconds(75));
		for (int i = 0; i < 100; i++) {
			this.timers.advance(Duration.ofSeconds(70));
			this.watchdog.touch();
		}
		assertThat(this.bites).hasValue(0);

		this.timers.advance(Duration.ofSeconds(75));
		assertThat(this.bites).hasValue(1);
	}

	@Test
	void aPauseOfOurOwnIsNotTheMastersSilence() {
		this.watchdog.arm(Duration.ofSeconds(75));
		this.paused.set(true);
		this.timers.advance(Duration.ofHours(1));
		assertThat(this.bites).hasValue(0);

		this.paused.set(false);
		this.timers.advance(Duration.ofSeconds(74));
		assertThat(this.bites).hasValue(0);
		this.timers.advance(Duration.ofSeconds(75));
		assertThat(this.bites).hasValue(1);
	}

	@Test
	void isArmedAnewWithAnotherInterval() {
		this.watchdog.arm(Duration.ofSeconds(75));
		this.watchdog.arm(Duration.ofSeconds(5));

		this.timers.advance(Duration.ofSeconds(5));

		assertThat(this.bites).hasValue(1);
	}

	@Test
	void doesNotBiteAfterItWasCancelled() {
		this.watchdog.arm(Duration.ofSeconds(75));
		this.watchdog.cancel();

		this.timers.advance(Duration.ofHours(1));

		assertThat(this.bites).hasValue(0);
		assertThat(this.timers.pending()).isZero();
	}

	@Test
	void knowsHowOldTheLastEventIs() {
		this.timers.advance(Duration.ofSeconds(3));
		assertThat(this.watchdog.age()).isEqualTo(Duration.ofSeconds(3));

		this.watchdog.touch();
		assertThat(this.watchdog.age()).isZero();
	}

}
