/**
 * The events of a framework: those of the master, and those of the life of its
 * subscription.
 */
@NullMarked
package io.mesosframework.scheduler.event;

import org.jspecify.annotations.NullMarked;
