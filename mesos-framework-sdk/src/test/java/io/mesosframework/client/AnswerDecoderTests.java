package io.mesosframework.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AnswerDecoder}.
 */
class AnswerDecoderTests {

	private static final String ACCEPTED = "HTTP/1.1 202 Accepted\r\nDate: Sat, 21 Nov 2026 10:00:00 GMT\r\n"
			+ "Content-Length: 0\r\n\r\n";

	private static final String LATER = ACCEPTED.replace("10:00:00", "10:00:01");

	private static final String REFUSED = "HTTP/1.1 400 Bad Request\r\nContent-Length: 5\r\n\r\nwrong";

	private static final String CHUNKED = "HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n";

	private final EmbeddedChannel channel = new EmbeddedChannel(new AnswerDecoder(new HttpDecoderConfig()));

	@Test
	void answersThatAreTheSameAreAllDecoded() {
		write(ACCEPTED.repeat(5));

		assertThat(read()).containsExactly("202:", "202:", "202:", "202:", "202:");
	}

	@Test
	void otherAnswersInBetweenKeepTheirMeaning() {
		write(ACCEPTED + ACCEPTED + REFUSED + ACCEPTED + LATER + LATER + CHUNKED + LATER + CHUNKED + ACCEPTED);

		assertThat(read()).containsExactly("202:", "202:", "400:wrong", "202:", "202:", "202:", "202:ok", "202:",
				"202:ok", "202:");
	}

	@Test
	void answersMayComeInPiecesOfAnySize() {
		String all = (ACCEPTED + ACCEPTED + REFUSED + LATER + CHUNKED + LATER + ACCEPTED).repeat(3);
		for (int size = 1; size < ACCEPTED.length() + 2; size++) {
			for (int from = 0; from < all.length(); from += size) {
				write(all.substring(from, Math.min(all.length(), from + size)));
			}

			assertThat(read()).hasSize(21)
				.startsWith("202:", "202:", "400:wrong", "202:", "202:ok", "202:", "202:", "202:", "202:");
		}
	}

	@Test
	void aBodyThatLooksLikeAnAnswerIsABody() {
		write(ACCEPTED + ACCEPTED);
		write("HTTP/1.1 500 Oh\r\nContent-Length: " + ACCEPTED.length() + "\r\n\r\n");
		write(ACCEPTED);

		assertThat(read()).containsExactly("202:", "202:", "500:" + ACCEPTED);
	}

	private void write(String text) {
		this.channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
	}

	private List<String> read() {
		List<String> answers = new ArrayList<>();
		StringBuilder answer = new StringBuilder();
		for (Object part = this.channel.readInbound(); part != null; part = this.channel.readInbound()) {
			if (part instanceof HttpResponse response) {
				answer.append(response.status().code()).append(':');
			}
			if (part instanceof HttpContent content) {
				answer.append(content.content().toString(StandardCharsets.US_ASCII));
			}
			if (part instanceof LastHttpContent) {
				answers.add(answer.toString());
				answer.setLength(0);
			}
			ReferenceCountUtil.release(part);
		}
		return answers;
	}

}
