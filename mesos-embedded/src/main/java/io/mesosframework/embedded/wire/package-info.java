/**
 * The messages which master and agents exchange inside the JVM.
 */
@NullMarked
package io.mesosframework.embedded.wire;

import org.jspecify.annotations.NullMarked;
