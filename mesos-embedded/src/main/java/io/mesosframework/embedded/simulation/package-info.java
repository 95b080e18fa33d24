/**
 * Agents without processes, whose tasks follow a script, for tests at scale.
 */
@NullMarked
package io.mesosframework.embedded.simulation;

import org.jspecify.annotations.NullMarked;
