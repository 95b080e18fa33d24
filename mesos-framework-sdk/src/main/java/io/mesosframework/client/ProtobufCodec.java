package io.mesosframework.client;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/**
 * Encodes messages as protocol buffers. They are parsed from and serialized into the
 * network buffers without an intermediate copy.
 *
 * @param <E> the type of the events
 */
final class ProtobufCodec<E extends Message> implements WireCodec<E> {

	private final Parser<E> parser;

	@SuppressWarnings("unchecked")
	ProtobufCodec(E event) {
		this.parser = (Parser<E>) event.getParserForType();
	}

	@Override
	public int write(RequestHead head, Message call, ByteBuf out) {
		int size = call.getSerializedSize();
		head.write(out, size);
		out.ensureWritable(size);
		int start = out.writerIndex();
		try {
			CodedOutputStream stream = (out.hasArray())
					? CodedOutputStream.newInstance(out.array(), out.arrayOffset() + start, size)
					: CodedOutputStream.newInstance(out.nioBuffer(start, size));
			call.writeTo(stream);
			stream.flush();
			stream.checkNoSpaceLeft();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		out.writerIndex(start + size);
		return size;
	}

	@Override
	public E read(ByteBuf buffer, int index, int length) throws IOException {
		CodedInputStream in;
		if (buffer.hasArray()) {
			in = CodedInputStream.newInstance(buffer.array(), buffer.arrayOffset() + index, length);
		}
		else if (buffer.nioBufferCount() == 1) {
			in = CodedInputStream.newInstance(buffer.nioBuffer(index, length));
		}
		else {
			in = CodedInputStream.newInstance(ByteBufUtil.getBytes(buffer, index, length));
		}
		in.setSizeLimit(Integer.MAX_VALUE);
		E event = this.parser.parseFrom(in);
		in.checkLastTagWas(0);
		return event;
	}

}
