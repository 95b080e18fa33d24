package io.mesosframework.client;

/**
 * The encoding of messages on the wire. Both encodings carry the same information.
 *
 * @since 0.1.0
 */
public enum Encoding {

	/**
	 * Protocol buffers: small and fast, the default.
	 */
	PROTOBUF("application/x-protobuf"),

	/**
	 * JSON as Mesos reads and writes it: readable in a network trace.
	 */
	JSON("application/json");

	private final String mediaType;

	Encoding(String mediaType) {
		this.mediaType = mediaType;
	}

	/**
	 * Return the media type, exactly as Mesos compares it.
	 * @return the value of {@code Content-Type} and {@code Accept}
	 */
	public String mediaType() {
		return this.mediaType;
	}

}
