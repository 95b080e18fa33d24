package io.mesosframework.resource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What one instance needs of an agent, the overhead of its executor included. Amounts are
 * in thousandths, {@code mem} and {@code disk} of a megabyte. Immutable and thread-safe.
 *
 * @param scalars the scalar amounts by name ({@code cpus}, {@code mem}, {@code disk},
 * {@code gpus} …); zero amounts are left out
 * @param fixedPorts the ports that must be free
 * @param dynamicPorts how many further ports are needed, whichever they are
 * @param revocable whether revocable resources are used instead of ordinary ones
 * @param owner the reservation whose reserved resources are used, and no others;
 * {@code null} to use those that are nobody's own
 * @param disks space of disks other than the root disk, each of one disk
 * @since 0.1.0
 */
public record ResourceNeed(Map<String, Long> scalars, PortRanges fixedPorts, int dynamicPorts, boolean revocable,
		@Nullable String owner, List<DiskNeed> disks) {

	/** The name of CPUs. */
	public static final String CPUS = "cpus";

	/** The name of ports. */
	public static final String PORTS = "ports";

	/** The name of disk space. */
	static final String DISK = "disk";

	/** The name of GPUs. */
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
	 * Create a need that uses what is nobody's own.
	 * @param scalars the scalar amounts
	 * @param fixedPorts the fixed ports
	 * @param dynamicPorts the number of other ports
	 * @param revocable whether revocable resources are used
	 */
	public ResourceNeed(Map<String, Long> scalars, PortRanges fixedPorts, int dynamicPorts, boolean revocable) {
		this(scalars, fixedPorts, dynamicPorts, revocable, null, List.of());
	}

	/**
	 * Create a need of the usual three.
	 * @param cpus the CPUs
	 * @param mem the memory in megabytes
	 * @param disk the disk in megabytes
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
	 * Return a copy with space of other disks.
	 * @param disks the disks, instead of those before
	 * @return the copy
	 */
	public ResourceNeed withDisks(List<DiskNeed> disks) {
		return new ResourceNeed(this.scalars, this.fixedPorts, this.dynamicPorts, this.revocable, this.owner, disks);
	}

	/**
	 * Return a copy that uses the reserved resources of a reservation only.
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
	 * Return whether a kind of resource may be used for this need. A need of revocable
	 * resources takes its CPUs from revocable kinds only, everything else and every other
	 * need from ordinary ones: one name must not come from both. What someone keeps for
	 * himself is used by nobody else.
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
	 * Return whether a bag holds what is needed.
	 * @param bag the resources at hand
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
