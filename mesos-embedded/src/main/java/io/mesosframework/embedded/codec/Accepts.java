package io.mesosframework.embedded.codec;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.http.HttpRequest;

/**
 * Content negotiation as libprocess does it ({@code 3rdparty/libprocess/src/http.cpp}):
 * weights are ignored but {@code q=0} refuses, and an absent header allows everything.
 *
 * @since 0.1.0
 */
public final class Accepts {

	private Accepts() {
	}

	/**
	 * Choose the encoding of the answer. JSON is tried first.
	 * @param request the request
	 * @return the encoding or {@code null} when neither is acceptable
	 */
	public static @Nullable MediaType negotiate(HttpRequest request) {
		return negotiate(request.header("Accept"));
	}

	/**
	 * Choose the encoding that a header allows. JSON is tried first.
	 * @param header the value of the header or {@code null}
	 * @return the encoding or {@code null} when neither is acceptable
	 */
	public static @Nullable MediaType negotiate(@Nullable String header) {
		for (MediaType type : List.of(MediaType.JSON, MediaType.PROTOBUF)) {
			if (accepts(header, type.value())) {
				return type;
			}
		}
		return null;
	}

	/**
	 * Return whether the {@code Accept} header allows a media type.
	 * @param request the request
	 * @param mediaType the media type, for example {@code application/json}
	 * @return {@code true} when it does
	 */
	public static boolean accepts(HttpRequest request, String mediaType) {
		return accepts(request.header("Accept"), mediaType);
	}

	static boolean accepts(@Nullable String header, String mediaType) {
		if (header == null || header.equals(mediaType)) {
			return true;
		}
		if (isOneTypeOfOurs(header)) {
			return false;
		}
		String[] types = header.replaceAll("[ \t\n]", "").toLowerCase(Locale.ROOT).split(",");
		String wanted = mediaType.toLowerCase(Locale.ROOT);
		String family = wanted.substring(0, wanted.indexOf('/')) + "/*";
		for (String candidate : List.of(wanted, family, "*/*")) {
			for (String type : types) {
				String[] tokens = type.split(";");
				if (tokens.length > 0 && tokens[0].equals(candidate)) {
					return !isRefused(tokens);
				}
			}
		}
		return false;
	}

	/** Whether the header is exactly one of the two media types, as it mostly is. */
	private static boolean isOneTypeOfOurs(String header) {
		return header.equals(MediaType.JSON.value()) || header.equals(MediaType.PROTOBUF.value());
	}

	private static boolean isRefused(String[] tokens) {
		String weight = null;
		for (int i = 1; i < tokens.length; i++) {
			if (tokens[i].startsWith("q=")) {
				if (weight != null) {
					return false;
				}
				weight = tokens[i].substring(2);
			}
		}
		if (weight == null) {
			return false;
		}
		try {
			return Double.parseDouble(weight) <= 0;
		}
		catch (NumberFormatException ex) {
			return true;
		}
	}

}
