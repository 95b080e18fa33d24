/**
 * Placement of tasks on what agents offer, raced against a scheduling library.
 */
@NullMarked
package io.mesosframework.benchmarks.placement;

import org.jspecify.annotations.NullMarked;
