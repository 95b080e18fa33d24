/**
 * The events of a framework: those sent by the master and those of the subscription's
 * lifecycle.
 */
@NullMarked
package io.mesosframework.scheduler.event;

import org.jspecify.annotations.NullMarked;
