/**
 * Persistent state of a framework: the service provider interface of stores, and the
 * stores that need no server. Independent of what is stored.
 */
@NullMarked
package io.mesosframework.store;

import org.jspecify.annotations.NullMarked;
