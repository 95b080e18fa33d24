package io.mesosframework.embedded.resource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;

/**
 * The most that may be had of each resource; what is not named is unlimited.
 *
 * @param amounts amounts by name
 * @since 0.1.0
 */
public record Limits(Map<String, Amount> amounts) {

	/** No limit at all. */
	public static final Limits NONE = new Limits(Map.of());

	/** Create the limits. */
	public Limits {
		amounts = Map.copyOf(amounts);
	}

	/**
	 * Return the limits of a message.
	 * @param values amounts by name
	 * @return the limits
	 */
	public static Limits of(Map<String, Value.Scalar> values) {
		Map<String, Amount> amounts = new HashMap<>();
		values.forEach((name, value) -> amounts.put(name, Amount.of(value.getValue())));
		return new Limits(amounts);
	}

	/**
	 * Return whether quantities are within these limits.
	 * @param quantities the quantities
	 * @return {@code true} when none is larger
	 */
	public boolean contains(Quantities quantities) {
		return this.amounts.entrySet()
			.stream()
			.allMatch((entry) -> quantities.get(entry.getKey()).compareTo(entry.getValue()) <= 0);
	}

	/**
	 * Return what is left.
	 * @param consumed what is used already
	 * @return the rest, never less than nothing
	 */
	public Limits minus(Quantities consumed) {
		Map<String, Amount> rest = new HashMap<>();
		this.amounts.forEach((name, amount) -> {
			Amount left = amount.minus(consumed.get(name));
			rest.put(name, (left.compareTo(Amount.ZERO) > 0) ? left : Amount.ZERO);
		});
		return new Limits(rest);
	}

	/**
	 * Cut scalar resources to these limits. Disks with a source and volumes cannot be
	 * cut: they are whole or not there.
	 * @param resources the resources
	 * @return what fits
	 */
	public Resources shrink(Resources resources) {
		if (this.amounts.isEmpty()) {
			return resources;
		}
		Map<String, Amount> left = new HashMap<>(this.amounts);
		List<Resource> fitting = new ArrayList<>();
		for (Resource resource : resources) {
			Amount limit = left.get(resource.getName());
			if (limit == null || resource.getType() != Value.Type.SCALAR) {
				fitting.add(resource);
				continue;
			}
			Amount amount = Amount.of(resource.getScalar().getValue());
			boolean whole = amount.compareTo(limit) <= 0;
			if (!whole && (resource.hasDisk() || limit.equals(Amount.ZERO))) {
				continue;
			}
			Amount taken = whole ? amount : limit;
			left.put(resource.getName(), limit.minus(taken));
			fitting.add(resource.toBuilder().setScalar(Value.Scalar.newBuilder().setValue(taken.toDouble())).build());
		}
		return Resources.of(fitting);
	}

	/**
	 * Return the limits as they are written into JSON.
	 * @return doubles by name, sorted
	 */
	public Map<String, Double> toDoubles() {
		Map<String, Double> doubles = new TreeMap<>();
		this.amounts.forEach((name, amount) -> doubles.put(name, amount.toDouble()));
		return doubles;
	}

	@Override
	public String toString() {
		return Quantities.print(this.amounts);
	}

}
