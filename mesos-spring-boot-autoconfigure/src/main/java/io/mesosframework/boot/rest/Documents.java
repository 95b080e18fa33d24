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
 * Reads JSON documents as they are, strictly: what is not JSON is not guessed at.
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
	 * Read a body.
	 * @param body the body, or {@code null} if there is none
	 * @return a tree of maps, lists, texts, numbers and truth values
	 * @throws ProblemException if it is not JSON
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
	 * Read a body as an object.
	 * @param body the body, or {@code null} if there is none
	 * @return its members; none if there is no body
	 * @throws ProblemException if it is not a JSON object
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

	/** Leave out what only helps whoever configures the parser. */
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
