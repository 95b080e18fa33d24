package io.mesosframework.embedded.resource;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as the flags and texts of Mesos have them: {@code 50ms}, {@code 1secs},
 * {@code 2weeks} ({@code 3rdparty/stout/include/stout/duration.hpp}).
 *
 * @since 0.1.0
 */
public final class Durations {

	private static final Pattern FORMAT = Pattern.compile("([0-9.]*)([^0-9.].*)", Pattern.DOTALL);

	private static final Pattern NUMBER = Pattern.compile("\\d+\\.?\\d*|\\.\\d+");

	/** The units, smallest first, with their nanoseconds. */
	private static final Map<String, Long> UNITS = new LinkedHashMap<>();

	static {
		UNITS.put("ns", 1L);
		UNITS.put("us", 1_000L);
		UNITS.put("ms", 1_000_000L);
		UNITS.put("secs", 1_000_000_000L);
		UNITS.put("mins", 60_000_000_000L);
		UNITS.put("hrs", 3_600_000_000_000L);
		UNITS.put("days", 86_400_000_000_000L);
		UNITS.put("weeks", 604_800_000_000_000L);
	}

	private Durations() {
	}

	/**
	 * Parse a duration.
	 * @param text the text: a number and one of ns, us, ms, secs, mins, hrs, days, weeks
	 * @return the duration
	 * @throws IllegalArgumentException with Mesos' text when it is not a duration
	 */
	public static Duration parse(String text) {
		Matcher matcher = FORMAT.matcher(text);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("Invalid duration '" + text + "'");
		}
		if (!NUMBER.matcher(matcher.group(1)).matches()) {
			throw new IllegalArgumentException("Failed to convert '" + matcher.group(1) + "' to number");
		}
		Long factor = UNITS.get(matcher.group(2));
		if (factor == null) {
			throw new IllegalArgumentException("Unknown duration unit '" + matcher.group(2)
					+ "'; supported units are 'ns', 'us', 'ms', 'secs', 'mins', 'hrs', 'days', and 'weeks'");
		}
		double nanos = Double.parseDouble(matcher.group(1)) * factor;
		if (nanos >= Long.MAX_VALUE) {
			throw new IllegalArgumentException(
					"Argument out of the range that a Duration can represent due to" + " int64_t's size limit");
		}
		return Duration.ofNanos((long) nanos);
	}

	/**
	 * Print a duration: in the largest unit that is not larger than it, or in the next
	 * smaller one when only that gives a whole number.
	 * @param duration the duration, within the range of 64-bit nanoseconds
	 * @return the text, for example {@code 1.5mins} or {@code 90secs}
	 */
	public static String print(Duration duration) {
		long nanos = duration.toNanos();
		if (nanos < 0) {
			return "-" + print(duration.negated());
		}
		String smallerName = "ns";
		long smaller = 1;
		String name = "ns";
		long unit = 1;
		for (Map.Entry<String, Long> entry : UNITS.entrySet()) {
			if (nanos >= entry.getValue()) {
				smallerName = name;
				smaller = unit;
				name = entry.getKey();
				unit = entry.getValue();
			}
		}
		boolean useSmaller = nanos % unit != 0 && nanos % smaller == 0;
		return Numbers.print((double) nanos / (useSmaller ? smaller : unit)) + (useSmaller ? smallerName : name);
	}

}
