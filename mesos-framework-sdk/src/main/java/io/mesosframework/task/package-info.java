/**
 * API for apps and their instances: the task manager, snapshots, events and exceptions.
 */
@NullMarked
package io.mesosframework.task;

import org.jspecify.annotations.NullMarked;
