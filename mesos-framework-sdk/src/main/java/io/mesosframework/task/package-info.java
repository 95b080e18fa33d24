/**
 * Tasks: what a framework declares should run, and how it is brought about.
 */
@NullMarked
package io.mesosframework.task;

import org.jspecify.annotations.NullMarked;
