package io.mesosframework.embedded.resource;

/**
 * A scalar amount in thousandths, the precision in which Mesos compares, adds and
 * subtracts ({@code src/common/values.cpp}).
 *
 * @param milli the thousandths
 * @since 0.1.0
 */
public record Amount(long milli) implements Comparable<Amount> {

	/** Nothing. */
	public static final Amount ZERO = new Amount(0);

	private static final int SCALE = 1000;

	/**
	 * Round a double to thousandths, half away from zero.
	 * @param value the value
	 * @return the amount
	 */
	public static Amount of(double value) {
		return new Amount(milli(value));
	}

	static long milli(double value) {
		double scaled = Math.abs(value * SCALE);
		long whole = (long) scaled;
		long rounded = (scaled - whole >= 0.5) ? whole + 1 : whole;
		return (value < 0) ? -rounded : rounded;
	}

	static double toDouble(long milli) {
		return (double) (milli / SCALE) + (milli % SCALE) / (double) SCALE;
	}

	/**
	 * Return the amount as a double.
	 * @return the double
	 */
	public double toDouble() {
		return toDouble(this.milli);
	}

	/**
	 * Add.
	 * @param other the other amount
	 * @return the sum
	 */
	public Amount plus(Amount other) {
		return new Amount(this.milli + other.milli);
	}

	/**
	 * Subtract.
	 * @param other the other amount
	 * @return the difference, maybe negative
	 */
	public Amount minus(Amount other) {
		return new Amount(this.milli - other.milli);
	}

	@Override
	public int compareTo(Amount other) {
		return Long.compare(this.milli, other.milli);
	}

	@Override
	public String toString() {
		return Numbers.print(toDouble());
	}

}
