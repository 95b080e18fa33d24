package io.mesosframework.embedded.codec;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JsonTests {

	@Test
	void parsesEveryKindOfValue() throws JsonSyntaxException {
		assertThat(Json.parse(" { \"b\" : [1, -2.5, true, false, null, \"\\u00e9\\ud83d\\ude00\\/\"], \"a\":{} }\n"))
			.isEqualTo(Map.of("b", java.util.Arrays.asList(1L, -2.5, true, false, null, "\u00e9\ud83d\ude00/"), "a",
					Map.of()));
	}

	@Test
	void parsesIntegersBeyond64BitsAsDoubles() throws JsonSyntaxException {
		assertThat(Json.parse("[9223372036854775807,9223372036854775808]"))
			.isEqualTo(List.of(Long.MAX_VALUE, 9.223372036854775807E18));
	}

	@Test
	void theLastOfTwoEqualNamesWins() throws JsonSyntaxException {
		assertThat(Json.parse("{\"a\":1,\"a\":2}")).isEqualTo(Map.of("a", 2L));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{\"type\":", "hello", "{a:1}", "[1,]", "{\"a\":1,}", "\"a", "\"\\x\"", "\"\t\"", "-",
			"1.2.3", "nul", "\"\\ud83d\"", "\"\\ude00\\ud83d\"", "\"\\ud83dx\"", "\"\\ud83d\\u0041\"", "{\"a\" 1}",
			"[1 2]" })
	void refusesWhatIsNotJson(String text) {
		assertThatExceptionOfType(JsonSyntaxException.class).isThrownBy(() -> Json.parse(text))
			.withMessageStartingWith("syntax error at line 1 near:");
	}

	@Test
	void refusesTrailingCharactersAndValuesOutOfRange() {
		assertThatExceptionOfType(JsonSyntaxException.class).isThrownBy(() -> Json.parse("{} x"))
			.withMessage("Parsed JSON included non-whitespace trailing characters:  x");
		assertThatExceptionOfType(JsonSyntaxException.class).isThrownBy(() -> Json.parse("1e999"))
			.withMessage("Value out of range");
	}

	@Test
	void refusesMoreThan200Levels() throws JsonSyntaxException {
		assertThat(Json.parse("[".repeat(200) + "]".repeat(200))).isInstanceOf(List.class);
		assertThatExceptionOfType(JsonSyntaxException.class)
			.isThrownBy(() -> Json.parse("[".repeat(201) + "]".repeat(201)));
	}

}
