/**
 * The scheduler runtime: the subscription, the event loop and all calls of the scheduler
 * API.
 */
@NullMarked
package io.mesosframework.scheduler;

import org.jspecify.annotations.NullMarked;
