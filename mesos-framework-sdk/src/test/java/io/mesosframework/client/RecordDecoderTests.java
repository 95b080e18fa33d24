package io.mesosframework.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class RecordDecoderTests {

	private final List<String> records = new ArrayList<>();

	private final RecordDecoder decoder = new RecordDecoder(1000);

	private boolean more = true;

	private void decode(String text) throws RecordException {
		ByteBuf in = Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
		this.decoder.decode(in, (buffer, index, length) -> {
			this.records.add(new String(ByteBufUtil.getBytes(buffer, index, length), StandardCharsets.ISO_8859_1));
			return this.more;
		});
		assertThat(in.isReadable()).isFalse();
	}

	@Test
	void recordsSharingABufferAreCut() throws Exception {
		decode("3\nabc0\n2\n\n\n");

		assertThat(this.records).containsExactly("abc", "", "\n\n");
		assertThat(this.decoder.midRecord()).isFalse();
	}

	@Test
	void aRecordMaySpanBuffersAndSoMayItsHeader() throws Exception {
		decode("1");
		assertThat(this.decoder.midRecord()).isTrue();
		decode("0");
		decode("\n01234");
		decode("56789");
		decode("1\nx");

		assertThat(this.records).containsExactly("0123456789", "x");
	}

	@Test
	void emptyLinesBeforeAHeaderAreSkipped() throws Exception {
		decode("\n\n2\nab\n\n1\nc");

		assertThat(this.records).containsExactly("ab", "c");
	}

	@Test
	void leadingZerosAreHarmless() throws Exception {
		decode("0003\nabc");

		assertThat(this.records).containsExactly("abc");
	}

	@Test
	void nothingFollowsWhenTheSinkHasHadEnough() throws Exception {
		this.more = false;
		decode("1\na1\nb");

		assertThat(this.records).containsExactly("a");
	}

	@Test
	void aRecordOfExactlyTheLimitIsAccepted() {
		assertThatNoException().isThrownBy(() -> decode("1000\n" + "x".repeat(1000)));
		assertThat(this.records).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "1001", "4294967297", "9223372036854775807", "18446744073709551615", "99999999999999999999" })
	void aRecordOverTheLimitNamesTheLimitAndTheOption(String length) {
		assertThatExceptionOfType(RecordException.class).isThrownBy(() -> decode(length + "\nabc"))
			.withMessageContaining("more than the limit of 1000 bytes")
			.withMessageContaining("maxRecordSize");
		assertThat(this.decoder.capacity()).isZero();
	}

	@Test
	void anEndlessLengthIsRefused() {
		assertThatExceptionOfType(RecordException.class).isThrownBy(() -> decode("0".repeat(21)))
			.withMessageContaining("more than 20 digits");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-5\n", "+5\n", "0x5\n", "5 \n", "5\r\n", " 5\n", "five\n" })
	void aLengthWhichIsNoNumberIsRefused(String header) {
		assertThatExceptionOfType(RecordException.class).isThrownBy(() -> decode("1\na" + header + "hello"))
			.withMessageContaining("not RecordIO")
			.withMessageContaining("at byte 3");
	}

	@Test
	void theErrorShowsTheBytesSafely() {
		assertThatExceptionOfType(RecordException.class).isThrownBy(() -> decode("12\u0000\u001b[31m\"\u00e4"))
			.withMessageContaining("\"12\\x00\\x1b[31m\\x22\\xe4\"")
			.withMessageContaining("at byte 0");
	}

	@Test
	void aWebPageIsRecognised() {
		assertThatExceptionOfType(RecordException.class).isThrownBy(() -> decode("<!DOCTYPE html>"))
			.withMessageContaining("web page");
	}

	@Test
	void anAnnouncedRecordIsNotAllocatedBeforeItArrives() throws Exception {
		RecordDecoder large = new RecordDecoder(Integer.MAX_VALUE);
		ByteBuf in = Unpooled.copiedBuffer("2147483647\nabc", StandardCharsets.US_ASCII);
		large.decode(in, (buffer, index, length) -> true);

		assertThat(large.capacity()).isLessThanOrEqualTo(4096);
	}

	@Test
	void theMemoryOfALargeRecordIsReleased() throws Exception {
		RecordDecoder large = new RecordDecoder(10_000_000);
		large.decode(Unpooled.copiedBuffer("1000000\n", StandardCharsets.US_ASCII), (buffer, index, length) -> true);
		for (int i = 0; i < 10; i++) {
			large.decode(Unpooled.wrappedBuffer(new byte[100_000]), (buffer, index, length) -> true);
		}

		assertThat(large.midRecord()).isFalse();
		assertThat(large.capacity()).isZero();
	}

}
