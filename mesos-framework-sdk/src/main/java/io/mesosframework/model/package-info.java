/**
 * The builder vocabulary: resources, commands, containers, checks and operations without
 * assembling protobuf by hand.
 */
@NullMarked
package io.mesosframework.model;

import org.jspecify.annotations.NullMarked;
