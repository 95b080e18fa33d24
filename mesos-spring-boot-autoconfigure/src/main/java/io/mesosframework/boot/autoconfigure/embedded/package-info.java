/**
 * Auto-configuration of an embedded Mesos cluster for development and tests.
 */
@NullMarked
package io.mesosframework.boot.autoconfigure.embedded;

import org.jspecify.annotations.NullMarked;
