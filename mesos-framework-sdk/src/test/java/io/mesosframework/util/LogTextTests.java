package io.mesosframework.util;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LogText}.
 */
class LogTextTests {

	@Test
	void ordinaryTextStaysAsItIs() {
		assertThat(LogText.of("Grüße, 世界 👍: 100 %")).isEqualTo("Grüße, 世界 👍: 100 %");
	}

	@Test
	void lineBreaksAndTabsBecomeOneSpace() {
		assertThat(LogText.of(" a\r\n\tb \n")).isEqualTo("a b");
	}

	@Test
	void whatATerminalActsOnIsEscaped() {
		assertThat(LogText.of("\u001b[31mred\u0007\u0000\u202eabc\u2028\ud800"))
			.isEqualTo("\\u001b[31mred\\u0007\\u0000\\u202eabc\\u2028\\ud800");
	}

	@Test
	void longTextIsCut() {
		assertThat(LogText.of("x".repeat(100_000))).hasSize(LogText.MAX_LENGTH + 1).endsWith("x…");
		assertThat(LogText.of("x".repeat(LogText.MAX_LENGTH) + "  \n")).hasSize(LogText.MAX_LENGTH);
	}

	@Test
	void nothingIsPrintedAsNull() {
		assertThat(LogText.of(null)).isEqualTo("null");
	}

}
