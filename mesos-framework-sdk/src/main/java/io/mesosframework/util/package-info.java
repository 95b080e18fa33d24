/**
 * Small values and functions used by all other packages.
 */
@NullMarked
package io.mesosframework.util;

import org.jspecify.annotations.NullMarked;
