/**
 * Builds the messages that Mesos needs to launch an instance from its definition.
 */
@NullMarked
package io.mesosframework.task.internal.info;

import org.jspecify.annotations.NullMarked;
