package io.mesosframework.resource;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Converts scalar amounts as Mesos represents them: fixed point with three decimal
 * digits, kept in a {@code long} of thousandths ("milli"), so that 0.1 + 0.2 is 0.3. The
 * rules are those of {@code src/common/values.cpp} in Mesos. Thread-safe.
 *
 * @since 0.1.0
 */
public final class FixedPoint {

	/** One unit in thousandths. */
	public static final long ONE = 1000;

	private static final double MAX = Long.MAX_VALUE / 2000.0;

	private FixedPoint() {
	}

	/**
	 * Convert an amount to thousandths, rounding half away from zero.
	 * @param amount the amount, finite and not negative
	 * @return the thousandths
	 * @throws IllegalArgumentException if the amount is negative, not a number or too
	 * large to be represented exactly
	 */
	public static long milli(double amount) {
		if (!(amount >= 0) || amount > MAX) {
			throw new IllegalArgumentException(
					"'" + amount + "' is no amount of a resource; give a number from 0 to " + (long) MAX);
		}
		return Math.round(amount * ONE);
	}

	/**
	 * Convert thousandths to the number used on the wire.
	 * @param milli the thousandths
	 * @return the amount
	 */
	public static double toDouble(long milli) {
		return milli / ONE + (milli % ONE) / (double) ONE;
	}

	/**
	 * Return thousandths as text without trailing zeros, for example {@code 0.5} or
	 * {@code
	 * 1024}.
	 * @param milli the thousandths
	 * @return the text
	 */
	public static String toString(long milli) {
		BigDecimal value = BigDecimal.valueOf(milli, 3).setScale(3, RoundingMode.UNNECESSARY).stripTrailingZeros();
		return value.signum() == 0 ? "0" : value.toPlainString();
	}

}
