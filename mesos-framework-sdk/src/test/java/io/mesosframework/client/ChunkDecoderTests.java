package io.mesosframework.client;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ChunkDecoderTests {

	private final ChunkDecoder decoder = new ChunkDecoder();

	private final StringBuilder content = new StringBuilder();

	private boolean decode(String text) throws RecordException {
		ByteBuf in = Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
		return this.decoder.decode(in, (bytes) -> {
			this.content.append(bytes.toString(StandardCharsets.ISO_8859_1));
			return true;
		});
	}

	@Test
	void chunksAreJoined() throws Exception {
		assertThat(decode("3\r\nabc\r\n0A\r\n0123456789\r\n")).isFalse();
		assertThat(decode("0\r\n\r\n")).isTrue();

		assertThat(this.content).hasToString("abc0123456789");
	}

	@Test
	void extensionsAndTrailersAreSkipped() throws Exception {
		assertThat(decode("3;name=\"value\"\r\nabc\r\n0;x\r\nTrailer: yes\r\nOther: no\r\n\r\n")).isTrue();

		assertThat(this.content).hasToString("abc");
	}

	@Test
	void piecesMayBeOfAnySize() throws Exception {
		String text = "3\r\nabc\r\n1f\r\n" + "x".repeat(31) + "\r\n1;e\r\n\n\r\n0\r\nT: 1\r\n\r\n";
		for (int seed = 0; seed < 200; seed++) {
			ChunkDecoderTests test = new ChunkDecoderTests();
			Random random = new Random(seed);
			boolean complete = false;
			for (int position = 0; position < text.length();) {
				int count = Math.min(text.length() - position, 1 + random.nextInt(6));
				complete = test.decode(text.substring(position, position + count));
				position += count;
			}
			assertThat(complete).isTrue();
			assertThat(test.content).hasToString("abc" + "x".repeat(31) + "\n");
		}
	}

	@Test
	void nothingFollowsWhenTheSinkHasHadEnough() throws Exception {
		ByteBuf in = Unpooled.copiedBuffer("1\r\na\r\n1\r\nb\r\n", StandardCharsets.US_ASCII);

		assertThat(this.decoder.decode(in, (bytes) -> {
			this.content.append(bytes.toString(StandardCharsets.US_ASCII));
			return false;
		})).isFalse();

		assertThat(this.content).hasToString("a");
		assertThat(in.isReadable()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\r\n", "x\r\n", "-1\r\n", "1\r\nab", "1234567890123456\r\n", "<html>", ";\r\n" })
	void nonsenseIsRefused(String text) {
		assertThatExceptionOfType(RecordException.class).isThrownBy(() -> decode(text))
			.withMessageContaining("not correct HTTP");
	}

	@Test
	void endlessTrailersAreRefused() {
		assertThatExceptionOfType(RecordException.class).isThrownBy(() -> decode("0\r\n" + "a: b\r\n".repeat(20_000)));
		assertThatExceptionOfType(RecordException.class)
			.isThrownBy(() -> new ChunkDecoderTests().decode("1;" + "x".repeat(70_000)));
	}

}
