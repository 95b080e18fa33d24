/**
 * Tests of the builder vocabulary.
 */
@NullMarked
package io.mesosframework.model;

import org.jspecify.annotations.NullMarked;
