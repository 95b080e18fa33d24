package io.mesosframework.store;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;

import com.google.protobuf.ByteString;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FileTaskStoreDamageProperties {

	private static final Path DIRECTORY = Path.of("store");

	/** So large that the journal is never compacted. */
	private static final int LARGE = 1 << 30;

	/**
	 * A journal that one store wrote, one batch at a time.
	 */
	private static final class Written {

		private final List<Map<String, ByteString>> states = new ArrayList<>();

		private final List<Integer> ends = new ArrayList<>();

		private final String name;

		private final byte[] content;

		Written(long seed, int batches) {
			Random random = new Random(seed);
			SimulatedDisk disk = new SimulatedDisk(seed);
			Map<String, ByteString> state = new HashMap<>();
			writeSome(disk, random, state);
			try (TaskStore store = new FileTaskStore(DIRECTORY, disk, LARGE)) {
				StoreSession session = store.open(TaskStore.NEXT_EPOCH).toCompletableFuture().join();
				remember(disk, state);
				for (int i = 0; i < batches; i++) {
					StoreBatch batch = Lives.batch(random);
					session.write(batch).toCompletableFuture().join();
					Lives.apply(batch, state);
					remember(disk, state);
				}
			}
			Map.Entry<String, byte[]> file = disk.files().entrySet().iterator().next();
			this.name = file.getKey();
			this.content = file.getValue();
		}

		/** Fill the snapshot. */
		private static void writeSome(SimulatedDisk disk, Random random, Map<String, ByteString> state) {
			try (TaskStore store = new FileTaskStore(DIRECTORY, disk, LARGE)) {
				StoreSession session = store.open(TaskStore.NEXT_EPOCH).toCompletableFuture().join();
				for (int i = random.nextInt(5); i > 0; i--) {
					StoreBatch batch = Lives.batch(random);
					session.write(batch).toCompletableFuture().join();
					Lives.apply(batch, state);
				}
			}
		}

		private void remember(SimulatedDisk disk, Map<String, ByteString> state) {
			Map<String, byte[]> files = disk.files();
			assertThat(files).hasSize(1);
			this.ends.add(files.values().iterator().next().length);
			this.states.add(Map.copyOf(state));
		}

		int endOfSnapshot() {
			return this.ends.get(0);
		}

		/**
		 * Find the batch a byte belongs to, 0 for the snapshot.
		 */
		int batchAt(int offset) {
			int batch = 0;
			while (this.ends.get(batch) <= offset) {
				batch++;
			}
			return batch;
		}

		Map<String, ByteString> reopen(byte[] changed) {
			SimulatedDisk disk = new SimulatedDisk(0);
			disk.put(this.name, changed);
			try (TaskStore store = new FileTaskStore(DIRECTORY, disk, LARGE)) {
				return store.open(TaskStore.NEXT_EPOCH).thenCompose(StoreSession::load).toCompletableFuture().join();
			}
			catch (CompletionException ex) {
				assertThat(disk.files()).as("a damaged file stays as it is").containsOnlyKeys(this.name);
				assertThat(disk.files().get(this.name)).isEqualTo(changed);
				throw (StoreException) ex.getCause();
			}
		}

	}

	private static void assertDamaged(Written written, byte[] changed) {
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> written.reopen(changed))
			.withMessageContaining(written.name)
			.withMessageContaining("damaged at offset")
			.withMessageContaining("backup");
	}

	@Property(tries = 15)
	void whereverTheFileIsCutAllThatWasCompleteIsThere(@ForAll long seed, @ForAll @IntRange(max = 8) int batches) {
		Written written = new Written(seed, batches);

		for (int cut = 0; cut <= written.content.length; cut++) {
			byte[] changed = Arrays.copyOf(written.content, cut);
			if (cut < written.endOfSnapshot()) {
				assertDamaged(written, changed);
			}
			else {
				int complete = (cut < written.content.length) ? written.batchAt(cut) - 1 : batches;
				assertThat(written.reopen(changed)).isEqualTo(written.states.get(complete));
			}
		}
	}

	@Property(tries = 15)
	void everyFlippedByteIsNoticed(@ForAll long seed, @ForAll @IntRange(max = 6) int batches,
			@ForAll @IntRange(min = 1, max = 255) int mask) {
		Written written = new Written(seed, batches);

		for (int offset = 0; offset < written.content.length; offset++) {
			byte[] changed = written.content.clone();
			changed[offset] ^= (byte) mask;
			int batch = written.batchAt(offset);
			if (batch > 0 && batch == batches) {
				assertThat(written.reopen(changed)).isEqualTo(written.states.get(batches - 1));
			}
			else {
				assertDamaged(written, changed);
			}
		}
	}

	@Property(tries = 100)
	void whateverFollowsTheLastBatchIsCutOff(@ForAll long seed, @ForAll byte[] garbage, @ForAll boolean zeros) {
		Written written = new Written(seed, 3);
		byte[] changed = Arrays.copyOf(written.content, written.content.length + garbage.length);
		if (!zeros) {
			System.arraycopy(garbage, 0, changed, written.content.length, garbage.length);
		}

		assertThat(written.reopen(changed)).isEqualTo(written.states.get(3));
	}

	@Property(tries = 100)
	void aLostPartInTheMiddleIsNoticed(@ForAll long seed, @ForAll @IntRange(min = 1, max = 500) int length,
			@ForAll @IntRange(min = 0, max = 10_000) int position) {
		Written written = new Written(seed, 5);
		int room = written.ends.get(4) - written.endOfSnapshot();
		int start = written.endOfSnapshot() + position % room;
		byte[] changed = written.content.clone();
		Arrays.fill(changed, start, Math.min(start + length, written.ends.get(4)), (byte) 0);
		if (Arrays.equals(changed, written.content)) {
			return;
		}

		assertDamaged(written, changed);
	}

	@Property(tries = 100)
	void aRecordThatIsMissingIsNoticed(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int batch) {
		Written written = new Written(seed, 5);
		ByteArrayOutputStream changed = new ByteArrayOutputStream();
		changed.write(written.content, 0, written.ends.get(batch - 1));
		int rest = written.ends.get(batch);
		changed.write(written.content, rest, written.content.length - rest);

		assertDamaged(written, changed.toByteArray());
	}

	@Property(tries = 100)
	void anEarlierRecordThatIsRepeatedIsNoticed(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int batch,
			@ForAll @IntRange(min = 1, max = 5) int behind) {
		Written written = new Written(seed, 5);
		int start = written.ends.get(batch - 1);
		int place = written.ends.get(Math.max(batch, behind));
		ByteArrayOutputStream changed = new ByteArrayOutputStream();
		changed.write(written.content, 0, place);
		changed.write(written.content, start, written.ends.get(batch) - start);
		changed.write(written.content, place, written.content.length - place);

		assertDamaged(written, changed.toByteArray());
	}

	@Property(tries = 100)
	void recordsInAnotherOrderAreNoticed(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int batch) {
		Written written = new Written(seed, 5);
		int start = written.ends.get(batch - 1);
		int middle = written.ends.get(batch);
		int end = written.ends.get(batch + 1);
		ByteArrayOutputStream changed = new ByteArrayOutputStream();
		changed.write(written.content, 0, start);
		changed.write(written.content, middle, end - middle);
		changed.write(written.content, start, middle - start);
		changed.write(written.content, end, written.content.length - end);

		assertDamaged(written, changed.toByteArray());
	}

	@Property(tries = 100)
	void aRecordInAnotherPlaceIsNotTakenForOne(@ForAll long seed) {
		Written written = new Written(seed, 3);
		byte[] record = Arrays.copyOfRange(written.content, written.ends.get(2), written.ends.get(3));
		byte[] changed = Arrays.copyOf(written.content, written.content.length + record.length);
		System.arraycopy(record, 0, changed, written.content.length, record.length);

		assertThat(written.reopen(changed)).isEqualTo(written.states.get(3));
	}

}
