/**
 * A Mesos master and agents inside the JVM: the entry point for people and tests.
 */
@NullMarked
package io.mesosframework.embedded;

import org.jspecify.annotations.NullMarked;
