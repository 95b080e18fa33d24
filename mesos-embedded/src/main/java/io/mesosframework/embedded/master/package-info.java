/**
 * The master: frameworks, agents, offers, tasks, operations and the operator API.
 */
@NullMarked
package io.mesosframework.embedded.master;

import org.jspecify.annotations.NullMarked;
