/**
 * The API in reactive applications.
 */
@NullMarked
package io.mesosframework.boot.rest.reactive;

import org.jspecify.annotations.NullMarked;
