package io.mesosframework.embedded.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;

import io.mesosframework.embedded.http.HttpException;
import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.http.HttpRequest;

/**
 * Encodes responses and decodes requests of the HTTP APIs of master and agent. Stateless
 * and thread-safe.
 *
 * @since 0.1.0
 */
public final class Codec {

	private Codec() {
	}

	/**
	 * Encode a message.
	 * @param message the message
	 * @param type the encoding
	 * @return the bytes
	 */
	public static byte[] encode(Message message, MediaType type) {
		return switch (type) {
			case JSON -> MesosJson.print(message).getBytes(StandardCharsets.UTF_8);
			case PROTOBUF -> message.toByteArray();
		};
	}

	/**
	 * Create a reply with a message.
	 * @param message the message
	 * @param type the encoding
	 * @return the reply
	 */
	public static HttpReply reply(Message message, MediaType type) {
		return new HttpReply(200, Map.of("Content-Type", type.value()), encode(message, type));
	}

	/**
	 * Encode a message as one RecordIO record: the length in decimal digits, a newline
	 * and the bytes ({@code docs/recordio.md}).
	 * @param message the message
	 * @param type the encoding
	 * @return the record
	 */
	public static byte[] record(Message message, MediaType type) {
		if (type != MediaType.PROTOBUF) {
			return record(encode(message, type));
		}
		int size = message.getSerializedSize();
		byte[] header = header(size);
		byte[] record = Arrays.copyOf(header, header.length + size);
		CodedOutputStream out = CodedOutputStream.newInstance(record, header.length, size);
		try {
			message.writeTo(out);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return record;
	}

	/**
	 * Frame bytes as one RecordIO record.
	 * @param bytes the bytes
	 * @return the record
	 */
	public static byte[] record(byte[] bytes) {
		byte[] header = header(bytes.length);
		byte[] record = new byte[header.length + bytes.length];
		System.arraycopy(header, 0, record, 0, header.length);
		System.arraycopy(bytes, 0, record, header.length, bytes.length);
		return record;
	}

	private static byte[] header(int length) {
		return (length + "\n").getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * Parse the body of a request according to its {@code Content-Type}, which must match
	 * exactly: no parameters, no other case (order and texts as in
	 * {@code src/master/http.cpp}).
	 * @param <B> the type of the builder
	 * @param request the request
	 * @param builder an empty builder, filled when this returns
	 * @param messageName the name in the error texts, {@code Call} for all v1 APIs
	 * @return the builder
	 * @throws HttpException with the reply when the body cannot be read
	 */
	public static <B extends Message.Builder> B parseBody(HttpRequest request, B builder, String messageName)
			throws HttpException {
		String contentType = request.header("Content-Type");
		if (contentType == null) {
			throw HttpException.of(400, "Expecting 'Content-Type' to be present");
		}
		for (MediaType type : MediaType.values()) {
			if (type.value().equals(contentType)) {
				return parse(request.body(), type, builder, messageName);
			}
		}
		throw HttpException.of(415,
				"Expecting 'Content-Type' of " + MediaType.JSON.value() + " or " + MediaType.PROTOBUF.value());
	}

	/**
	 * Parse bytes in a known encoding.
	 * @param <B> the type of the builder
	 * @param body the bytes
	 * @param type the encoding
	 * @param builder an empty builder, filled when this returns
	 * @param messageName the name in the error texts
	 * @return the builder
	 * @throws HttpException with the reply when the bytes cannot be read
	 */
	public static <B extends Message.Builder> B parse(byte[] body, MediaType type, B builder, String messageName)
			throws HttpException {
		switch (type) {
			case JSON -> parseJson(new String(body, StandardCharsets.UTF_8), builder, messageName);
			case PROTOBUF -> parseProtobuf(body, builder, messageName);
		}
		return builder;
	}

	private static void parseProtobuf(byte[] body, Message.Builder builder, String messageName) throws HttpException {
		boolean complete;
		try {
			builder.mergeFrom(body);
			complete = builder.isInitialized();
		}
		catch (InvalidProtocolBufferException ex) {
			complete = false;
		}
		if (!complete) {
			throw HttpException.of(400, "Failed to parse body into " + messageName + " protobuf");
		}
	}

	private static void parseJson(String body, Message.Builder builder, String messageName) throws HttpException {
		try {
			MesosJson.merge(body, builder);
		}
		catch (JsonSyntaxException ex) {
			throw HttpException.of(400, "Failed to parse body into JSON: " + ex.text());
		}
		catch (CodecException ex) {
			throw HttpException.of(400, "Failed to convert JSON into " + messageName + " protobuf: " + ex.text());
		}
	}

}
