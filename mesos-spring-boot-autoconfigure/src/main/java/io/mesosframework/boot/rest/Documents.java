package io.mesosframework.boot.rest;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Parses JSON documents strictly: anything that is not valid JSON is rejected.
 *
 * @since 0.1.0
 */
public final class Documents {

	private static final JsonMapper READER = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private Documents() {
	}

	/**
	 * Parse a body.
	 * @param body the body, or {@code null} if there is none
	 * @return a tree of maps, lists, strings, numbers and booleans
	 * @throws ProblemException if the body is not JSON
	 */
	public static Object tree(byte @Nullable [] body) {
		if (body == null || body.length == 0) {
			throw ProblemException.badRequest("The body is empty; send a JSON document");
		}
		try {
			Object tree = READER.readValue(body, Object.class);
			if (tree == null) {
				throw ProblemException.badRequest("The body is null; send a JSON document");
			}
			return tree;
		}
		catch (JacksonException ex) {
			TokenStreamLocation at = ex.getLocation();
			String where = (at != null) ? " at line " + at.getLineNr() + ", column " + at.getColumnNr() : "";
			throw ProblemException.badRequest("The body is not valid JSON" + where + ": " + reason(ex));
		}
	}

	/**
	 * Parse a body as an object.
	 * @param body the body, or {@code null} if there is none
	 * @return its members; empty if there is no body
	 * @throws ProblemException if the body is not a JSON object
	 */
	public static Map<?, ?> object(byte @Nullable [] body) {
		if (body == null || body.length == 0) {
			return Map.of();
		}
		if (tree(body) instanceof Map<?, ?> map) {
			return map;
		}
		throw ProblemException.badRequest("The body must be a JSON object");
	}

	/**
	 * Return the message without hints that only concern the configuration of the parser.
	 */
	private static String reason(JacksonException ex) {
		if (ex instanceof DatabindException) {
			return "the document has ended, but more follows";
		}
		return ex.getOriginalMessage()
			.replaceAll(" \\(start marker at \\[.*?\\]\\)", "")
			.replaceAll(": enable `[^`]*` to allow", " is not allowed")
			.replaceAll(",? ?\\(?from `[^`]*`", "");
	}

}
