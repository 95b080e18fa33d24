/**
 * Reconciles tasks with the master, kills tasks, and handles tasks that no instance owns.
 */
@NullMarked
package io.mesosframework.task.internal.reconcile;

import org.jspecify.annotations.NullMarked;
