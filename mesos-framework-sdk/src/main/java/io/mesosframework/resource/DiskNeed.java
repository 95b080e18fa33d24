package io.mesosframework.resource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.apache.mesos.v1.Protos.Resource.DiskInfo.Source;
import org.jspecify.annotations.Nullable;

/**
 * Space on one disk: on the root disk, on a {@code PATH} disk, which can be divided, or
 * on a {@code MOUNT} disk, which is taken whole. Unlike the scalar {@code disk} it is
 * never combined from several disks. Disks of resource providers are not considered; they
 * are requested by operations. Immutable and thread-safe.
 *
 * @param type {@link Source.Type#PATH} or {@link Source.Type#MOUNT}; {@code null} for the
 * root disk
 * @param root the root of the disk, or {@code null} for any
 * @param milli the minimum size, in thousandths of a megabyte
 * @since 0.1.0
 */
public record DiskNeed(Source.@Nullable Type type, @Nullable String root, long milli) {

	/** Orders needs by how hard they are to meet, hardest first. */
	private static final Comparator<DiskNeed> HARDEST_FIRST = Comparator
		.comparing((DiskNeed need) -> need.root() == null)
		.thenComparing(Comparator.comparingLong(DiskNeed::milli).reversed());

	/** Orders reserved resources before unreserved ones, then the smallest first. */
	private static final Comparator<ResourceBag.Part> BEST_FIRST = Comparator
		.comparingInt((ResourceBag.Part part) -> -part.kind().reservations().size())
		.thenComparingLong(ResourceBag.Part::scalar);

	/**
	 * Create a need.
	 * @param type the type of the disk
	 * @param root its root
	 * @param milli the thousandths of a megabyte
	 */
	public DiskNeed {
		if (type != null && type != Source.Type.PATH && type != Source.Type.MOUNT) {
			throw new IllegalArgumentException("'type' must be PATH or MOUNT but is " + type);
		}
		if (milli < 0 || (milli == 0 && type != Source.Type.MOUNT)) {
			throw new IllegalArgumentException("'milli' must be above 0 but is " + milli);
		}
	}

	/**
	 * Choose space: a part of the smallest divisible disk with enough space left, or the
	 * smallest whole disk that is large enough. Reserved resources are preferred.
	 * @param bag the available resources
	 * @param usable chooses the kinds that may be used
	 * @return the space to take, as a bag with one resource; {@code null} if there is
	 * none
	 */
	public @Nullable ResourceBag choose(ResourceBag bag, Predicate<ResourceKind> usable) {
		return candidates(bag, usable).findFirst().orElse(null);
	}

	/** Return the possible choices, best first. */
	Stream<ResourceBag> candidates(ResourceBag bag, Predicate<ResourceKind> usable) {
		return bag.filter((kind) -> suits(kind) && usable.test(kind))
			.parts()
			.filter((part) -> part.scalar() >= this.milli)
			.sorted(BEST_FIRST)
			.map((part) -> part.kind().atomic() ? part.bag() : part.bag(this.milli));
	}

	private boolean suits(ResourceKind kind) {
		if (!kind.name().equals(ResourceNeed.DISK) || kind.persistenceId() != null || kind.shared()
				|| kind.provided()) {
			return false;
		}
		Source source = kind.source();
		if (this.type == null || source == null) {
			return this.type == null && source == null;
		}
		return source.getType() == this.type && (this.root == null || this.root.equals(root(source)));
	}

	private static String root(Source source) {
		return (source.getType() == Source.Type.PATH) ? source.getPath().getRoot() : source.getMount().getRoot();
	}

	/** Return the largest suitable amount on one disk. */
	private long largest(ResourceBag bag, Predicate<ResourceKind> usable) {
		return bag.filter((kind) -> suits(kind) && usable.test(kind))
			.parts()
			.mapToLong(ResourceBag.Part::scalar)
			.max()
			.orElse(0);
	}

	/**
	 * Choose space for as many of several needs as possible.
	 * @param needs the needs
	 * @param bag the available resources
	 * @return the space to take for each need; an empty bag for a need that cannot be met
	 */
	public static List<ResourceBag> chooseAll(List<DiskNeed> needs, ResourceBag bag) {
		return chooseAll(needs, bag, (kind) -> true, new ArrayList<>());
	}

	/**
	 * Choose space for several needs, starting with those that are the hardest to meet.
	 * @param needs the needs
	 * @param bag the available resources
	 * @param usable chooses the kinds that may be used
	 * @param missing receives the needs that cannot be met
	 * @return the space to take for each need; nothing for unmet needs
	 */
	static List<ResourceBag> chooseAll(List<DiskNeed> needs, ResourceBag bag, Predicate<ResourceKind> usable,
			List<Shortage> missing) {
		ResourceBag[] chosen = new ResourceBag[needs.size()];
		ResourceBag left = bag;
		List<Integer> order = order(needs);
		List<Shortage> shortages = new ArrayList<>();
		for (int index : order) {
			DiskNeed need = needs.get(index);
			ResourceBag part = need.choose(left, usable);
			chosen[index] = Objects.requireNonNullElse(part, ResourceBag.EMPTY);
			if (part == null) {
				shortages.add(new Shortage(need.name(), FixedPoint.toString(need.milli),
						FixedPoint.toString(need.largest(left, usable))));
			}
			else {
				left = left.minus(part);
			}
		}
		ResourceBag[] other = shortages.isEmpty() ? null : new DiskSearch(needs, order, usable).find(bag);
		if (other == null) {
			missing.addAll(shortages);
		}
		return List.of((other != null) ? other : chosen);
	}

	private static List<Integer> order(List<DiskNeed> needs) {
		List<Integer> order = new ArrayList<>();
		for (int index = 0; index < needs.size(); index++) {
			order.add(index);
		}
		order.sort(Comparator.comparing(needs::get, HARDEST_FIRST));
		return order;
	}

	/** Return the name of this need in a shortage, following the text format of Mesos. */
	private String name() {
		return (this.type == null) ? ResourceNeed.DISK
				: ResourceNeed.DISK + "[" + this.type + ((this.root != null) ? ":" + this.root : "") + "]";
	}

	@Override
	public String toString() {
		return name() + ":" + FixedPoint.toString(this.milli);
	}

}
