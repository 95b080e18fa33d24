/**
 * Exact arithmetic on the resources of agents, tasks and offers.
 */
@NullMarked
package io.mesosframework.resource;

import org.jspecify.annotations.NullMarked;
