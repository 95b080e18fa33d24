package io.mesosframework.offer;

import java.util.List;

/**
 * Resources taken out of an offer for one instance.
 *
 * @param resources what was taken
 * @param ports the dynamic ports among them, in the order of {@code $PORT0},
 * {@code $PORT1} …
 * @param rest what remains
 */
public record Taken(ResourceBag resources, List<Long> ports, ResourceBag rest) {

}
