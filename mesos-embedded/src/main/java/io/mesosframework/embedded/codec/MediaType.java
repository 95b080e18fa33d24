package io.mesosframework.embedded.codec;

/**
 * The two encodings of the v1 API.
 *
 * @since 0.1.0
 */
public enum MediaType {

	/** JSON, {@code application/json}. */
	JSON("application/json"),

	/** Protobuf, {@code application/x-protobuf}. */
	PROTOBUF("application/x-protobuf");

	private final String value;

	MediaType(String value) {
		this.value = value;
	}

	/**
	 * Return the name as it stands in the headers.
	 * @return the name
	 */
	public String value() {
		return this.value;
	}

}
