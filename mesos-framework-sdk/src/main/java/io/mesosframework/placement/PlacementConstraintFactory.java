package io.mesosframework.placement;

import org.jspecify.annotations.Nullable;

/**
 * Makes rules of the application's own, which definitions name with the operator
 * {@code CUSTOM}: {@code constraints: ["<name>:CUSTOM:<value>"]}. Used on the event loop.
 *
 * @since 0.1.0
 */
public interface PlacementConstraintFactory {

	/**
	 * Return the name by which definitions call for the rule.
	 * @return the name, without colons
	 */
	String name();

	/**
	 * Make the rule of one definition.
	 * @param value what the definition says, or {@code null}
	 * @return the rule; stateless, and quick, since it is asked for every agent
	 * @throws IllegalArgumentException if the value is of no use; the message says why
	 */
	PlacementConstraint create(@Nullable String value);

}
