/**
 * Auto-configuration of the HTTP API.
 */
@NullMarked
package io.mesosframework.boot.autoconfigure.rest;

import org.jspecify.annotations.NullMarked;
