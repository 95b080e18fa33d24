package io.mesosframework.resource;

import java.util.List;

/**
 * Resources taken out of an offer for one instance.
 *
 * @param resources what was taken
 * @param ports the dynamic ports among them, in the order of {@code $PORT0},
 * {@code $PORT1} …
 * @param disks the disks other than the root disk among them, in the order of the need
 * @param rest what remains
 * @since 0.1.0
 */
public record Taken(ResourceBag resources, List<Long> ports, List<ResourceBag> disks, ResourceBag rest) {

	/**
	 * Take what is needed out of a bag: reserved resources first, the most refined ones
	 * before others, ports from the lowest on.
	 * @param bag the resources at hand
	 * @param need the need
	 * @return what was taken and the rest
	 * @throws IllegalArgumentException if something is missing; it names what
	 */
	public static Taken from(ResourceBag bag, ResourceNeed need) {
		return ResourceTaker.take(bag, need, PortRanges.EMPTY);
	}

	/**
	 * Take what is needed out of a bag, but leave some ports for others.
	 * @param bag the resources at hand
	 * @param need the need
	 * @param left ports that are not taken as dynamic ones
	 * @return what was taken and the rest
	 * @throws IllegalArgumentException if something is missing; it names what
	 */
	public static Taken from(ResourceBag bag, ResourceNeed need, PortRanges left) {
		return ResourceTaker.take(bag, need, left);
	}

}
