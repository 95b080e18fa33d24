/**
 * Protobuf and JSON as Mesos reads and writes them.
 */
@NullMarked
package io.mesosframework.embedded.codec;

import org.jspecify.annotations.NullMarked;
