/**
 * The example of the module's README.
 */
@NullMarked
package io.mesosframework.example;

import org.jspecify.annotations.NullMarked;
