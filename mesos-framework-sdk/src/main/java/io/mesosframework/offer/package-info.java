/**
 * Manages the resource offers of a framework: what is held, claimed, declined, suppressed
 * and revived.
 */
@NullMarked
package io.mesosframework.offer;

import org.jspecify.annotations.NullMarked;
