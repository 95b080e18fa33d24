package io.mesosframework.offer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MasterRegex}.
 */
class MasterRegexTests {

	@ParameterizedTest
	@ValueSource(strings = { "rack-[0-9]+", "prod-.*", "(ssd|nvme)", "a{3}", "node-\\d+\\.example\\.org", "[^a]",
			"(?i)web", "r[0-9]{1,3}-.*" })
	void ordinaryExpressionsAreAccepted(String regex) {
		assertThat(MasterRegex.isAccepted(regex)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "(", "a{90}", ".{9}", "[^a]{9}", "\\W{9}", "\\p{Greek}", "(?<name>a)", "\\Qa\\E", "(?=a)",
			"(a)\\1", "é{9}" })
	void whatIsLargeOrDoubtfulIsNot(String regex) {
		assertThat(MasterRegex.isAccepted(regex)).isFalse();
	}

	@Test
	void anEscapedCharacterIsSmall() {
		assertThat(MasterRegex.isAccepted("\\.".repeat(50))).isTrue();
		assertThat(MasterRegex.isAccepted(".".repeat(50))).isFalse();
	}

}
