package io.mesosframework.client;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Provides the {@code Authorization} header of every request, including SUBSCRIBE ({@code
 * docs/authentication.md}). Implementations must be thread-safe, may block because they
 * are called on a separate thread, and must keep secrets out of {@code toString()} and
 * exception messages.
 *
 * @since 0.1.0
 */
public interface CredentialsProvider {

	/**
	 * Return the value of the {@code Authorization} header. Called once for each session
	 * and after each {@link #refresh()} that returned {@code true}.
	 * @return the value, or {@code null} to send none
	 */
	@Nullable String authorization();

	/**
	 * Return the principal of the credentials, if it is known. A framework without a
	 * principal of its own is registered under this one, and its reservations must name
	 * it.
	 * @return the principal, or {@code null} if only the server knows it
	 */
	default @Nullable String principal() {
		return null;
	}

	/**
	 * Get new credentials because the server refused the current ones with 401. Called
	 * once; if the new ones are refused as well, the refusal is permanent.
	 * @return whether {@link #authorization()} now returns a different value
	 */
	default boolean refresh() {
		return false;
	}

	/**
	 * Return a provider that sends no credentials.
	 * @return the provider
	 */
	static CredentialsProvider none() {
		return NoCredentials.INSTANCE;
	}

	/**
	 * Return a provider for basic authentication, as required by {@code
	 * --authenticate_http_frameworks} of the master.
	 * @param principal the principal, which must be the framework's principal
	 * @param secret the secret
	 * @return the provider
	 * @throws IllegalArgumentException if one of them contains a {@code :}, which Mesos
	 * does not support ({@code 3rdparty/libprocess/src/authenticator.cpp})
	 */
	static CredentialsProvider basic(String principal, String secret) {
		return new BasicCredentials(principal, secret);
	}

	/**
	 * Return a provider for bearer tokens, as required by agents for executors and by
	 * token authenticators of masters.
	 * @param token called before the first request and again when the server has answered
	 * 401
	 * @return the provider
	 */
	static CredentialsProvider bearer(Supplier<String> token) {
		return new TokenCredentials("Bearer ", token);
	}

}
