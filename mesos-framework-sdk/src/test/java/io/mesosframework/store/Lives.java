package io.mesosframework.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A framework that writes, repeats what failed before anything else, dies, and finds at
 * its next start what it was told is durable.
 */
final class Lives {

	private static final Path DIRECTORY = Path.of("store");

	private final Random random;

	private final long slack;

	private Map<String, ByteString> durable = new HashMap<>();

	private List<StoreBatch> unknown = new ArrayList<>();

	private long epoch;

	private int acknowledged;

	Lives(long seed, long slack) {
		this.random = new Random(seed);
		this.slack = slack;
	}

	/**
	 * Return how many batches were said to be durable.
	 */
	int acknowledged() {
		return this.acknowledged;
	}

	/**
	 * Write until there is no power or some rounds are over.
	 */
	void live(SimulatedDisk disk, int rounds) {
		try (TaskStore store = new FileTaskStore(DIRECTORY, disk, this.slack)) {
			StoreSession session = open(store, disk, 20);
			for (int round = 0; session != null && round < rounds && !disk.isDead(); round++) {
				write(session, disk);
				if (this.random.nextInt(10) == 0) {
					session = open(store, disk, 20);
				}
			}
		}
	}

	private @Nullable StoreSession open(TaskStore store, SimulatedDisk disk, int attempts) {
		CompletableFuture<StoreSession> opened = store.open(TaskStore.NEXT_EPOCH).toCompletableFuture();
		boolean good = opened.handle((session, ex) -> ex == null).join();
		if (good) {
			StoreSession session = opened.join();
			assertThat(session.epoch()).isGreaterThan(this.epoch);
			this.epoch = session.epoch();
			check(session.load().toCompletableFuture().join());
			return session;
		}
		assertThat(opened.handle((session, ex) -> ex).join()).hasRootCauseInstanceOf(IOException.class);
		return (!disk.isDead() && attempts > 0) ? open(store, disk, attempts - 1) : null;
	}

	/**
	 * Check that all is there that must be, and nothing else but the first of what may
	 * be.
	 */
	private void check(Map<String, ByteString> loaded) {
		Map<String, ByteString> expected = new HashMap<>(this.durable);
		List<Map<String, ByteString>> allowed = new ArrayList<>(List.of(Map.copyOf(expected)));
		for (StoreBatch batch : this.unknown) {
			apply(batch, expected);
			allowed.add(Map.copyOf(expected));
		}
		assertThat(allowed).contains(loaded);
		this.durable = new HashMap<>(loaded);
		this.unknown = new ArrayList<>();
	}

	static void apply(StoreBatch batch, Map<String, ByteString> entries) {
		batch.changes().forEach((key, value) -> {
			if (value != null) {
				entries.put(key, value.encode());
			}
			else {
				entries.remove(key);
			}
		});
	}

	private void write(StoreSession session, SimulatedDisk disk) {
		if (this.unknown.isEmpty()) {
			for (int i = this.random.nextInt(5); i >= 0; i--) {
				this.unknown.add(batch(this.random));
			}
		}
		List<CompletableFuture<Boolean>> results = new ArrayList<>();
		// The disk does nothing before all are handed over: whoever hands over more after
		// a
		// failure that it does not know of yet cannot expect that to fail, too.
		synchronized (disk) {
			for (StoreBatch batch : this.unknown) {
				results.add(session.write(batch).toCompletableFuture().handle((nothing, ex) -> ex == null));
			}
		}
		boolean gap = false;
		for (CompletableFuture<Boolean> result : results) {
			boolean good = result.join();
			assertThat(good && gap).as("a batch is durable, but one before it is not").isFalse();
			gap = !good;
			if (good) {
				apply(this.unknown.remove(0), this.durable);
				this.acknowledged++;
			}
		}
	}

	static StoreBatch batch(Random random) {
		StoreBatch.Builder batch = StoreBatch.builder();
		for (int i = random.nextInt(4); i >= 0; i--) {
			String key = "key/" + random.nextInt(12);
			if (random.nextInt(4) == 0) {
				batch.remove(key);
			}
			else {
				byte[] value = new byte[random.nextInt(60)];
				random.nextBytes(value);
				batch.put(key, () -> ByteString.copyFrom(value));
			}
		}
		return batch.build();
	}

}
