package io.mesosframework.placement;

import java.util.List;

import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Value;
import org.jspecify.annotations.Nullable;

import io.mesosframework.resource.FixedPoint;
import io.mesosframework.resource.PortRanges;

/**
 * Constrains attributes by type and value, whatever their name, as in the Mesos Framework
 * SDK: a text or scalar must equal one of the values; a set or ranges must contain all of
 * them.
 *
 * @param type the type of the attribute
 * @param values the values, at least one
 * @since 0.1.0
 */
public record AttributeFilter(Value.Type type, List<String> values) implements PlacementConstraint {

	/**
	 * Create a rule.
	 * @param type the type
	 * @param values the values
	 * @throws IllegalArgumentException if the type is numeric and a value is not a number
	 */
	public AttributeFilter {
		values = List.copyOf(values);
		if (type == Value.Type.SCALAR) {
			values.forEach(AttributeFilter::number);
		}
		else if (type == Value.Type.RANGES) {
			values.forEach(AttributeFilter::range);
		}
	}

	private static double number(String text) {
		try {
			return Double.parseDouble(text.trim());
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("A SCALAR filter needs numbers but has '" + text + "'", ex);
		}
	}

	private static PortRanges range(String text) {
		String[] parts = text.trim().split("-", 2);
		try {
			long begin = Long.parseLong(parts[0].trim());
			long end = (parts.length > 1) ? Long.parseLong(parts[1].trim()) : begin;
			return new PortRanges(List.of(new PortRanges.Range(begin, end)));
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("A RANGES filter needs numbers or a-b but has '" + text + "'", ex);
		}
	}

	@Override
	public @Nullable String refusal(AgentOffer agent, PlacedInstances placed) {
		for (Attribute attribute : agent.typedAttributes()) {
			if (attribute.getType() == this.type && matches(attribute)) {
				return null;
			}
		}
		return toString();
	}

	private boolean matches(Attribute attribute) {
		return switch (this.type) {
			case TEXT -> this.values.contains(attribute.getText().getValue());
			case SCALAR -> this.values.stream()
				.anyMatch((value) -> Math.round(number(value) * FixedPoint.ONE) == Math
					.round(attribute.getScalar().getValue() * FixedPoint.ONE));
			case SET -> attribute.getSet().getItemList().containsAll(this.values);
			case RANGES -> {
				PortRanges held = PortRanges.of(attribute.getRanges());
				yield this.values.stream().allMatch((value) -> held.containsAll(range(value)));
			}
		};
	}

	@Override
	public boolean dependsOnPlaced() {
		return false;
	}

	@Override
	public String toString() {
		return "attribute " + this.type + " " + String.join(", ", this.values);
	}

}
