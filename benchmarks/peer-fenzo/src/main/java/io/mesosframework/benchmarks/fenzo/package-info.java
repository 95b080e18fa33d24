/**
 * Netflix Fenzo as a contender in the race of placement.
 */
package io.mesosframework.benchmarks.fenzo;
