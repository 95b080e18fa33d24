/**
 * An HTTP/1.1 server that answers as libprocess does, without knowing what Mesos is.
 */
@NullMarked
package io.mesosframework.embedded.http;

import org.jspecify.annotations.NullMarked;
