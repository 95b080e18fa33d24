package io.mesosframework.offer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.apache.mesos.v1.Protos.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A bag of resources with the exact arithmetic of Mesos: amounts are fixed point, only
 * resources of one {@link ResourceKind kind} add up, volumes and whole disks come and go
 * whole, and shared volumes are counted in copies. Empty amounts are not kept. Immutable
 * and thread-safe.
 */
public final class ResourceBag {

	/** The empty bag. */
	public static final ResourceBag EMPTY = new ResourceBag(Map.of(), Map.of());

	private final Map<ResourceKind, Amount> divisible;

	private final Map<Whole, Integer> whole;

	private ResourceBag(Map<ResourceKind, Amount> divisible, Map<Whole, Integer> whole) {
		this.divisible = divisible;
		this.whole = whole;
	}

	/**
	 * Put resources into a bag. To whom they are allocated is not kept.
	 * @param resources the resources
	 * @return the bag
	 * @throws IllegalArgumentException if a resource has a negative amount or is a text
	 */
	public static ResourceBag of(Collection<Resource> resources) {
		Map<ResourceKind, Amount> divisible = new LinkedHashMap<>();
		Map<Whole, Integer> whole = new LinkedHashMap<>();
		for (Resource resource : resources) {
			ResourceKind kind = ResourceKind.of(resource);
			Amount amount = Amount.of(resource);
			if (amount.isEmpty()) {
				continue;
			}
			if (kind.atomic()) {
				whole.merge(new Whole(kind, amount), 1, Integer::sum);
			}
			else {
				divisible.put(kind, Amount.sum(divisible.get(kind), amount));
			}
		}
		return new ResourceBag(divisible, whole);
	}

	/** Return a bag of amounts that are not empty and can be split; the map is kept. */
	static ResourceBag ofDivisible(Map<ResourceKind, Amount> amounts) {
		return new ResourceBag(amounts, Map.of());
	}

	/** Return the rest without amounts that are known to be in the bag. */
	ResourceBag without(Map<ResourceKind, Amount> amounts) {
		Map<ResourceKind, Amount> rest = new LinkedHashMap<>();
		this.divisible.forEach((kind, mine) -> {
			Amount gone = amounts.get(kind);
			Amount left = (gone != null) ? mine.minus(gone) : mine;
			if (!left.isEmpty()) {
				rest.put(kind, left);
			}
		});
		return new ResourceBag(rest, this.whole);
	}

	/**
	 * Return whether there is nothing in the bag.
	 * @return {@code true} if empty
	 */
	public boolean isEmpty() {
		return this.divisible.isEmpty() && this.whole.isEmpty();
	}

	/**
	 * Return the sum of two bags.
	 * @param other the other bag
	 * @return the sum
	 */
	public ResourceBag plus(ResourceBag other) {
		if (other.isEmpty()) {
			return this;
		}
		Map<ResourceKind, Amount> divisible = new LinkedHashMap<>(this.divisible);
		other.divisible.forEach((kind, amount) -> divisible.put(kind, Amount.sum(divisible.get(kind), amount)));
		Map<Whole, Integer> whole = new LinkedHashMap<>(this.whole);
		other.whole.forEach((key, count) -> whole.merge(key, count, Integer::sum));
		return new ResourceBag(divisible, whole);
	}

	/**
	 * Return the difference.
	 * @param other what is taken out
	 * @return the rest
	 * @throws IllegalArgumentException if the bag does not hold it; nothing is changed
	 */
	public ResourceBag minus(ResourceBag other) {
		if (!contains(other)) {
			throw new IllegalArgumentException("[" + this + "] does not contain [" + other + "]");
		}
		Map<ResourceKind, Amount> divisible = new LinkedHashMap<>(this.divisible);
		other.divisible.forEach((kind, amount) -> divisible.computeIfPresent(kind, (key, mine) -> {
			Amount rest = mine.minus(amount);
			return rest.isEmpty() ? null : rest;
		}));
		Map<Whole, Integer> whole = new LinkedHashMap<>(this.whole);
		other.whole
			.forEach((key, count) -> whole.computeIfPresent(key, (same, mine) -> (mine > count) ? mine - count : null));
		return new ResourceBag(divisible, whole);
	}

