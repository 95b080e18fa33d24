package io.mesosframework.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A principal and its secret.
 */
final class BasicCredentials implements CredentialsProvider {

	private final String principal;

	private final String authorization;

	BasicCredentials(String principal, String secret) {
		if (principal.isEmpty()) {
			throw new IllegalArgumentException("'principal' must not be empty");
		}
		if (principal.indexOf(':') >= 0) {
			throw new IllegalArgumentException("The principal \"" + principal
					+ "\" contains ':'. Mesos cannot authenticate it over HTTP: " + "choose a principal without ':'");
		}
		if (secret.indexOf(':') >= 0) {
			throw new IllegalArgumentException("The secret of the principal \"" + principal
					+ "\" contains ':'. Mesos splits the credentials at every ':' and would never accept it: choose a "
					+ "secret without ':'");
		}
		this.principal = principal;
		this.authorization = "Basic "
				+ Base64.getEncoder().encodeToString((principal + ":" + secret).getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public String authorization() {
		return this.authorization;
	}

	@Override
	public String principal() {
		return this.principal;
	}

	@Override
	public String toString() {
		return "basic credentials of \"" + this.principal + "\"";
	}

}
