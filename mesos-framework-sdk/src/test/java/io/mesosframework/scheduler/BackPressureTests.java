package io.mesosframework.scheduler;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackPressureTests {

	private final List<String> log = new ArrayList<>();

	private final BackPressure backPressure = new BackPressure(4);

	@Test
	void pausesWhenFullAndResumesWhenHalfEmpty() {
		this.backPressure.reader(new RecordingReader("a"));

		add(3);
		assertThat(this.log).isEmpty();
		add(1);
		assertThat(this.log).containsExactly("a pause");
		add(2);
		handle(3);
		assertThat(this.log).containsExactly("a pause");
		handle(1);
		assertThat(this.log).containsExactly("a pause", "a resume");
		assertThat(this.backPressure.depth()).isEqualTo(2);
		assertThat(this.backPressure.pauses()).isEqualTo(1);
	}

	@Test
	void aNewReaderIsPausedAtOnceWhileTheQueueIsFull() {
		add(5);

		this.backPressure.reader(new RecordingReader("b"));
		assertThat(this.log).containsExactly("b pause");

		handle(3);
		assertThat(this.log).containsExactly("b pause", "b resume");
	}

	@Test
	void aQueueOfOneWorksToo() {
		BackPressure one = new BackPressure(1);
		one.reader(new RecordingReader("c"));

		one.added(1);
		assertThat(one.isPaused()).isTrue();
		one.handled();
		assertThat(one.isPaused()).isFalse();
		assertThat(this.log).containsExactly("c pause", "c resume");
	}

	@Test
	void manyThreadsNeverLeaveItPausedWithAnEmptyQueue() throws Exception {
		this.backPressure.reader(new RecordingReader("d"));
		Thread adder = new Thread(() -> add(200_000));
		Thread handler = new Thread(() -> handle(200_000));
		adder.start();
		handler.start();
		adder.join();
		handler.join();

		assertThat(this.backPressure.depth()).isZero();
		assertThat(this.backPressure.isPaused()).isFalse();
	}

	private void add(int times) {
		for (int i = 0; i < times; i++) {
			this.backPressure.added(1);
		}
	}

	private void handle(int times) {
		for (int i = 0; i < times; i++) {
			this.backPressure.handled();
		}
	}

	private final class RecordingReader implements BackPressure.Reader {

		private final String name;

		private RecordingReader(String name) {
			this.name = name;
		}

		@Override
		public void pause() {
			BackPressureTests.this.log.add(this.name + " pause");
		}

		@Override
		public void resume() {
			BackPressureTests.this.log.add(this.name + " resume");
		}

	}

}
