/**
 * Keeps what a framework must not forget: the service provider interface of stores, and
 * the stores that need no server. Knows nothing of what it keeps.
 */
@NullMarked
package io.mesosframework.store;

import org.jspecify.annotations.NullMarked;
