package io.mesosframework.resource;

import java.util.List;

/**
 * The resources taken from an offer for one instance.
 *
 * @param resources the taken resources
 * @param ports the dynamic ports among them, in the order of {@code $PORT0}, {@code
 * $PORT1} …
 * @param disks the disks among them other than the root disk, in the order of the need
 * @param rest the remaining resources
 * @since 0.1.0
 */
public record Taken(ResourceBag resources, List<Long> ports, List<ResourceBag> disks, ResourceBag rest) {

	/**
	 * Take the needed resources from a bag: reserved resources first, the most refined
	 * ones before others, ports in ascending order.
	 * @param bag the available resources
	 * @param need the need
	 * @return the taken and the remaining resources
	 * @throws IllegalArgumentException if something is missing; the message names it
	 */
	public static Taken from(ResourceBag bag, ResourceNeed need) {
		return ResourceTaker.take(bag, need, PortRanges.EMPTY);
	}

	/**
	 * Take the needed resources from a bag, but leave some ports for others.
	 * @param bag the available resources
	 * @param need the need
	 * @param left ports that are not used as dynamic ports
	 * @return the taken and the remaining resources
	 * @throws IllegalArgumentException if something is missing; the message names it
	 */
	public static Taken from(ResourceBag bag, ResourceNeed need, PortRanges left) {
		return ResourceTaker.take(bag, need, left);
	}

}
