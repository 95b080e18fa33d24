/**
 * Reservations and persistent volumes of instances, and the operations that make and
 * release them.
 */
@NullMarked
package io.mesosframework.task.internal.reservation;

import org.jspecify.annotations.NullMarked;
