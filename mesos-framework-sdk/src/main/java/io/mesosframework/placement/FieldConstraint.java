package io.mesosframework.placement;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Constrains one field of the agents: an attribute, the hostname, the agent's id, the
 * region or the zone. The operators and their array notation are those of Marathon, with
 * {@code IN} added. Regular expressions are those of RE2, as in the offer constraints of
 * Mesos: look-around and back-references are not supported, and matching takes time
 * linear in the length of the text. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class FieldConstraint implements PlacementConstraint {

	private final String field;

	private final Operator operator;

	private final @Nullable String value;

	private final boolean hard;

	private final @Nullable Pattern pattern;

	private final List<String> choices;

	private final int number;

	private final String text;

	/**
	 * Create a rule.
	 * @param field the field, see {@link AgentOffer#field(String)}
	 * @param operator the operator
	 * @param value its value, or {@code null} if it needs none
	 * @param hard {@code true} if the rule is mandatory, {@code false} if it is a
	 * preference
	 * @throws IllegalArgumentException if the value is not valid for the operator
	 */
	public FieldConstraint(String field, Operator operator, @Nullable String value, boolean hard) {
		if (field.isBlank()) {
			throw new IllegalArgumentException(
					"A constraint needs a field: an attribute, hostname, @agent, @region or @zone");
		}
		this.field = field;
		this.operator = operator;
		this.value = value;
		this.hard = hard;
		if (operator.needsValue && value == null) {
			throw new IllegalArgumentException("The constraint '" + field + " " + operator + "' needs a value");
		}
		this.pattern = (operator == Operator.LIKE || operator == Operator.UNLIKE)
				? pattern(Objects.requireNonNull(value)) : null;
		this.choices = (operator == Operator.IN) ? List.of(Objects.requireNonNull(value).split("\\s*,\\s*"))
				: List.of();
		this.number = (operator == Operator.MAX_PER || (operator == Operator.GROUP_BY && value != null))
				? number(Objects.requireNonNull(value)) : 0;
		this.text = field + " " + operator + ((value != null) ? " " + value : "");
	}

	/**
	 * Parse a rule from its parts, for example {@code ["rack", "MAX_PER", "2"]}.
	 * @param parts the field, the operator and, unless the operator takes none, the value
	 * @return the hard rule
	 * @throws IllegalArgumentException if the rule is invalid; the message says what a
	 * valid rule looks like
	 */
	public static FieldConstraint of(List<String> parts) {
		if (parts.size() < 2 || parts.size() > 3) {
			throw new IllegalArgumentException(
					"The constraint " + parts + " must have two or three parts: field, operator, value");
		}
		return new FieldConstraint(parts.get(0), Operator.parse(parts.get(1)),
				(parts.size() == 3) ? parts.get(2) : null, true);
	}

	/**
	 * Parse a rule whose parts are separated by colons, for example
	 * {@code rack:MAX_PER:2}.
	 * @param text the text
	 * @return the hard rule
	 * @throws IllegalArgumentException if the rule is invalid; the message says what a
	 * valid rule looks like
	 */
	public static FieldConstraint parse(String text) {
		return of(List.of(text.split(":", 3)));
	}

	private Pattern pattern(String regex) {
		try {
			return Pattern.compile(regex);
		}
		catch (PatternSyntaxException ex) {
			throw new IllegalArgumentException(
					"The constraint '" + this.field + " " + this.operator
							+ "' needs a regular expression of RE2 but has '" + regex + "': " + ex.getDescription(),
					ex);
		}
	}

	private int number(String text) {
		try {
			int number = Integer.parseInt(text.trim());
			if (number > 0) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// reported below, like numbers out of range
		}
		throw new IllegalArgumentException("The constraint '" + this.field + " " + this.operator
				+ "' needs a number from 1 on but has '" + text + "'");
	}

	/**
	 * Return the field.
	 * @return the field
	 */
	public String field() {
		return this.field;
	}

	/**
	 * Return the operator.
	 * @return the operator
	 */
	public Operator operator() {
		return this.operator;
	}

	/**
	 * Return the value.
	 * @return the value or {@code null}
	 */
	public @Nullable String value() {
		return this.value;
	}

	/** Return the values of {@link Operator#IN}. */
	public List<String> choices() {
		return this.choices;
	}

	@Override
	public boolean hard() {
		return this.hard;
	}

	@Override
	public boolean dependsOnPlaced() {
		return switch (this.operator) {
			case UNIQUE, GROUP_BY, MAX_PER -> true;
			case CLUSTER -> this.value == null;
			case LIKE, UNLIKE, IS, IN, CUSTOM -> false;
		};
	}

	@Override
	public boolean mayAllowLater() {
		// every existing value fulfils a soft rule for one value that is already violated
		return this.operator == Operator.GROUP_BY
				|| (this.operator == Operator.CLUSTER && this.value == null && !this.hard);
	}

	@Override
	public @Nullable String refusal(AgentOffer agent, PlacedInstances placed) {
		String actual = agent.field(this.field);
		if (!allows(actual, placed)) {
			return this.text;
		}
		boolean unsure = this.hard && dependsOnPlaced() && !allowsWith(placed.unknown(this.field), actual, placed);
		return unsure ? this.text + "; " + this.field + " of instances that run is not known before their agents offer "
				+ "something" : null;
	}

	/** Return whether an agent suits, wherever the instances of unknown location run. */
	private boolean allowsWith(int unknown, @Nullable String actual, PlacedInstances placed) {
		return unknown == 0 || this.operator == Operator.CLUSTER || (this.operator == Operator.MAX_PER
				&& placed.counts(this.field).getOrDefault(actual, 0) + unknown < this.number);
	}

	/**
	 * Return a number that changes whenever a placement elsewhere may have made a refused
	 * agent suitable.
	 */
	int stage(PlacedInstances placed) {
		int values = placed.counts(this.field).size();
		return (this.operator == Operator.CLUSTER) ? values : (values < this.number) ? -1 : placed.least(this.field);
	}

	private boolean allows(@Nullable String actual, PlacedInstances placed) {
		if (this.operator == Operator.UNLIKE) {
			return actual == null || !Objects.requireNonNull(this.pattern).matcher(actual).matches();
		}
		if (actual == null) {
			return false;
		}
		return switch (this.operator) {
			case IS -> actual.equals(this.value);
			case IN -> this.choices.contains(actual);
			case LIKE -> Objects.requireNonNull(this.pattern).matcher(actual).matches();
			case UNIQUE -> !placed.counts(this.field).containsKey(actual);
			case MAX_PER -> placed.counts(this.field).getOrDefault(actual, 0) < this.number;
			case GROUP_BY -> balanced(actual, placed);
			case CLUSTER -> (this.value != null) ? actual.equals(this.value)
					: placed.total() == 0 || placed.counts(this.field).containsKey(actual);
			case UNLIKE -> throw new IllegalStateException("UNLIKE is answered above");
			case CUSTOM -> throw new IllegalStateException("CUSTOM is answered by the application");
		};
	}

	private boolean balanced(String actual, PlacedInstances placed) {
		Map<String, Integer> counts = placed.counts(this.field);
		int mine = counts.getOrDefault(actual, 0);
		return mine == 0 || (counts.size() >= this.number && mine <= placed.least(this.field));
	}

	@Override
	public String toString() {
		return this.text;
	}

	/**
	 * The operators of a rule.
	 */
	public enum Operator {

		/** No two instances have the same value. */
		UNIQUE(false),

		/** All instances have the given value or, without one, the same value. */
		CLUSTER(false),

		/**
		 * Instances are spread evenly over the values; the constraint's value is the
		 * minimum number of values.
		 */
		GROUP_BY(false),

		/** No more than the given number of instances have the same value. */
		MAX_PER(true),

		/** The whole value matches the RE2 regular expression. */
		LIKE(true),

		/**
		 * The value does not match the RE2 regular expression, or the agent has no value.
		 */
		UNLIKE(true),

		/** The value equals the given one. */
		IS(true),

		/** The value is one of the given ones, separated by commas. */
		IN(true),

		/**
		 * A rule of the application: the field is the name of a
		 * {@link PlacementConstraintFactory}.
		 */
		CUSTOM(false);

		private final boolean needsValue;

		Operator(boolean needsValue) {
			this.needsValue = needsValue;
		}

		/**
		 * Parse an operator.
		 * @param text its name in any case
		 * @return the operator
		 * @throws IllegalArgumentException if there is no such operator; the message
		 * lists all
		 */
		public static Operator parse(String text) {
			try {
				return valueOf(text.trim().toUpperCase(Locale.ROOT));
			}
			catch (IllegalArgumentException ex) {
				throw new IllegalArgumentException(
						"'" + text + "' is no constraint operator; use one of " + List.of(values()), ex);
			}
		}

	}

}
