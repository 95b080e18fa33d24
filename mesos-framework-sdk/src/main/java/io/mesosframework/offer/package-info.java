/**
 * Offers: exact resource arithmetic and the placement of tasks on what agents offer.
 */
@NullMarked
package io.mesosframework.offer;

import org.jspecify.annotations.NullMarked;
