package io.mesosframework.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * Credentials with which the framework authenticates at the master. Bound as
 * {@code mesos.credentials}. The secret and the token are never printed.
 *
 * @param type how the framework authenticates. Derived from the other keys when it is not
 * set
 * @param principal name as which the framework authenticates
 * @param secret password of the principal
 * @param token token sent as it is, such as a JWT
 * @since 0.1.0
 */
public record CredentialsProperties(@Nullable Type type, @Nullable String principal, @Nullable String secret,
		@Nullable String token) {

	public CredentialsProperties {
		principal = Values.blankToNull(principal);
		secret = Values.blankToNull(secret);
		token = Values.blankToNull(token);
		type = (type != null) ? type : derive(principal, secret, token);
		if (type == Type.BASIC) {
			Values.require(principal != null, "mesos.credentials.principal", null,
					"Basic authentication needs a principal: set 'mesos.credentials.principal'");
			Values.require(principal == null || principal.indexOf(':') < 0, "mesos.credentials.principal", principal,
					"A principal of basic authentication must not contain ':'");
			Values.require(secret != null, "mesos.credentials.secret", null,
					"Basic authentication needs a secret: set 'mesos.credentials.secret'");
			if (secret != null && secret.indexOf(':') >= 0) {
				throw new SecretPropertyException("mesos.credentials.secret",
						"It contains ':', with which Mesos never accepts it", "Choose a secret without ':'.");
			}
		}
		if (type == Type.BEARER) {
			Values.require(token != null, "mesos.credentials.token", null,
					"Bearer authentication needs a token: set 'mesos.credentials.token'");
		}
	}

	private static Type derive(@Nullable String principal, @Nullable String secret, @Nullable String token) {
		if (token != null) {
			return Type.BEARER;
		}
		return (principal != null || secret != null) ? Type.BASIC : Type.NONE;
	}

	@Override
	public String toString() {
		return "CredentialsProperties[type=" + this.type + ", principal=" + this.principal + "]";
	}

	/**
	 * How the framework authenticates.
	 */
	public enum Type {

		/**
		 * Not at all.
		 */
		NONE,

		/**
		 * With principal and secret, as the masters' own basic authenticator wants it.
		 */
		BASIC,

		/**
		 * With a token.
		 */
		BEARER

	}

}
