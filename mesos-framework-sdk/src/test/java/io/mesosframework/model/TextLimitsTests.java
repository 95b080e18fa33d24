package io.mesosframework.model;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TextLimitsTests {

	@Test
	void whatIsShortEnoughIsKept() {
		String longest = "x".repeat(TextLimits.MESSAGE);

		assertThat(TextLimits.message(longest)).isSameAs(longest);
		assertThat(TextLimits.name("host")).isEqualTo("host");
	}

	@Test
	void whatIsLongerIsCutAndSaysHowLongItWas() {
		assertThat(TextLimits.message("x".repeat(3_000_000)))
			.isEqualTo("x".repeat(TextLimits.MESSAGE) + "… (3000000 characters)");
		assertThat(TextLimits.name("y".repeat(300))).isEqualTo("y".repeat(TextLimits.NAME) + "… (300 characters)");
	}

	@Test
	void noCharacterIsCutInHalf() {
		String text = "x".repeat(TextLimits.MESSAGE - 1) + "🚀";

		assertThat(TextLimits.message(text)).isEqualTo("x".repeat(TextLimits.MESSAGE - 1) + "… (1025 characters)");
	}

}
