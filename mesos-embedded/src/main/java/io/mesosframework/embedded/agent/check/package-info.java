/**
 * Runs the commands of tasks, and their checks and health checks.
 */
@NullMarked
package io.mesosframework.embedded.agent.check;

import org.jspecify.annotations.NullMarked;
