/**
 * Declared tasks in a Boot application: deploying what is configured, and the endpoint.
 */
@NullMarked
package io.mesosframework.boot.task;

import org.jspecify.annotations.NullMarked;
