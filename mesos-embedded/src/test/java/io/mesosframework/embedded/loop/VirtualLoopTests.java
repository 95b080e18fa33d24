package io.mesosframework.embedded.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class VirtualLoopTests {

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private final VirtualLoop loop = new VirtualLoop("virtual-loop-under-test", START);

	@AfterEach
	void close() {
		this.loop.close();
	}

	@Test
	void theClockStandsStillUntilItIsAdvanced() {
		assertThat(this.loop.now()).isEqualTo(START);

		this.loop.advance(Duration.ofDays(400));

		assertThat(this.loop.now()).isEqualTo(START.plus(Duration.ofDays(400)));
	}

	@Test
	void aTimerRunsAtExactlyItsInstant() {
		List<Instant> at = new ArrayList<>();
		this.loop.schedule(Duration.ofSeconds(15), () -> at.add(this.loop.now()));

		this.loop.advance(Duration.ofSeconds(14).plusNanos(999_999_999));
		assertThat(at).isEmpty();

		this.loop.advance(Duration.ofSeconds(100));
		assertThat(at).containsExactly(START.plusSeconds(15));
	}

	@Test
	void aTimerThatSchedulesItselfRunsAsOftenAsItIsDue() {
		List<Instant> at = new ArrayList<>();
		Runnable[] tick = new Runnable[1];
		tick[0] = () -> {
			at.add(this.loop.now());
			this.loop.schedule(Duration.ofSeconds(1), tick[0]);
		};
		this.loop.schedule(Duration.ofSeconds(1), tick[0]);

		this.loop.advance(Duration.ofHours(1));

		assertThat(at).hasSize(3600);
		assertThat(at.get(3599)).isEqualTo(START.plusSeconds(3600));
	}

	@Test
	void tasksOfATimerRunBeforeTheNextTimerOfTheSameInstant() {
		List<String> order = new ArrayList<>();
		this.loop.schedule(Duration.ofSeconds(1), () -> {
			order.add("first");
			this.loop.execute(() -> order.add("task of first"));
		});
		this.loop.schedule(Duration.ofSeconds(1), () -> order.add("second"));

		this.loop.advance(Duration.ofSeconds(1));

		assertThat(order).containsExactly("first", "task of first", "second");
	}

	@Test
	void settleRunsTasksOfTasksButNoLaterTimer() {
		List<String> order = new ArrayList<>();
		this.loop.execute(() -> this.loop.execute(() -> this.loop.execute(() -> order.add("deep"))));
		this.loop.schedule(Duration.ofNanos(1), () -> order.add("timer"));

		this.loop.settle();

		assertThat(order).containsExactly("deep");
	}

	@Test
	void anExceptionInATimerDoesNotStopTheClock() {
		this.loop.schedule(Duration.ofSeconds(1), () -> {
			throw new IllegalStateException("expected by this test");
		});

		this.loop.advance(Duration.ofSeconds(2));

		assertThat(this.loop.now()).isEqualTo(START.plusSeconds(2));
		assertThat(this.loop.failures()).isEqualTo(1);
	}

	@Test
	void theClockCannotBeAdvancedFromInsideOrAfterTheEnd() {
		assertThat(this.loop.submit(() -> {
			this.loop.advance(Duration.ofSeconds(1));
			return 1;
		})).completesExceptionallyWithin(Duration.ofSeconds(60))
			.withThrowableThat()
			.withMessageContaining("from inside the loop");

		this.loop.close();

		assertThatIllegalStateException().isThrownBy(() -> this.loop.advance(Duration.ofSeconds(1)))
			.withMessageContaining("closed");
	}

}
