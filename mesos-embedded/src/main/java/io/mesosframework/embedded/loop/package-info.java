/**
 * Time and order: the one thread on which a cluster lives, with a real or a virtual
 * clock.
 */
@NullMarked
package io.mesosframework.embedded.loop;

import org.jspecify.annotations.NullMarked;
