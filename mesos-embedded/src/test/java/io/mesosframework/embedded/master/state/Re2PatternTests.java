package io.mesosframework.embedded.master.state;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link Re2Pattern}. The texts and sizes are those of the C++ library.
 */
class Re2PatternTests {

	@ParameterizedTest
	@CsvSource(delimiter = ' ',
			value = { "r[0-9] r1", "r\\d+ r12", "(a|b)c? b", "a{2,3} aaa", "[[:alpha:]]+ abc", "(?P<name>x)y xy",
					"(?i)abc ABC", "\\Qa.b\\E a.b", "[^a-c] d", "\\p{Greek}+ \u03b1", "[(?<]+ <?", "\\Q(?<a\\E (?<a",
					"\\(?<a <a", "\u00fc+ \u00fc\u00fc", ".{11} a.b.c.d.e.f", "\\x41 A", "a|bc bc" })
	void theWholeTextMatches(String regex, String text) throws Re2Pattern.SyntaxException {
		assertThat(Re2Pattern.compile(regex).matches(text)).isTrue();
		assertThat(Re2Pattern.compile(regex).matches(text + "!")).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = ' ', value = { "( missing_):_(", "[ missing_]:_[",
			"*a no_argument_for_repetition_operator:_*", "a** bad_repetition_operator:_**",
			"\\1 invalid_escape_sequence:_\\1", "(?=a) invalid_perl_operator:_(?=",
			"(?<n>a) invalid_perl_operator:_(?<", "a{1001} invalid_repetition_size:_{1001}", "a) unexpected_):_a)",
			"[z-a] invalid_character_class_range:_z-a", "\\pX invalid_character_class_range:_\\pX", "\\ trailing_\\" })
	void whatRe2RefusesIsRefusedWithItsWords(String regex, String text) {
		assertThatExceptionOfType(Re2Pattern.SyntaxException.class).isThrownBy(() -> Re2Pattern.compile(regex))
			.withMessage("Failed to construct regex from pattern '" + regex + "': " + text.replace('_', ' '));
	}

	@ParameterizedTest
	@ValueSource(ints = { 97, 200 })
	void aLongPatternIsTooComplex(int length) {
		assertThatExceptionOfType(Re2Pattern.SyntaxException.class)
			.isThrownBy(() -> Re2Pattern.compile("x".repeat(length)))
			.withMessageEndingWith(
					" is too complex: program size of " + (length + 4) + " is larger than maximum of 100 allowed");
	}

	@ParameterizedTest
	@CsvSource({ ".{12}, 100", ".{13}, 108", "[^/]{13}, 108", "(?:a.){11}, 103", "\u00fc{49}, 102", "\u20ac{33}, 103" })
	void aPatternIsMeasuredInBytes(String regex, int size) {
		if (size > 100) {
			assertThatExceptionOfType(Re2Pattern.SyntaxException.class).isThrownBy(() -> Re2Pattern.compile(regex))
				.withMessageContaining("program size of " + size);
		}
		else {
			assertThatNoException().isThrownBy(() -> Re2Pattern.compile(regex));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\\pL+", "\\p{Lu}", "[a-z\\pM]", "(?:x{100}){3}" })
	void aClassOfManyCharactersDoesNotCompile(String regex) {
		assertThatExceptionOfType(Re2Pattern.SyntaxException.class).isThrownBy(() -> Re2Pattern.compile(regex))
			.withMessageEndingWith("pattern too large - compile failed");
	}

	@Test
	void aVeryLongPatternDoesNotCompile() {
		assertThatExceptionOfType(Re2Pattern.SyntaxException.class)
			.isThrownBy(() -> Re2Pattern.compile("x".repeat(400)))
			.withMessageEndingWith("pattern too large - compile failed");
	}

}
