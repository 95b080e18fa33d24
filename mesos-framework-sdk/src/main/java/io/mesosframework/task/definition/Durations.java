package io.mesosframework.task.definition;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Parses durations: {@code 500ms}, {@code 10s}, {@code 1.5mins}, {@code 1h}, a plain
 * number of seconds, or ISO-8601.
 */
final class Durations {

	/**
	 * A part of a duration such as {@code 1m30s}, the format of Go and so of the Mesos
	 * Framework SDK.
	 */
	private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)\\s*([a-z\u00b5\u03bc]*)\\s*");

	private static final Map<String, Double> SECONDS = Map.ofEntries(Map.entry("ns", 1e-9), Map.entry("us", 1e-6),
			Map.entry("\u00b5s", 1e-6), Map.entry("\u03bcs", 1e-6), Map.entry("ms", 1e-3), Map.entry("", 1.0),
			Map.entry("s", 1.0), Map.entry("secs", 1.0), Map.entry("m", 60.0), Map.entry("mins", 60.0),
			Map.entry("h", 3600.0), Map.entry("hrs", 3600.0), Map.entry("d", 86400.0), Map.entry("days", 86400.0),
			Map.entry("weeks", 604800.0));

	/** The usual format as a pattern that JSON Schema and JavaScript support. */
	static final String SCHEMA_PATTERN = "^(\\d+(\\.\\d+)?|(\\d+(\\.\\d+)?\\s*("
			+ String.join("|", SECONDS.keySet().stream().filter((unit) -> unit.matches("[a-z]+")).sorted().toList())
			+ ")\\s*)+|P.+)$";

	/** The maximum that Mesos can represent in nanoseconds, about 285 years. */
	private static final Duration LONGEST = Duration.ofSeconds(9_000_000_000L);

	private Durations() {
	}

	static @Nullable Duration parse(String text) {
		String trimmed = text.trim().toLowerCase(Locale.ROOT);
		double seconds = seconds(trimmed);
		if (!Double.isNaN(seconds)) {
			return (seconds >= 0 && seconds < LONGEST.toSeconds()) ? Duration.ofNanos(Math.round(seconds * 1e9)) : null;
		}
		try {
			Duration duration = Duration.parse(text.trim());
			return (duration.isNegative() || duration.compareTo(LONGEST) >= 0) ? null : duration;
		}
		catch (DateTimeParseException ex) {
			return null;
		}
	}

	/**
	 * Return the sum of the parts of a duration in seconds. If there is a single part,
	 * its unit may be omitted.
	 */
	private static double seconds(String text) {
		Matcher part = PART.matcher(text);
		double seconds = 0;
		int at = 0;
		while (at < text.length() && part.find() && part.start() == at) {
			boolean alone = at == 0 && part.end() == text.length();
			Double unit = (alone || !part.group(2).isEmpty()) ? SECONDS.get(part.group(2)) : null;
			if (unit == null) {
				return Double.NaN;
			}
			seconds += Double.parseDouble(part.group(1)) * unit;
			at = part.end();
		}
		return (at > 0 && at == text.length()) ? seconds : Double.NaN;
	}

}
