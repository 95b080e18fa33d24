package io.mesosframework.util;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Failures}.
 */
class FailuresTests {

	private final IllegalStateException failure = new IllegalStateException("broken");

	@Test
	void everyWrapperIsRemoved() {
		assertThat(Failures.unwrap(new CompletionException(new ExecutionException(this.failure))))
			.isSameAs(this.failure);
	}

	@Test
	void whatIsNotWrappedIsReturned() {
		assertThat(Failures.unwrap(this.failure)).isSameAs(this.failure);
	}

	@Test
	void aWrapperAroundNothingIsReturned() {
		CompletionException empty = new CompletionException("nothing", null);

		assertThat(Failures.unwrap(empty)).isSameAs(empty);
	}

}
