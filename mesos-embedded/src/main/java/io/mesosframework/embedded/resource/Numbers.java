package io.mesosframework.embedded.resource;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as C++ streams print them, which is how they appear in the texts of Mesos.
 *
 * @since 0.1.0
 */
public final class Numbers {

	private static final int DOUBLE_DIGITS = 15;

	private static final int STREAM_DIGITS = 6;

	private static final int MIN_EXPONENT = -4;

	private Numbers() {
	}

	/**
	 * Print with the precision that Mesos chooses for resources and durations.
	 * @param value the value
	 * @return the text, for example {@code 0.1}
	 */
	public static String print(double value) {
		return general(value, DOUBLE_DIGITS);
	}

	/**
	 * Print with the default precision of a stream.
	 * @param value the value
	 * @return the text, for example {@code 1e+20}
	 */
	public static String printShort(double value) {
		return general(value, STREAM_DIGITS);
	}

	private static String general(double value, int digits) {
		if (Double.isNaN(value)) {
			return "nan";
		}
		if (Double.isInfinite(value)) {
			return (value > 0) ? "inf" : "-inf";
		}
		if (value == Math.rint(value) && Math.abs(value) < 1e6) {
			return (value == 0 && 1 / value < 0) ? "-0" : Long.toString((long) value);
		}
		BigDecimal decimal = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
		int exponent = decimal.precision() - decimal.scale() - 1;
		decimal = decimal.stripTrailingZeros();
		if (exponent >= MIN_EXPONENT && exponent < digits) {
			return decimal.toPlainString();
		}
		String mantissa = decimal.movePointLeft(exponent).toPlainString();
		String sign = (exponent < 0) ? "e-" : "e+";
		return mantissa + sign + ((Math.abs(exponent) < 10) ? "0" : "") + Math.abs(exponent);
	}

}
