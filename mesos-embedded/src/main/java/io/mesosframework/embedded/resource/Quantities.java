package io.mesosframework.embedded.resource;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;

/**
 * How much there is of each resource, without any of its other traits
 * ({@code src/common/resource_quantities.cpp}). Immutable; amounts of zero are left out.
 *
 * @since 0.1.0
 */
public final class Quantities {

	/** Nothing. */
	public static final Quantities NONE = new Quantities(new TreeMap<>());

	private final TreeMap<String, Amount> amounts;

	private Quantities(TreeMap<String, Amount> amounts) {
		this.amounts = amounts;
	}

	/**
	 * Return the quantities of resources; ranges and sets are counted.
	 * @param resources the resources
	 * @return the quantities
	 */
	public static Quantities of(Resources resources) {
		TreeMap<String, Amount> amounts = new TreeMap<>();
		for (Resource resource : resources) {
			amounts.merge(resource.getName(), amount(resource), Amount::plus);
		}
		return new Quantities(positive(amounts));
	}

	/**
	 * Return the quantities of a message.
	 * @param values amounts by name
	 * @return the quantities
	 */
	public static Quantities of(Map<String, Value.Scalar> values) {
		TreeMap<String, Amount> amounts = new TreeMap<>();
		values.forEach((name, value) -> amounts.put(name, Amount.of(value.getValue())));
		return new Quantities(positive(amounts));
	}

	private static Amount amount(Resource resource) {
		return switch (resource.getType()) {
			case SCALAR -> Amount.of(resource.getScalar().getValue());
			case RANGES -> Amount.of(resource.getRanges()
				.getRangeList()
				.stream()
				.mapToLong((range) -> range.getEnd() - range.getBegin() + 1)
				.sum());
			case SET -> Amount.of(resource.getSet().getItemCount());
			case TEXT -> Amount.ZERO;
		};
	}

	private static TreeMap<String, Amount> positive(TreeMap<String, Amount> amounts) {
		amounts.values().removeIf((amount) -> amount.compareTo(Amount.ZERO) <= 0);
		return amounts;
	}

	/**
	 * Return how much there is of a resource.
	 * @param name the name
	 * @return the amount, zero when there is none
	 */
	public Amount get(String name) {
		return this.amounts.getOrDefault(name, Amount.ZERO);
	}

	/**
	 * Return all amounts.
	 * @return amounts by name, sorted
	 */
	public Map<String, Amount> amounts() {
		return Map.copyOf(this.amounts);
	}

	/**
	 * Return all amounts as they are written into JSON.
	 * @return doubles by name, sorted
	 */
	public Map<String, Double> toDoubles() {
		TreeMap<String, Double> doubles = new TreeMap<>();
		this.amounts.forEach((name, amount) -> doubles.put(name, amount.toDouble()));
		return doubles;
	}

	/**
	 * Return whether there is nothing.
	 * @return {@code true} without any amount
	 */
	public boolean isEmpty() {
		return this.amounts.isEmpty();
	}

	/**
	 * Add quantities.
	 * @param other the others
	 * @return the sum
	 */
	public Quantities plus(Quantities other) {
		TreeMap<String, Amount> sum = new TreeMap<>(this.amounts);
		other.amounts.forEach((name, amount) -> sum.merge(name, amount, Amount::plus));
		return new Quantities(sum);
	}

	/**
	 * Subtract quantities; what would be negative is left out.
	 * @param other the others
	 * @return the difference
	 */
	public Quantities minus(Quantities other) {
		TreeMap<String, Amount> difference = new TreeMap<>(this.amounts);
		other.amounts.forEach((name, amount) -> difference.computeIfPresent(name, (key, own) -> own.minus(amount)));
		return new Quantities(positive(difference));
	}

	/**
	 * Return whether there is at least as much as in others.
	 * @param other the others
	 * @return {@code true} when all of the others are in these
	 */
	public boolean contains(Quantities other) {
		return other.amounts.entrySet()
			.stream()
			.allMatch((entry) -> get(entry.getKey()).compareTo(entry.getValue()) >= 0);
	}

	@Override
	public String toString() {
		return print(this.amounts);
	}

	/**
	 * Print amounts as Mesos does.
	 * @param amounts amounts by name
	 * @return the text, for example {@code cpus:1; mem:64}
	 */
	static String print(Map<String, Amount> amounts) {
		return amounts.isEmpty() ? "{}"
				: new TreeMap<>(amounts).entrySet()
					.stream()
					.map((entry) -> entry.getKey() + ":" + entry.getValue())
					.collect(Collectors.joining("; "));
	}

}
