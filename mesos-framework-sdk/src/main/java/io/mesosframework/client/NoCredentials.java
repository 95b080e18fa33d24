package io.mesosframework.client;

import org.jspecify.annotations.Nullable;

/**
 * Sends no credentials.
 */
enum NoCredentials implements CredentialsProvider {

	/**
	 * The only instance.
	 */
	INSTANCE;

	@Override
	public @Nullable String authorization() {
		return null;
	}

	@Override
	public String toString() {
		return "no credentials";
	}

}
