/**
 * What a master knows of frameworks, agents, offers, tasks and operations.
 */
@NullMarked
package io.mesosframework.embedded.master.state;

import org.jspecify.annotations.NullMarked;
