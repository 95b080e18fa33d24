/**
 * Micrometer observations of the calls and events of a scheduler.
 */
@NullMarked
package io.mesosframework.scheduler.observation;

import org.jspecify.annotations.NullMarked;
