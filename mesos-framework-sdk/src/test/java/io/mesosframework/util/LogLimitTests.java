package io.mesosframework.util;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LogLimit}.
 */
class LogLimitTests {

	private final AtomicLong time = new AtomicLong(-5);

	private final LogLimit limit = new LogLimit(Duration.ofMinutes(1), this.time::get);

	private final List<Long> lines = new ArrayList<>();

	@Test
	void oneLineAMinuteSaysHowOftenItHasOccurred() {
		for (int second = 0; second < 150; second++) {
			this.limit.log(this.lines::add);
			this.time.addAndGet(Duration.ofSeconds(1).toNanos());
		}

		assertThat(this.lines).containsExactly(1L, 60L, 60L);
	}

}
