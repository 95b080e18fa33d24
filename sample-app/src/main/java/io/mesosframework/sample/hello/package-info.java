/**
 * The smallest framework: it launches some tasks, logs what happens and prints a table.
 */
@NullMarked
package io.mesosframework.sample.hello;

import org.jspecify.annotations.NullMarked;
