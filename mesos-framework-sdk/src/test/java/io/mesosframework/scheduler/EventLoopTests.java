package io.mesosframework.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(30)
class EventLoopTests {

	private final List<Throwable> errors = new CopyOnWriteArrayList<>();

	private final EventLoop loop = new EventLoop(Thread::new, this.errors::add);

	EventLoopTests() {
		this.loop.start();
	}

	@AfterEach
	void close() throws Exception {
		this.loop.shutdown();
		this.loop.terminated().toCompletableFuture().get(60, TimeUnit.SECONDS);
	}

	@Test
	void itemsOfOneThreadRunInTheirOrderOnTheOneThread() throws Exception {
		List<Integer> seen = new ArrayList<>();
		for (int i = 0; i < 10_000; i++) {
			int number = i;
			this.loop.execute(() -> seen.add(number));
		}
		flush();

		assertThat(seen).hasSize(10_000).isSorted();
		assertThat(this.loop.isCurrentThread()).isFalse();
	}

	@Test
	void anItemThatThrowsIsReportedAndTheNextOneRuns() throws Exception {
		this.loop.execute(() -> {
			throw new LinkageError("boom");
		});
		flush();

		assertThat(this.errors).singleElement().satisfies((error) -> assertThat(error).hasMessage("boom"));
	}

	@Test
	void anInterruptLeftBehindByAnItemDoesNotEndTheLoop() throws Exception {
		this.loop.execute(() -> Thread.currentThread().interrupt());
		flush();
		flush();

		assertThat(this.errors).hasSizeLessThanOrEqualTo(1);
	}

	@Test
	void anItemWakesASleepingLoop() throws Exception {
		CompletableFuture<Boolean> ran = new CompletableFuture<>();
		flush();

		assertThat(this.loop.offer(() -> ran.complete(true))).isTrue();

		assertThat(ran.get(60, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void anEndedLoopTakesNothing() throws Exception {
		this.loop.shutdown();
		this.loop.terminated().toCompletableFuture().get(60, TimeUnit.SECONDS);

		assertThat(this.loop.offer(() -> {
		})).isFalse();
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> this.loop.execute(() -> {
		}));
	}

	private void flush() throws Exception {
		CompletableFuture<Boolean> done = new CompletableFuture<>();
		this.loop.execute(() -> done.complete(this.loop.isCurrentThread()));
		assertThat(done.get(60, TimeUnit.SECONDS)).isTrue();
	}

}
