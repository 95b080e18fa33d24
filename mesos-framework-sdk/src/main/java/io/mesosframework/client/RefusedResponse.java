package io.mesosframework.client;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a refused SUBSCRIBE.
 *
 * @param status the HTTP status
 * @param headers the headers, names in lower case
 * @param body the body as text, truncated to 64 KiB
 * @param leader the leading master, if the answer named it
 * @since 0.1.0
 */
public record RefusedResponse(int status, Map<String, List<String>> headers, String body,
		@Nullable MasterAddress leader) {

	/**
	 * Return the first value of a header.
	 * @param name the name in any case
	 * @return the value, or {@code null}
	 */
	public @Nullable String header(String name) {
		List<String> values = this.headers.get(name.toLowerCase(Locale.ROOT));
		return (values != null && !values.isEmpty()) ? values.get(0) : null;
	}

}
