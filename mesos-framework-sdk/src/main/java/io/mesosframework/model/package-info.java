/**
 * Builders for resources, commands, containers, checks and operations, so that protobuf
 * messages need not be assembled by hand.
 */
@NullMarked
package io.mesosframework.model;

import org.jspecify.annotations.NullMarked;
