/**
 * A whole framework against a cluster of simulated agents, from the declaration of its
 * tasks until all run.
 */
@NullMarked
package io.mesosframework.benchmarks.cluster;

import org.jspecify.annotations.NullMarked;
