package io.mesosframework.offer;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

import static org.assertj.core.api.Assertions.assertThat;

class PortableRegexProperties {

	@Provide
	Arbitrary<String> patterns() {
		return Arbitraries
			.of("a", "b", "c-", "1", ".", ".*", "\\.", "\\d", "\\w", "\\s", "[ab]", "[^a]", "[a-c]", "[.1]", "(", "(?:",
					"(?i)", ")", "|", "*", "+", "?", "^", "$", "{2}", "[a&&b]", "\\1", "é", " ")
			.list()
			.ofMinSize(1)
			.ofMaxSize(6)
			.map((parts) -> String.join("", parts));
	}

	@Provide
	Arbitrary<String> values() {
		return Arbitraries.strings().withChars("abc-1. é\n\r(^$&").ofMaxLength(4);
	}

	@Property(tries = 20_000)
	void neverMatchesLessOrMoreThanItMay(@ForAll("patterns") String source, @ForAll("values") String value) {
		Pattern java = compile(source);
		Assume.that(java != null);
		boolean matches = java.matcher(value).matches();

		String all = PortableRegex.matchingAll(source);
		String only = PortableRegex.matchingOnly(source);

		Statistics.collect(all != null);
		if (all != null && matches) {
			assertThat(Pattern.matches(all, value)).as("%s as %s matches '%s'", source, all, value).isTrue();
		}
		if (only != null && !matches) {
			assertThat(Pattern.matches(only, value)).as("%s as %s matches '%s'", source, only, value).isFalse();
		}
	}

	private static Pattern compile(String source) {
		try {
			return Pattern.compile(source);
		}
		catch (PatternSyntaxException ex) {
			return null;
		}
	}

}
