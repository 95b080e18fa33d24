package io.mesosframework.client;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Says who we are: the {@code Authorization} header of every request, SUBSCRIBE included
 * ({@code docs/authentication.md}). Implementations must be thread-safe, may block (they
 * are called on a thread of their own) and must keep secrets out of {@code toString()}
 * and exception messages.
 *
 * @since 0.1.0
 */
public interface CredentialsProvider {

	/**
	 * Return the value of the {@code Authorization} header. Asked once for each session
	 * and after each {@link #refresh()} which returned {@code true}.
	 * @return the value, or {@code null} to send none
	 */
	@Nullable String authorization();

	/**
	 * Return as whom they authenticate, if that is known. A framework that says nothing
	 * else is registered under this principal, which its reservations must name.
	 * @return the principal, or {@code null} if only the server knows it
	 */
	default @Nullable String principal() {
		return null;
	}

	/**
	 * Get new credentials, because the server refused the ones in use with 401. Called
	 * once; if the new ones are refused as well, the refusal is permanent.
	 * @return whether {@link #authorization()} now returns something else
	 */
	default boolean refresh() {
		return false;
	}

	/**
	 * Send no credentials.
	 * @return the provider
	 */
	static CredentialsProvider none() {
		return NoCredentials.INSTANCE;
	}

	/**
	 * Basic authentication as the master's {@code --authenticate_http_frameworks} wants
	 * it.
	 * @param principal the principal, which must be that of the framework as well
	 * @param secret the secret
	 * @return the provider
	 * @throws IllegalArgumentException if one of them contains a {@code :}, which Mesos
	 * can never accept ({@code 3rdparty/libprocess/src/authenticator.cpp})
	 */
	static CredentialsProvider basic(String principal, String secret) {
		return new BasicCredentials(principal, secret);
	}

	/**
	 * Bearer tokens, as an agent wants them from executors and as token authenticators of
	 * masters do.
	 * @param token asked before the first request and again when the server answered 401
	 * @return the provider
	 */
	static CredentialsProvider bearer(Supplier<String> token) {
		return new TokenCredentials("Bearer ", token);
	}

}
