package io.mesosframework.embedded.master.validation;

import java.util.Collection;
import java.util.TreeSet;

/**
 * Prints values as the texts of Mesos show them.
 */
final class CppText {

	private static final String[] UNITS = { "B", "KB", "MB", "GB", "TB" };

	private CppText() {
	}

	/**
	 * Print an amount of megabytes in the largest unit that loses nothing.
	 * @param megabytes the amount
	 * @return for example {@code 16MB} or {@code 1GB}
	 */
	static String megabytes(double megabytes) {
		long value = (long) (megabytes * 1024 * 1024);
		int unit = 0;
		while (unit < UNITS.length - 1 && value != 0 && value % 1024 == 0) {
			value /= 1024;
			unit++;
		}
		return value + UNITS[unit];
	}

	/**
	 * Print a set.
	 * @param items the items
	 * @return for example <code>{ a, b }</code>
	 */
	static String set(Collection<String> items) {
		return "{ " + String.join(", ", new TreeSet<>(items)) + " }";
	}

}
