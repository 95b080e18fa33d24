/**
 * Decides which instance runs on which offer, and says why an agent was refused.
 */
@NullMarked
package io.mesosframework.placement;

import org.jspecify.annotations.NullMarked;
