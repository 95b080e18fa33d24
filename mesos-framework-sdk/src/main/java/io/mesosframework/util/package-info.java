/**
 * Small values and functions that every other package may use.
 */
@NullMarked
package io.mesosframework.util;

import org.jspecify.annotations.NullMarked;
