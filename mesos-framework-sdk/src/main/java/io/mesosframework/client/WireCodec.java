package io.mesosframework.client;

import com.google.protobuf.Message;
import io.netty.buffer.ByteBuf;

/**
 * Encodes calls and decodes events. Thread-safe.
 *
 * @param <E> the type of the events
 */
interface WireCodec<E extends Message> {

	/**
	 * Return the codec for an encoding.
	 * @param <E> the type of the events
	 * @param encoding the encoding
	 * @param event the empty event
	 * @return a codec
	 */
	static <E extends Message> WireCodec<E> of(Encoding encoding, E event) {
		return switch (encoding) {
			case PROTOBUF -> new ProtobufCodec<>(event);
			case JSON -> new JsonCodec<>(event);
		};
	}

	/**
	 * Append a request: its head, its length and the call.
	 * @param head the part before the length
	 * @param call the call
	 * @param out the buffer, which is enlarged as needed
	 * @return the encoded size of the call
	 */
	int write(RequestHead head, Message call, ByteBuf out);

	/**
	 * Decode an event.
	 * @param buffer contains the event; its indexes are not changed
	 * @param index the start of the event
	 * @param length its length
	 * @return the event
	 * @throws Exception if it is not a valid event
	 */
	E read(ByteBuf buffer, int index, int length) throws Exception;

}
