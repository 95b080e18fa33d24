/**
 * Stored state of the task manager: keys, format, and the writer that collects changes
 * into batches.
 */
@NullMarked
package io.mesosframework.task.internal.state;

import org.jspecify.annotations.NullMarked;
