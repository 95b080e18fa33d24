/**
 * Decides which instance runs on which offer, and explains why an agent was refused.
 */
@NullMarked
package io.mesosframework.placement;

import org.jspecify.annotations.NullMarked;
