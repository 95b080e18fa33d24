/**
 * Embedded clusters in tests: for plain JUnit and for Spring, with assertions.
 */
@NullMarked
package io.mesosframework.embedded.test;

import org.jspecify.annotations.NullMarked;
