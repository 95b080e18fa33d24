package io.mesosframework.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * What every store does.
 */
abstract class TaskStoreContract {

	static final Duration SOON = Duration.ofSeconds(30);

	private TaskStore store;

	/**
	 * Create a store that is empty.
	 */
	abstract TaskStore create() throws Exception;

	/**
	 * Return a store with the same entries, as another process would see them after this
	 * one has died.
	 */
	abstract TaskStore reopen(TaskStore before) throws Exception;

	@BeforeEach
	final void createStore() throws Exception {
		this.store = create();
	}

	@AfterEach
	final void closeStore() {
		this.store.close();
	}

	static <T> T get(CompletionStage<T> stage) {
		return assertThat(stage).succeedsWithin(SOON).actual();
	}

	static ByteString bytes(String text) {
		return ByteString.copyFromUtf8(text);
	}

	static StoreBatch put(String key, String value) {
		return StoreBatch.builder().put(key, () -> bytes(value)).build();
	}

	static void assertFails(CompletionStage<?> stage, Class<? extends StoreException> type) {
		assertThat(stage).failsWithin(SOON).withThrowableThat().havingCause().isInstanceOf(type);
	}

	private StoreSession open() {
		return get(this.store.open(TaskStore.NEXT_EPOCH));
	}

	@Test
	void aNewStoreIsEmpty() {
		StoreSession session = open();

		assertThat(session.epoch()).isPositive();
		assertThat(get(session.load())).isEmpty();
	}

	@Test
	void whatWasWrittenIsLoaded() {
		StoreSession session = open();
		ByteString binary = ByteString.copyFrom(new byte[] { 0, -1, 10, 13, 127, -128 });

		get(session.write(StoreBatch.builder()
			.put("a/1", () -> bytes("one"))
			.put("a/2", () -> ByteString.EMPTY)
			.put("b:~!", () -> binary)
			.build()));

		assertThat(get(session.load())).containsOnly(entry("a/1", bytes("one")), entry("a/2", ByteString.EMPTY),
				entry("b:~!", binary));
	}

	@Test
	void valuesAreReplacedAndRemoved() {
		StoreSession session = open();
		get(session.write(StoreBatch.builder().put("a", () -> bytes("1")).put("b", () -> bytes("1")).build()));

		get(session.write(StoreBatch.builder()
			.put("a", () -> bytes("2"))
			.remove("b")
			.remove("unknown")
			.put("c", () -> bytes("2"))
			.remove("c")
			.build()));

		assertThat(get(session.load())).containsOnly(entry("a", bytes("2")));
	}

	@Test
	void anEmptyBatchIsWritten() {
		StoreSession session = open();

		get(session.write(StoreBatch.builder().build()));

		assertThat(get(session.load())).isEmpty();
	}

	@Test
	void theLongestKeyAndTheLargestValueFit() {
		StoreSession session = open();
		String key = "k".repeat(TaskStore.MAX_KEY_LENGTH);
		ByteString value = ByteString.copyFrom(new byte[1024 * 1024]);

		get(session.write(StoreBatch.builder().put(key, () -> value).build()));

		assertThat(get(session.load())).containsOnly(entry(key, value));
	}

	@Test
	void aLargeBatchIsWritten() {
		StoreSession session = open();
		StoreBatch.Builder batch = StoreBatch.builder();
		Map<String, ByteString> expected = new HashMap<>();
		for (int i = 0; i < 5000; i++) {
			ByteString value = bytes("value " + i + " " + "x".repeat(1000));
			batch.put("key/" + i, () -> value);
			expected.put("key/" + i, value);
		}

		get(session.write(batch.build()));

		assertThat(get(session.load())).isEqualTo(expected);
	}

	@Test
	void epochsCountUp() {
		long first = open().epoch();

		assertThat(open().epoch()).isEqualTo(first + 1);
		assertThat(get(this.store.open(first + 10)).epoch()).isEqualTo(first + 10);
		assertThat(open().epoch()).isEqualTo(first + 11);
	}

	@Test
	void anEpochThatIsNotHigherThanTheLastIsRefused() {
		StoreSession session = get(this.store.open(7));
		get(session.write(put("a", "1")));

		assertFails(this.store.open(7), StoreFencedException.class);
		assertFails(this.store.open(6), StoreFencedException.class);

		get(session.write(put("b", "1")));
		assertThat(get(session.load())).containsOnlyKeys("a", "b");
	}

	@Test
	void anEarlierWriterIsFenced() {
		StoreSession earlier = open();
		get(earlier.write(put("a", "1")));
		StoreSession later = open();

		assertFails(earlier.write(put("a", "2")), StoreFencedException.class);
		assertFails(earlier.write(StoreBatch.builder().remove("a").build()), StoreFencedException.class);
		assertFails(earlier.load(), StoreFencedException.class);

		assertThat(get(later.load())).containsOnly(entry("a", bytes("1")));
		get(later.write(put("a", "3")));
		assertThat(get(later.load())).containsOnly(entry("a", bytes("3")));
	}