	/**
	 * Return whether the bag holds everything of another.
	 * @param other the other bag
	 * @return {@code true} if {@link #minus} would succeed
	 */
	public boolean contains(ResourceBag other) {
		for (Map.Entry<ResourceKind, Amount> entry : other.divisible.entrySet()) {
			Amount mine = this.divisible.get(entry.getKey());
			if (mine == null || !mine.contains(entry.getValue())) {
				return false;
			}
		}
		for (Map.Entry<Whole, Integer> entry : other.whole.entrySet()) {
			if (this.whole.getOrDefault(entry.getKey(), 0) < entry.getValue()) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Return what is of certain kinds.
	 * @param filter chooses the kinds
	 * @return the part
	 */
	public ResourceBag filter(Predicate<ResourceKind> filter) {
		Map<ResourceKind, Amount> divisible = new LinkedHashMap<>(this.divisible);
		divisible.keySet().removeIf(filter.negate());
		Map<Whole, Integer> whole = new LinkedHashMap<>(this.whole);
		whole.keySet().removeIf((key) -> !filter.test(key.kind()));
		return new ResourceBag(divisible, whole);
	}

	/**
	 * Return the sum of a scalar over divisible kinds.
	 * @param name the name, for example {@code cpus}
	 * @param usable chooses the kinds that count
	 * @return the thousandths
	 */
	public long scalar(String name, Predicate<ResourceKind> usable) {
		long sum = 0;
		for (Map.Entry<ResourceKind, Amount> entry : this.divisible.entrySet()) {
			if (entry.getValue() instanceof Amount.Scalar scalar && entry.getKey().name().equals(name)
					&& usable.test(entry.getKey())) {
				sum += scalar.milli();
			}
		}
		return sum;
	}

	/**
	 * Return the union of ranges over divisible kinds.
	 * @param name the name, for example {@code ports}
	 * @param usable chooses the kinds that count
	 * @return the ranges
	 */
	public PortRanges ranges(String name, Predicate<ResourceKind> usable) {
		PortRanges union = PortRanges.EMPTY;
		for (Map.Entry<ResourceKind, Amount> entry : this.divisible.entrySet()) {
			if (entry.getValue() instanceof Amount.Ranges ranges && entry.getKey().name().equals(name)
					&& usable.test(entry.getKey())) {
				union = union.isEmpty() ? ranges.ranges() : union.plus(ranges.ranges());
			}
		}
		return union;
	}

	/**
	 * Return the kinds in the bag.
	 * @return the kinds, in the order in which they came
	 */
	public List<ResourceKind> kinds() {
		List<ResourceKind> kinds = new ArrayList<>(this.divisible.keySet());
		this.whole.keySet().forEach((key) -> kinds.add(key.kind()));
		return kinds;
	}

	/**
	 * Return the resources for the wire, without allocation info.
	 * @return the resources
	 */
	public List<Resource> toResources() {
		List<Resource> resources = new ArrayList<>(this.divisible.size() + this.whole.size());
		this.divisible.forEach((kind, amount) -> resources.add(amount.toResource(kind)));
		this.whole.forEach((key, count) -> {
			for (int copy = 0; copy < count; copy++) {
				resources.add(key.amount().toResource(key.kind()));
			}
		});
		return resources;
	}

	Map<ResourceKind, Amount> divisible() {
		return this.divisible;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof ResourceBag bag && this.divisible.equals(bag.divisible)
				&& this.whole.equals(bag.whole));
	}

	@Override
	public int hashCode() {
		return 31 * this.divisible.hashCode() + this.whole.hashCode();
	}

	/**
	 * Print the bag in the text format of Mesos, for example
	 * {@code cpus:0.5; mem(web):64}.
	 */
	@Override
	public String toString() {
		List<String> parts = new ArrayList<>();
		this.divisible.forEach((kind, amount) -> parts.add(kind + ":" + amount));
		this.whole.forEach(
				(key, count) -> parts.add(key.kind() + ":" + key.amount() + ((count > 1) ? "<" + count + ">" : "")));
		return String.join("; ", parts);
	}

	/**
	 * A resource that cannot be split.
	 *
	 * @param kind its kind
	 * @param amount its whole amount
	 */
	private record Whole(ResourceKind kind, Amount amount) {

	}

}
