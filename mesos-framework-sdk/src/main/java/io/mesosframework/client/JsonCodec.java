package io.mesosframework.client;

import java.nio.charset.StandardCharsets;

import com.google.protobuf.Message;
import io.netty.buffer.ByteBuf;

/**
 * Encodes messages as JSON in the format of Mesos. {@code protobuf-java-util} could do
 * most of this, but adds Gson and Guava to every class path and fails on unknown enum
 * values.
 *
 * @param <E> the type of the events
 */
final class JsonCodec<E extends Message> implements WireCodec<E> {

	private final E event;

	JsonCodec(E event) {
		this.event = event;
	}

	@Override
	public int write(RequestHead head, Message call, ByteBuf out) {
		byte[] bytes = JsonPrinter.print(call).getBytes(StandardCharsets.UTF_8);
		head.write(out, bytes.length);
		out.writeBytes(bytes);
		return bytes.length;
	}

	@Override
	@SuppressWarnings("unchecked")
	public E read(ByteBuf buffer, int index, int length) throws JsonException {
		String json = buffer.toString(index, length, StandardCharsets.UTF_8);
		return (E) JsonReader.read(json, this.event.newBuilderForType());
	}

}
