package io.mesosframework.client;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import static org.assertj.core.api.Assertions.assertThat;

class RecordDecoderProperties {

	private static final int LIMIT = 1 << 20;

	/**
	 * Feed pieces of random sizes, direct and heap buffers in turn; check the memory
	 * after each.
	 */
	private static List<byte[]> decode(byte[] stream, Random random, boolean[] failed) {
		List<byte[]> records = new ArrayList<>();
		RecordDecoder decoder = new RecordDecoder(LIMIT);
		int position = 0;
		while (position < stream.length) {
			int count = Math.min(stream.length - position, 1 + random.nextInt(random.nextBoolean() ? 3 : 5000));
			ByteBuf in = random.nextBoolean() ? Unpooled.buffer(count) : Unpooled.directBuffer(count);
			in.writeBytes(stream, position, count);
			position += count;
			try {
				decoder.decode(in, (buffer, index, length) -> {
					records.add(ByteBufUtil.getBytes(buffer, index, length));
					return true;
				});
			}
			catch (RecordException ex) {
				failed[0] = true;
				assertThat(ex.getMessage()).hasSizeLessThan(500).matches("\\p{Print}+");
				return records;
			}
			finally {
				in.release();
			}
			assertThat(decoder.capacity()).isLessThanOrEqualTo(Math.max(4096, 2 * position));
		}
		return records;
	}

	@Property
	void whateverTheChunksTheRecordsAreTheSame(@ForAll @Size(max = 40) List<byte[]> records, @ForAll long seed,
			@ForAll @IntRange(max = 3) int blankLines) {
		ByteArrayOutputStream stream = new ByteArrayOutputStream();
		for (byte[] record : records) {
			stream.writeBytes("\n".repeat(blankLines).getBytes(StandardCharsets.US_ASCII));
			stream.writeBytes(RawServer.record(record));
		}
		boolean[] failed = new boolean[1];

		List<byte[]> decoded = decode(stream.toByteArray(), new Random(seed), failed);

		assertThat(failed[0]).isFalse();
		assertThat(decoded.toArray(new byte[0][])).isDeepEqualTo(records.toArray(new byte[0][]));
	}

	@Property
	void randomBytesNeitherHangNorAllocate(@ForAll byte[] bytes, @ForAll long seed) {
		decode(bytes, new Random(seed), new boolean[1]);
		assertBounded(bytes);
	}

	/**
	 * Every try ends, takes memory in proportion to what has arrived and not to what is
	 * announced, and yields no more records than fit: {@code 0\n} is the shortest.
	 */
	private static void assertBounded(byte[] stream) {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		CompletableFuture<Void> run = CompletableFuture.runAsync(() -> {
			AtomicInteger records = new AtomicInteger();
			RecordDecoder decoder = new RecordDecoder(LIMIT);
			long before = threads.getCurrentThreadAllocatedBytes();
			try {
				for (int part = 0; part < 4; part++) {
					int from = stream.length * part / 4;
					decoder.decode(Unpooled.wrappedBuffer(stream, from, stream.length * (part + 1) / 4 - from),
							(buffer, index, length) -> records.incrementAndGet() > 0);
				}
			}
			catch (RecordException ex) {
				assertThat(ex).hasMessageNotContaining("\n");
			}
			long allocated = threads.getCurrentThreadAllocatedBytes() - before;
			assertThat(allocated).isLessThan(LIMIT / 2 + 256L * stream.length);
			assertThat(records.get()).isLessThanOrEqualTo(stream.length / 2);
		});
		assertThat(run).succeedsWithin(Duration.ofSeconds(20));
	}

	@Property
	void absurdHeadersNeitherHangNorAllocate(@ForAll("headers") String header, @ForAll @Size(max = 2000) byte[] rest,
			@ForAll long seed) {
		ByteArrayOutputStream stream = new ByteArrayOutputStream();
		stream.writeBytes(header.getBytes(StandardCharsets.UTF_8));
		stream.write('\n');
		stream.writeBytes(rest);

		decode(stream.toByteArray(), new Random(seed), new boolean[1]);
		assertBounded(stream.toByteArray());
	}

	@Provide
	Arbitrary<String> headers() {
		return Arbitraries.oneOf(Arbitraries.longs().map(String::valueOf),
				Arbitraries.bigIntegers().map(String::valueOf), Arbitraries.strings().numeric().ofMaxLength(60),
				Arbitraries.strings().ofMaxLength(30), Arbitraries.of("-1", "-2147483648", "2147483648", "4294967296",
						"9223372036854775808", "1e9", "0x10", "1_000", "١٢٣"));
	}

	@Property
	void aTruncatedStreamYieldsTheCompleteRecordsOnly(@ForAll @Size(min = 1, max = 20) List<byte[]> records,
			@ForAll long seed) {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		records.forEach((record) -> all.writeBytes(RawServer.record(record)));
		Random random = new Random(seed);
		byte[] stream = Arrays.copyOf(all.toByteArray(), random.nextInt(all.size()));
		boolean[] failed = new boolean[1];

		List<byte[]> decoded = decode(stream, random, failed);

		assertThat(failed[0]).isFalse();
		assertThat(decoded.size()).isLessThan(records.size());
		assertThat(decoded.toArray(new byte[0][]))
			.isDeepEqualTo(records.subList(0, decoded.size()).toArray(new byte[0][]));
	}

}
