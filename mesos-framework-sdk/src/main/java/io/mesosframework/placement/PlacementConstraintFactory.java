package io.mesosframework.placement;

import org.jspecify.annotations.Nullable;

/**
 * Creates custom placement rules of the application. Definitions refer to them with the
 * operator {@code CUSTOM}: {@code constraints: ["<name>:CUSTOM:<value>"]}. Called on the
 * event loop.
 *
 * @since 0.1.0
 */
public interface PlacementConstraintFactory {

	/**
	 * Return the name by which definitions refer to the rule.
	 * @return the name, without colons
	 */
	String name();

	/**
	 * Create the rule of one definition.
	 * @param value the value in the definition, or {@code null}
	 * @return the rule; it must be stateless, and fast because it is evaluated for every
	 * agent
	 * @throws IllegalArgumentException if the value is invalid; the message says why
	 */
	PlacementConstraint create(@Nullable String value);

}
