/**
 * Auto-configuration of the task manager.
 */
@NullMarked
package io.mesosframework.boot.autoconfigure.tasks;

import org.jspecify.annotations.NullMarked;
