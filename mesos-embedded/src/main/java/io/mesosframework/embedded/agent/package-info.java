/**
 * The agent: sandboxes, executors, status updates, fetcher, health checks and recovery.
 */
@NullMarked
package io.mesosframework.embedded.agent;

import org.jspecify.annotations.NullMarked;
