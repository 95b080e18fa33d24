package io.mesosframework.resource;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.mesos.v1.Protos.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A bag of resources with the exact arithmetic of Mesos: amounts are fixed point, only
 * resources of the same {@link ResourceKind kind} are added, volumes and whole disks are
 * indivisible, and shared volumes are counted in copies. Empty amounts are dropped.
 * Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class ResourceBag {

	/** The empty bag. */
	public static final ResourceBag EMPTY = new ResourceBag(Map.of(), Map.of());

	/** The divisible kinds, each once; several bags may share the array. */
	private final ResourceKind[] kinds;

	/** The amount of each divisible kind. */
	private final Amount[] amounts;

	private final Map<Whole, Integer> whole;

	private ResourceBag(Map<ResourceKind, Amount> divisible, Map<Whole, Integer> whole) {
		this(divisible.keySet().toArray(ResourceKind[]::new), divisible.values().toArray(Amount[]::new), whole);
	}

	private ResourceBag(ResourceKind[] kinds, Amount[] amounts, Map<Whole, Integer> whole) {
		this.kinds = kinds;
		this.amounts = amounts;
		this.whole = whole;
	}

	/**
	 * Create a bag of resources. The role to which they are allocated is dropped.
	 * @param resources the resources
	 * @return the bag
	 * @throws IllegalArgumentException if a resource has a negative amount or is of type
	 * text
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

	/** Return the number of divisible kinds. */
	public int divisible() {
		return this.kinds.length;
	}

	/** Return a divisible kind. */
	public ResourceKind kind(int index) {
		return this.kinds[index];
	}

	/** Return the amount of a divisible kind. */
	public Amount amount(int index) {
		return this.amounts[index];
	}

	/**
	 * Return a bag with parts of the divisible kinds; {@code null} for none of a kind.
	 */
	ResourceBag part(@Nullable Amount[] parts) {
		int count = 0;
		for (Amount part : parts) {
			count += (part != null) ? 1 : 0;
		}
		ResourceKind[] kinds = (count == parts.length) ? this.kinds : new ResourceKind[count];
		Amount[] amounts = new Amount[count];
		int next = 0;
		for (int i = 0; i < parts.length; i++) {
			Amount part = parts[i];
			if (part != null) {
				kinds[next] = this.kinds[i];
				amounts[next++] = part;
			}
		}
		return new ResourceBag(kinds, amounts, Map.of());
	}

	/** Return the remainder without parts of the divisible kinds. */
	ResourceBag without(@Nullable Amount[] parts) {
		Amount[] left = new Amount[parts.length];
		int count = 0;
		for (int i = 0; i < parts.length; i++) {
			Amount part = parts[i];
			left[i] = (part != null) ? this.amounts[i].minus(part) : this.amounts[i];
			count += left[i].isEmpty() ? 0 : 1;
		}
		if (count == left.length) {
			return new ResourceBag(this.kinds, left, this.whole);
		}
		ResourceKind[] kinds = new ResourceKind[count];
		Amount[] amounts = new Amount[count];
		int next = 0;
		for (int i = 0; i < left.length; i++) {
			if (!left[i].isEmpty()) {
				kinds[next] = this.kinds[i];
				amounts[next++] = left[i];
			}
		}
		return new ResourceBag(kinds, amounts, this.whole);
	}

	/**
	 * Return whether the bag is empty.
	 * @return {@code true} if empty
	 */
	public boolean isEmpty() {
		return this.kinds.length == 0 && this.whole.isEmpty();
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
		Map<ResourceKind, Amount> divisible = map();
		other.map().forEach((kind, amount) -> divisible.put(kind, Amount.sum(divisible.get(kind), amount)));
		Map<Whole, Integer> whole = new LinkedHashMap<>(this.whole);
		other.whole.forEach((key, count) -> whole.merge(key, count, Integer::sum));
		return new ResourceBag(divisible, whole);
	}

	/**
	 * Return the difference.
	 * @param other the resources to subtract
	 * @return the remainder
	 * @throws IllegalArgumentException if the bag does not contain them; nothing is
	 * changed
	 */
	public ResourceBag minus(ResourceBag other) {
		if (!contains(other)) {
			throw new IllegalArgumentException("[" + this + "] does not contain [" + other + "]");
		}
		Map<ResourceKind, Amount> divisible = map();
		other.map().forEach((kind, amount) -> divisible.computeIfPresent(kind, (key, mine) -> {
			Amount rest = mine.minus(amount);
			return rest.isEmpty() ? null : rest;
		}));
		Map<Whole, Integer> whole = new LinkedHashMap<>(this.whole);
		other.whole
			.forEach((key, count) -> whole.computeIfPresent(key, (same, mine) -> (mine > count) ? mine - count : null));
		return new ResourceBag(divisible, whole);
	}

	/**
	 * Return whether the bag contains all resources of another.
	 * @param other the other bag
	 * @return {@code true} if {@link #minus} would succeed
	 */
	public boolean contains(ResourceBag other) {
		Map<ResourceKind, Amount> divisible = map();
		for (int i = 0; i < other.kinds.length; i++) {
			Amount mine = divisible.get(other.kinds[i]);
			if (mine == null || !mine.contains(other.amounts[i])) {
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
	 * Return the resources of certain kinds.
	 * @param filter chooses the kinds
	 * @return the part
	 */
	public ResourceBag filter(Predicate<ResourceKind> filter) {
		Map<ResourceKind, Amount> divisible = map();
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
		for (int i = 0; i < this.kinds.length; i++) {
			if (this.amounts[i] instanceof Amount.Scalar scalar && this.kinds[i].name().equals(name)
					&& usable.test(this.kinds[i])) {
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
		for (int i = 0; i < this.kinds.length; i++) {
			if (this.amounts[i] instanceof Amount.Ranges ranges && this.kinds[i].name().equals(name)
					&& usable.test(this.kinds[i])) {
				union = union.isEmpty() ? ranges.ranges() : union.plus(ranges.ranges());
			}
		}
		return union;
	}

	/**
	 * Return the kinds in the bag.
	 * @return the kinds, in the order in which they were added
	 */
	public List<ResourceKind> kinds() {
		List<ResourceKind> kinds = new ArrayList<>(List.of(this.kinds));
		this.whole.keySet().forEach((key) -> kinds.add(key.kind()));
		return kinds;
	}

	/**
	 * Return the resources in wire format, without allocation info.
	 * @return the resources
	 */
	public List<Resource> toResources() {
		List<Resource> resources = new ArrayList<>(this.kinds.length + this.whole.size());
		for (int i = 0; i < this.kinds.length; i++) {
			resources.add(this.amounts[i].toResource(this.kinds[i]));
		}
		this.whole.forEach((key, count) -> {
			for (int copy = 0; copy < count; copy++) {
				resources.add(key.amount().toResource(key.kind()));
			}
		});
		return resources;
	}

	/**
	 * Return the scalars one by one; copies of an indivisible resource are returned once.
	 */
	Stream<Part> parts() {
		return Stream.concat(
				IntStream.range(0, this.kinds.length)
					.filter((i) -> this.amounts[i] instanceof Amount.Scalar)
					.mapToObj((i) -> new Part(this.kinds[i], this.amounts[i])),
				this.whole.keySet().stream().map(Part::new));
	}

	private Map<ResourceKind, Amount> map() {
		Map<ResourceKind, Amount> map = new LinkedHashMap<>();
		for (int i = 0; i < this.kinds.length; i++) {
			map.put(this.kinds[i], this.amounts[i]);
		}
		return map;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof ResourceBag bag && this.kinds.length == bag.kinds.length
				&& this.whole.equals(bag.whole) && map().equals(bag.map()));
	}

	@Override
	public int hashCode() {
		return 31 * map().hashCode() + this.whole.hashCode();
	}

	/**
	 * Return the bag in the text format of Mesos, for example
	 * {@code cpus:0.5; mem(web):64}.
	 */
	@Override
	public String toString() {
		List<String> parts = new ArrayList<>();
		map().forEach((kind, amount) -> parts.add(kind + ":" + amount));
		this.whole.forEach(
				(key, count) -> parts.add(key.kind() + ":" + key.amount() + ((count > 1) ? "<" + count + ">" : "")));
		return String.join("; ", parts);
	}

	/**
	 * An indivisible resource.
	 *
	 * @param kind its kind
	 * @param amount its whole amount
	 */
	private record Whole(ResourceKind kind, Amount amount) {

	}

	/**
	 * One scalar of a bag.
	 *
	 * @param kind its kind
	 * @param amount its amount
	 */
	record Part(ResourceKind kind, Amount amount) {

		private Part(Whole whole) {
			this(whole.kind(), whole.amount());
		}

		long scalar() {
			return (this.amount instanceof Amount.Scalar scalar) ? scalar.milli() : 0;
		}

		/** Return a bag with the whole part. */
		ResourceBag bag() {
			return this.kind.atomic() ? new ResourceBag(Map.of(), Map.of(new Whole(this.kind, this.amount), 1))
					: new ResourceBag(Map.of(this.kind, this.amount), Map.of());
		}

		/** Return a bag with a part of a divisible scalar. */
		ResourceBag bag(long milli) {
			return new ResourceBag(Map.of(this.kind, new Amount.Scalar(milli)), Map.of());
		}

	}

}
