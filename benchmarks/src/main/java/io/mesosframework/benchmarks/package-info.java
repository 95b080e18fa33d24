/**
 * Races of our client against others, over real sockets, every program in a process of
 * its own.
 */
@NullMarked
package io.mesosframework.benchmarks;

import org.jspecify.annotations.NullMarked;