	@Test
	void nothingOfAnEarlierWriterComesAfterTheNextHasBegun() {
		StoreSession earlier = open();
		List<CompletionStage<Void>> writes = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			writes.add(earlier.write(put("a/" + i, "1")));
		}
		CompletionStage<StoreSession> opened = this.store.open(TaskStore.NEXT_EPOCH);
		for (int i = 50; i < 100; i++) {
			writes.add(earlier.write(put("a/" + i, "1")));
		}
		StoreSession later = get(opened);

		Map<String, ByteString> loaded = get(later.load());

		for (int i = 0; i < 100; i++) {
			CompletableFuture<Void> write = writes.get(i).toCompletableFuture();
			boolean written = write.handle((nothing, ex) -> ex == null).join();
			assertThat(loaded.containsKey("a/" + i)).as("write %s", i).isEqualTo(written);
			if (!written) {
				assertFails(write, StoreFencedException.class);
			}
		}
	}

	@Test
	void batchesAreWrittenInTheOrderOfTheirHandingOver() {
		StoreSession session = open();
		List<Integer> completed = new ArrayList<>();
		List<CompletionStage<Void>> writes = new ArrayList<>();

		for (int i = 0; i < 1000; i++) {
			int number = i;
			writes.add(session.write(put("counter", String.valueOf(i))).thenRun(() -> {
				synchronized (completed) {
					completed.add(number);
				}
			}));
		}

		writes.forEach(TaskStoreContract::get);
		synchronized (completed) {
			assertThat(completed).isEqualTo(IntStream.range(0, 1000).boxed().toList());
		}
		assertThat(get(session.load())).containsOnly(entry("counter", bytes("999")));
	}

	@Test
	void aBatchIsSeenAsAWholeOrNotAtAll() {
		StoreSession session = open();
		List<CompletionStage<Map<String, ByteString>>> loads = new ArrayList<>();

		for (int i = 0; i < 200; i++) {
			ByteString value = bytes(String.valueOf(i));
			session.write(StoreBatch.builder().put("left", () -> value).put("right", () -> value).build());
			loads.add(session.load());
		}

		for (CompletionStage<Map<String, ByteString>> load : loads) {
			Map<String, ByteString> loaded = get(load);
			assertThat(loaded).hasSize(2);
			assertThat(loaded.get("left")).isEqualTo(loaded.get("right"));
		}
	}

	@Test
	void manyThreadsWrite() throws Exception {
		StoreSession session = open();
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			List<Future<?>> all = new ArrayList<>();
			for (int thread = 0; thread < 4; thread++) {
				String prefix = "t" + thread + "/";
				all.add(threads.submit(() -> IntStream.range(0, 200)
					.mapToObj((i) -> session.write(put(prefix + (i % 50), String.valueOf(i))))
					.toList()
					.forEach(TaskStoreContract::get)));
			}
			for (Future<?> each : all) {
				each.get();
			}
		}
		finally {
			threads.shutdownNow();
		}

		Map<String, ByteString> loaded = get(session.load());
		assertThat(loaded).hasSize(200);
		loaded.forEach((key, value) -> assertThat(value)
			.isEqualTo(bytes(String.valueOf(150 + Integer.parseInt(key.substring(key.indexOf('/') + 1))))));
	}

	@Test
	void aClosedStoreRefusesEverything() {
		StoreSession session = open();

		this.store.close();
		this.store.close();

		assertFails(session.write(put("a", "1")), StoreException.class);
		assertFails(session.load(), StoreException.class);
		assertFails(this.store.open(TaskStore.NEXT_EPOCH), StoreException.class);
	}

	@Test
	void aStoreThatWasNeverOpenedCanBeClosed() {
		this.store.close();

		assertFails(this.store.open(TaskStore.NEXT_EPOCH), StoreException.class);
	}

	@Test
	void closingLeavesNoWriteUndecided() {
		StoreSession session = open();
		List<CompletionStage<Void>> writes = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			writes.add(session.write(put("a/" + i, "1")));
		}

		this.store.close();

		assertThat(writes).allSatisfy(
				(write) -> assertThat(write.toCompletableFuture().handle((nothing, ex) -> true)).succeedsWithin(SOON));
	}

	@Test
	void entriesAndEpochsOutliveTheProcessIfTheStoreIsDurable() throws Exception {
		StoreSession session = get(this.store.open(5));
		get(session.write(StoreBatch.builder().put("a", () -> bytes("1")).put("b", () -> bytes("2")).build()));
		get(session.write(StoreBatch.builder().remove("a").build()));

		if (this.store.isDurable()) {
			this.store = reopen(this.store);

			assertFails(this.store.open(5), StoreFencedException.class);
			StoreSession next = open();
			assertThat(next.epoch()).isEqualTo(6);
			assertThat(get(next.load())).containsOnly(entry("b", bytes("2")));
		}
		else {
			assertThat(get(get(create().open(1)).load())).isEmpty();
		}
	}

}
