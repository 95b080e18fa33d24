package io.mesosframework.embedded.loop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TimerQueueTests {

	@Test
	void cancelledTimersDoNotPileUp() {
		TimerQueue queue = new TimerQueue();
		List<TimerQueue.Entry> entries = new ArrayList<>();
		for (int i = 0; i < 10_000; i++) {
			TimerQueue.Entry entry = new TimerQueue.Entry(Instant.EPOCH.plusSeconds(i), i, () -> {
			});
			queue.add(entry);
			entries.add(entry);
		}

		entries.subList(1, 10_000).forEach(TimerQueue.Entry::cancel);

		assertThat(queue.size()).isEqualTo(1);
		assertThat(queue.nextDue()).isEqualTo(Instant.EPOCH);
		assertThat(queue.pollDue(Instant.EPOCH)).isNotNull();
		assertThat(queue.nextDue()).isNull();
	}

}
