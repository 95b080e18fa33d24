/**
 * What the controllers of the HTTP API have in common: how they are mapped below the
 * actuator endpoints, which rules every request obeys, and how answers and failures are
 * written.
 */
@NullMarked
package io.mesosframework.boot.rest;

import org.jspecify.annotations.NullMarked;
