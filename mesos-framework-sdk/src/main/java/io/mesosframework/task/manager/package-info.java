/**
 * Default task manager: its wiring, its turn on the event loop, and the restoring of
 * stored state.
 */
@NullMarked
package io.mesosframework.task.manager;

import org.jspecify.annotations.NullMarked;
