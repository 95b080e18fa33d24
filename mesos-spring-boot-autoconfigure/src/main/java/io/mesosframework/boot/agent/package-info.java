/**
 * Reads the files of sandboxes through the API of the agents.
 */
@NullMarked
package io.mesosframework.boot.agent;

import org.jspecify.annotations.NullMarked;
