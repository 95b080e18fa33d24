package io.mesosframework.resource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The resources that one instance needs from an agent, including the overhead of its
 * executor. Amounts are in thousandths, {@code mem} and {@code disk} in thousandths of a
 * megabyte. Immutable and thread-safe.
 *
 * @param scalars the scalar amounts by name ({@code cpus}, {@code mem}, {@code disk},
 * {@code gpus} …); zero amounts are left out
 * @param fixedPorts the ports that must be free
 * @param dynamicPorts the number of further ports, which may be any
 * @param revocable whether revocable resources are used instead of ordinary ones
 * @param owner the reservation whose resources are used exclusively; {@code null} to use
 * resources without an owner
 * @param disks space on disks other than the root disk, each on one disk
 * @since 0.1.0
 */
public record ResourceNeed(Map<String, Long> scalars, PortRanges fixedPorts, int dynamicPorts, boolean revocable,
		@Nullable String owner, List<DiskNeed> disks) {

	/** The name of the CPU resource. */
	public static final String CPUS = "cpus";

	/** The name of the ports resource. */
	public static final String PORTS = "ports";

	/** The name of the disk space resource. */
	static final String DISK = "disk";

	/** The name of the GPU resource. */
	public static final String GPUS = "gpus";

	/**
	 * Create a need.
	 * @param scalars the scalar amounts
	 * @param fixedPorts the fixed ports
	 * @param dynamicPorts the number of other ports
	 * @param revocable whether revocable resources are used
	 * @param owner the reservation whose resources are used
	 * @param disks the space of other disks
	 */
	public ResourceNeed {
		scalars = Map.copyOf(scalars);
		disks = List.copyOf(disks);
		boolean zeros = false;
		for (Map.Entry<String, Long> entry : scalars.entrySet()) {
			String name = entry.getKey();
			long milli = entry.getValue();
			if (milli < 0) {
				throw new IllegalArgumentException(
						"'" + name + "' must not be negative but is " + FixedPoint.toString(milli));
			}
			if (GPUS.equals(name) && milli % FixedPoint.ONE != 0) {
				throw new IllegalArgumentException(
						"'gpus' must be a whole number but is " + FixedPoint.toString(milli));
			}
			zeros |= milli == 0;
		}
		if (zeros) {
			Map<String, Long> copy = new HashMap<>(scalars);
			copy.values().removeIf((milli) -> milli == 0);
			scalars = Map.copyOf(copy);
		}
		if (dynamicPorts < 0) {
			throw new IllegalArgumentException("'dynamicPorts' must not be negative but is " + dynamicPorts);
		}
	}

	/**
	 * Create a need of resources without an owner.
	 * @param scalars the scalar amounts
	 * @param fixedPorts the fixed ports
	 * @param dynamicPorts the number of other ports
	 * @param revocable whether revocable resources are used
	 */
	public ResourceNeed(Map<String, Long> scalars, PortRanges fixedPorts, int dynamicPorts, boolean revocable) {
		this(scalars, fixedPorts, dynamicPorts, revocable, null, List.of());
	}

	/**
	 * Create a need of CPUs, memory and disk space.
	 * @param cpus the CPUs
	 * @param mem the memory in megabytes
	 * @param disk the disk space in megabytes
	 * @return the need
	 */
	public static ResourceNeed of(double cpus, double mem, double disk) {
		return new ResourceNeed(
				Map.of("cpus", FixedPoint.milli(cpus), "mem", FixedPoint.milli(mem), "disk", FixedPoint.milli(disk)),
				PortRanges.EMPTY, 0, false);
	}

	/**
	 * Return a copy with ports.
	 * @param fixed the fixed ports
	 * @param dynamic the number of other ports
	 * @return the copy
	 */
	public ResourceNeed withPorts(PortRanges fixed, int dynamic) {
		return new ResourceNeed(this.scalars, fixed, dynamic, this.revocable, this.owner, this.disks);
	}

	/**
	 * Return a copy with other disks.
	 * @param disks the disks, which replace the previous ones
	 * @return the copy
	 */
	public ResourceNeed withDisks(List<DiskNeed> disks) {
		return new ResourceNeed(this.scalars, this.fixedPorts, this.dynamicPorts, this.revocable, this.owner, disks);
	}

	/**
	 * Return a copy that uses only the resources of a reservation.
	 * @param reservation the reservation
	 * @return the copy
	 */
	public ResourceNeed ownedBy(String reservation) {
		return new ResourceNeed(this.scalars, this.fixedPorts, this.dynamicPorts, this.revocable, reservation,
				this.disks);
	}

	/**
	 * Return the amount of a scalar.
	 * @param name the name
	 * @return the thousandths, 0 if not needed
	 */
	public long scalar(String name) {
		return this.scalars.getOrDefault(name, 0L);
	}

	/**
	 * Return whether a kind of resource may be used for this need. A revocable need takes
	 * its CPUs from revocable kinds only. Everything else, and every other need, is taken
	 * from ordinary kinds, because one name must not come from both. Owned resources are
	 * used by their owner only.
	 * @param kind the kind
	 * @return {@code true} if it may be used
	 */
	public boolean usable(ResourceKind kind) {
		return kind.plain() && kind.revocable() == (this.revocable && CPUS.equals(kind.name()))
				&& Objects.equals(kind.owner(), this.owner);
	}

	/** Return whether a disk other than the root disk may be used for this need. */
	boolean usableDisk(ResourceKind kind) {
		return !kind.revocable() && Objects.equals(kind.owner(), this.owner);
	}

	/**
	 * Return whether a bag contains the needed resources.
	 * @param bag the available resources
	 * @return {@code true} if {@link Taken#from} will succeed
	 */
	public boolean fitsInto(ResourceBag bag) {
		return ResourceTaker.shortages(bag, this).isEmpty();
	}

	@Override
	public String toString() {
		List<String> parts = new ArrayList<>();
		new TreeMap<>(this.scalars).forEach((name, milli) -> parts.add(name + ":" + FixedPoint.toString(milli)));
		if (!this.fixedPorts.isEmpty()) {
			parts.add("ports:" + this.fixedPorts);
		}
		if (this.dynamicPorts > 0) {
			parts.add(this.dynamicPorts + " more ports");
		}
		this.disks.forEach((disk) -> parts.add(disk.toString()));
		return String.join("; ", parts);
	}

}
