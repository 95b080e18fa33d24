/**
 * Auto-configuration of a Mesos framework in a Spring Boot application: properties,
 * connection details and life cycle.
 */
@NullMarked
package io.mesosframework.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
