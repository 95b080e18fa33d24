/**
 * Validates calls, frameworks, tasks and operations in the order and with the error texts
 * of the Mesos master.
 */
@NullMarked
package io.mesosframework.embedded.master.validation;

import org.jspecify.annotations.NullMarked;
