/**
 * The scheduler's runtime: the subscription's life, the event loop and every call of the
 * scheduler API.
 */
@NullMarked
package io.mesosframework.scheduler;

import org.jspecify.annotations.NullMarked;
