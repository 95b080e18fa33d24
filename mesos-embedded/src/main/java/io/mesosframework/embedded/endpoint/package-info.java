/**
 * The HTTP endpoints that every program built on libprocess has, masters and agents
 * alike.
 */
@NullMarked
package io.mesosframework.embedded.endpoint;

import org.jspecify.annotations.NullMarked;
