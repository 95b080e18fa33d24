package io.mesosframework.boot.autoconfigure;

/**
 * Thrown when a property is invalid and its value must not be printed.
 */
class SecretPropertyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String key;

	private final String reason;

	private final String remedy;

	SecretPropertyException(String key, String reason, String remedy) {
		super("Property '" + key + "' is invalid. " + reason + ". " + remedy);
		this.key = key;
		this.reason = reason;
		this.remedy = remedy;
	}

	String getKey() {
		return this.key;
	}

	String getReason() {
		return this.reason;
	}

	String getRemedy() {
		return this.remedy;
	}

}
