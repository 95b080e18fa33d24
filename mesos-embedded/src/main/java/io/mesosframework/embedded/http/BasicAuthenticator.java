package io.mesosframework.embedded.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * HTTP basic authentication as libprocess does it
 * ({@code 3rdparty/libprocess/src/authenticator.cpp}): the header has exactly two words,
 * the first is literally {@code Basic}, and the decoded second has exactly one colon. A
 * secret that contains a colon therefore never authenticates.
 *
 * @since 0.1.0
 */
public final class BasicAuthenticator implements HttpAuthenticator {

	private final Outcome unauthorized;

	private final Map<String, String> credentials;

	/**
	 * Create an authenticator.
	 * @param realm the realm named in the challenge
	 * @param credentials the secrets by principal
	 */
	public BasicAuthenticator(String realm, Map<String, String> credentials) {
		this.unauthorized = Outcome.unauthorized("Basic realm=\"" + realm + "\"");
		this.credentials = Map.copyOf(credentials);
	}

	@Override
	public Outcome authenticate(HttpRequest request) {
		String header = request.header("Authorization");
		if (header == null) {
			return this.unauthorized;
		}
		String[] words = header.split(" ", -1);
		if (words.length != 2 || !words[0].equals("Basic")) {
			return this.unauthorized;
		}
		String decoded = decode(words[1]);
		if (decoded == null) {
			return this.unauthorized;
		}
		String[] parts = decoded.split(":", -1);
		if (parts.length != 2 || !parts[1].equals(this.credentials.get(parts[0]))) {
			return this.unauthorized;
		}
		return Outcome.authenticated(parts[0]);
	}

	private static @Nullable String decode(String base64) {
		int padding = base64.indexOf('=');
		String digits = (padding >= 0) ? base64.substring(0, padding) : base64;
		try {
			return new String(Base64.getDecoder().decode(digits), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
