package io.mesosframework.boot.task.controller;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

import io.mesosframework.boot.rest.ProblemException;
import io.mesosframework.task.App;
import io.mesosframework.task.ChangeOptions;

/**
 * Reads the revision that a request expects ({@code If-Match}, {@code If-None-Match}; RFC
 * 9110).
 */
final class Preconditions {

	private static final Pattern TAG = Pattern.compile("\"([1-9]\\d{0,17})\"");

	private Preconditions() {
	}

	/**
	 * Return the expected revision.
	 * @param headers the headers of the request
	 * @param app the current app, or {@code null} if there is none
	 * @return the revision, 0 if the app must not exist, or {@code null} if there is no
	 * condition
	 */
	static @Nullable Long expected(HttpHeaders headers, @Nullable App app) {
		String none = header(headers, HttpHeaders.IF_NONE_MATCH);
		if (none != null) {
			if (!none.strip().equals("*") || header(headers, HttpHeaders.IF_MATCH) != null) {
				throw ProblemException.badRequest(
						"'If-None-Match' can only be '*', which deploys an app that must not exist, and not together "
								+ "with 'If-Match'");
			}
			return 0L;
		}
		String match = header(headers, HttpHeaders.IF_MATCH);
		if (match == null) {
			return null;
		}
		if (match.strip().equals("*")) {
			if (app == null) {
				throw new ProblemException(412, "revision-conflict", "The app has another revision",
						"The app does not exist, but 'If-Match: *' expects that it does");
			}
			return app.revision();
		}
		Matcher tag = TAG.matcher(match.strip());
		if (!tag.matches()) {
			throw ProblemException.badRequest("'If-Match' must be one revision in quotes, as the 'ETag' of the app, "
					+ "for example \"3\", but is '" + match + "'");
		}
		return Long.valueOf(tag.group(1));
	}

	/**
	 * Return the condition for changing an app that must exist.
	 * @param headers the headers of the request
	 * @return the condition
	 */
	static ChangeOptions options(HttpHeaders headers) {
		String match = header(headers, HttpHeaders.IF_MATCH);
		boolean any = match != null && match.strip().equals("*") && header(headers, HttpHeaders.IF_NONE_MATCH) == null;
		return any ? ChangeOptions.DEFAULT : new ChangeOptions(expected(headers, null));
	}

	private static @Nullable String header(HttpHeaders headers, String name) {
		List<String> values = headers.get(name);
		return (values != null) ? String.join(", ", values) : null;
	}

	static String tag(App app) {
		return "\"" + app.revision() + "\"";
	}

}
