package io.mesosframework.embedded.resource;

import java.util.ArrayList;
import java.util.List;

import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Value;

/**
 * Attributes in the format of the agent's flag {@code --attributes}
 * ({@code src/common/attributes.cpp}).
 *
 * @since 0.1.0
 */
public final class Attributes {

	private Attributes() {
	}

	/**
	 * Parse attributes.
	 * @param text for example {@code rack:r1;zone:z1;level:3;ports:[1-5]}
	 * @return the attributes in order
	 * @throws IllegalArgumentException when an attribute is malformed
	 */
	public static List<Attribute> parse(String text) {
		List<Attribute> attributes = new ArrayList<>();
		for (String token : ValueParser.tokens(text, ";\n")) {
			int colon = token.indexOf(':');
			if (colon <= 0 || colon == token.length() - 1) {
				throw new IllegalArgumentException("Invalid attribute key:value pair '" + token + "'");
			}
			attributes.add(attribute(token.substring(0, colon), token.substring(colon + 1)));
		}
		return attributes;
	}

	private static Attribute attribute(String name, String text) {
		Value value;
		try {
			value = ValueParser.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"Failed to parse attribute " + name + " text " + text + " error " + ex.getMessage(), ex);
		}
		Attribute.Builder attribute = Attribute.newBuilder().setName(name).setType(value.getType());
		return switch (value.getType()) {
			case SCALAR -> attribute.setScalar(value.getScalar()).build();
			case RANGES -> attribute.setRanges(value.getRanges()).build();
			case TEXT -> attribute.setText(value.getText()).build();
			default -> throw new IllegalArgumentException(
					"Bad type for attribute " + name + " text " + text + " type " + value.getType());
		};
	}

}
