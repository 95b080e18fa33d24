/**
 * Tests of the scheduler's runtime.
 */
@NullMarked
package io.mesosframework.scheduler;

import org.jspecify.annotations.NullMarked;
