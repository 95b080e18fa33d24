package io.mesosframework.boot.task.controller;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.mesosframework.boot.rest.EventStream;
import io.mesosframework.boot.rest.ProblemException;
import io.mesosframework.task.AppRemoved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The bounds of server-sent events.
 */
class TaskEventsTests {

	private final TaskEvents events = new TaskEvents(String::valueOf, 2, 3, Duration.ofMillis(1));

	@Test
	void eventsComeInOrderAndSilenceIsFilledWithHeartbeats() throws Exception {
		this.events.start();
		EventStream stream = this.events.subscribe(null);
		this.events.onEvent(new AppRemoved("a", 1));
		this.events.onEvent(new AppRemoved("b", 1));

		assertThat(stream.next()).startsWith(": ");
		assertThat(stream.next()).startsWith("event: app-removed\ndata: ").contains("app=a").endsWith("\n\n");
		assertThat(stream.next()).contains("app=b");
		assertThat(stream.next()).isEqualTo(": heartbeat\n\n");
	}

	@Test
	void aSlowReaderIsDroppedWithALastEventAndNobodyWaits() throws Exception {
		this.events.start();
		EventStream slow = this.events.subscribe(null);
		EventStream picky = this.events.subscribe("b");
		for (int i = 0; i < 1000; i++) {
			this.events.onEvent(new AppRemoved("a", i));
		}

		List<String> texts = new ArrayList<>();
		for (String text = slow.next(); text != null; text = slow.next()) {
			texts.add(text);
		}
		assertThat(texts).hasSize(2);
		assertThat(texts.get(1)).startsWith("event: closed\n").contains("the reader is too slow: 3 events waited");
		assertThat(picky.next()).startsWith(": ");
		assertThat(picky.next()).isEqualTo(": heartbeat\n\n");
	}

	@Test
	void thereAreOnlySoManyReaders() {
		this.events.start();
		EventStream first = this.events.subscribe(null);
		this.events.subscribe(null);

		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> this.events.subscribe(null))
			.withMessageContaining("mesos.rest.events.max-subscribers")
			.satisfies((problem) -> assertThat(problem.status()).isEqualTo(503));
		first.close();
		assertThat(this.events.subscribe(null)).isNotNull();
		assertThat(this.events.readers()).isEqualTo(2);
	}

	@Test
	void readersAreSentAwayWhenTheApplicationEnds() throws Exception {
		this.events.start();
		EventStream stream = this.events.subscribe(null);
		stream.next();
		this.events.onEvent(new AppRemoved("a", 1));
		this.events.stop();

		assertThat(stream.next()).contains("app=a");
		assertThat(stream.next()).contains("event: closed", "the application ends");
		assertThat(stream.next()).isNull();
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> this.events.subscribe(null));
	}

}
