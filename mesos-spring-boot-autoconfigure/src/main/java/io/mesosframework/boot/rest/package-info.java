/**
 * A small HTTP API below the paths of actuator endpoints, independent of the web
 * framework: a table of routes, a router, problem details and the OpenAPI description.
 */
@NullMarked
package io.mesosframework.boot.rest;

import org.jspecify.annotations.NullMarked;
