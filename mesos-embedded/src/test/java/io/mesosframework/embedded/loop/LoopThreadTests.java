package io.mesosframework.embedded.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoopThreadTests {

	private final LoopThread loop = new LoopThread("loop-under-test");

	@AfterEach
	void close() {
		this.loop.close();
	}

	@Test
	void tasksRunInTheOrderOfSubmissionOnOneDaemonThread() {
		List<Integer> seen = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			int number = i;
			this.loop.execute(() -> seen.add(number));
		}
		String thread = await(this.loop.submit(() -> Thread.currentThread().getName()));

		assertThat(thread).isEqualTo("loop-under-test");
		assertThat(await(this.loop.submit(() -> Thread.currentThread().isDaemon()))).isTrue();
		assertThat(seen).hasSize(1000).isSorted();
	}

	@Test
	void anExceptionInATaskIsCountedAndTheLoopGoesOn() {
		this.loop.execute(() -> {
			throw new IllegalStateException("expected by this test");
		});
		this.loop.execute(() -> {
			throw new AssertionError("expected by this test");
		});

		assertThat(await(this.loop.submit(() -> 42))).isEqualTo(42);
		assertThat(this.loop.failures()).isEqualTo(2);
	}

	@Test
	void timersRunWhenTheyAreDueAndNotBefore() throws Exception {
		CountDownLatch done = new CountDownLatch(2);
		List<String> order = new ArrayList<>();
		Instant start = this.loop.now();
		List<Instant> at = new ArrayList<>();
		await(this.loop.submit(() -> {
			this.loop.schedule(Duration.ofMillis(600), () -> {
				at.add(this.loop.now());
				order.add("late");
				done.countDown();
			});
			return this.loop.schedule(Duration.ofMillis(20), () -> {
				at.add(this.loop.now());
				order.add("early");
				done.countDown();
			});
		}));

		assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(order).containsExactly("early", "late");
		assertThat(at.get(0)).isAfterOrEqualTo(start.plusMillis(20));
		assertThat(at.get(1)).isAfterOrEqualTo(start.plusMillis(600));
	}

	@Test
	void aCancelledTimerDoesNotRun() throws Exception {
		CountDownLatch done = new CountDownLatch(1);
		List<String> ran = new ArrayList<>();
		await(this.loop.submit(() -> {
			Loop.Timer timer = this.loop.schedule(Duration.ofMillis(5), () -> ran.add("cancelled"));
			this.loop.schedule(Duration.ofMillis(10), done::countDown);
			timer.cancel();
			timer.cancel();
			return true;
		}));

		assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(ran).isEmpty();
	}

	@Test
	void aClosedLoopRunsWhatWaitsAndDropsTheRest() {
		List<String> ran = new ArrayList<>();
		CountDownLatch gate = new CountDownLatch(1);
		this.loop.execute(() -> awaitGate(gate));
		this.loop.execute(() -> ran.add("before"));
		Thread closer = new Thread(this.loop::close);
		closer.start();
		while (!this.loop.submit(() -> "?").isCompletedExceptionally()) {
			Thread.onSpinWait();
		}
		this.loop.execute(() -> ran.add("after"));
		gate.countDown();
		this.loop.close();

		assertThat(ran).containsExactly("before");
		assertThat(this.loop.submit(() -> 1)).completesExceptionallyWithin(Duration.ofSeconds(60))
			.withThrowableThat()
			.withCauseInstanceOf(RejectedExecutionException.class);
	}

	@Test
	void whatATaskThrowsReachesWhoSubmittedIt() {
		CompletableFuture<Object> result = this.loop.submit(() -> {
			throw new IllegalArgumentException("no");
		});

		assertThat(result).completesExceptionallyWithin(Duration.ofSeconds(60))
			.withThrowableThat()
			.withCauseInstanceOf(IllegalArgumentException.class);
		assertThat(this.loop.failures()).isZero();
	}

	private static void awaitGate(CountDownLatch gate) {
		try {
			gate.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static <T> T await(CompletableFuture<T> future) {
		return future.orTimeout(60, TimeUnit.SECONDS).join();
	}

}
