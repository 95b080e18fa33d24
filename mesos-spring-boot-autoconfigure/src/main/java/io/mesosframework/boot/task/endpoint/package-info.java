/**
 * The actuator endpoints {@code mesosapps}, {@code mesostasks} and {@code mesosoffers}.
 */
@NullMarked
package io.mesosframework.boot.task.endpoint;

import org.jspecify.annotations.NullMarked;
