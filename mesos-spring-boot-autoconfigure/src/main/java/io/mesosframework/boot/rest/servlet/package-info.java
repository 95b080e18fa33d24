/**
 * The API in servlet applications.
 */
@NullMarked
package io.mesosframework.boot.rest.servlet;

import org.jspecify.annotations.NullMarked;
