package io.mesosframework.task.internal.app;

import java.time.Instant;
import java.util.AbstractCollection;
import java.util.BitSet;
import java.util.Iterator;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.Instance;

/**
 * Copy-on-write table of the instances of an app by number, stored in chunks.
 * {@link #freeze()} copies no instances, and a change after it copies one chunk only. The
 * table is used on the event loop only; its snapshots are immutable and thread-safe.
 */
final class InstanceTable {

	private static final int CHUNK = 128;

	private @Nullable Chunk[] chunks = new Chunk[0];

	/** Chunks to which no snapshot refers. */
	private final BitSet own = new BitSet();

	private int size;

	private @Nullable Snapshot frozen;

	@Nullable Instance get(int index) {
		return get(this.chunks, index);
	}

	int size() {
		return this.size;
	}

	void put(Instance instance) {
		Chunk chunk = change(instance.index());
		int slot = instance.index() % CHUNK;
		this.size += (chunk.instances[slot] == null) ? 1 : 0;
		chunk.instances[slot] = instance;
	}

	void remove(int index) {
		if (get(index) != null) {
			Chunk chunk = change(index);
			chunk.instances[index % CHUNK] = null;
			chunk.goodSince[index % CHUNK] = null;
			this.size--;
		}
	}

	/** Set since when an instance has been good, or {@code null} if it is not. */
	void goodSince(int index, @Nullable Instant since) {
		change(index).goodSince[index % CHUNK] = since;
	}

	@Nullable Instant goodSince(int index) {
		return goodSince(this.chunks, index);
	}

	/** Return a snapshot of the current instances. */
	Snapshot freeze() {
		Snapshot snapshot = this.frozen;
		if (snapshot == null) {
			snapshot = new Snapshot(this.chunks, this.size);
			this.frozen = snapshot;
			this.own.clear();
		}
		return snapshot;
	}

	private Chunk change(int index) {
		int number = index / CHUNK;
		if (this.frozen != null || number >= this.chunks.length) {
			@Nullable Chunk[] copy = new Chunk[Math.max(number + 1, this.chunks.length)];
			System.arraycopy(this.chunks, 0, copy, 0, this.chunks.length);
			this.chunks = copy;
			this.frozen = null;
		}
		Chunk chunk = this.chunks[number];
		if (chunk == null || !this.own.get(number)) {
			chunk = (chunk != null) ? chunk.copy() : new Chunk(new Instance[CHUNK], new Instant[CHUNK]);
			this.chunks[number] = chunk;
			this.own.set(number);
		}
		return chunk;
	}

	private static @Nullable Instance get(@Nullable Chunk[] chunks, int index) {
		Chunk chunk = (index >= 0 && index / CHUNK < chunks.length) ? chunks[index / CHUNK] : null;
		return (chunk != null) ? chunk.instances[index % CHUNK] : null;
	}

	private static @Nullable Instant goodSince(@Nullable Chunk[] chunks, int index) {
		Chunk chunk = (index >= 0 && index / CHUNK < chunks.length) ? chunks[index / CHUNK] : null;
		return (chunk != null) ? chunk.goodSince[index % CHUNK] : null;
	}

	/**
	 * Chunk of instances with the times since when they have been good.
	 */
	private static final class Chunk {

		private final @Nullable Instance[] instances;

		private final @Nullable Instant[] goodSince;

		Chunk(@Nullable Instance[] instances, @Nullable Instant[] goodSince) {
			this.instances = instances;
			this.goodSince = goodSince;
		}

		Chunk copy() {
			return new Chunk(this.instances.clone(), this.goodSince.clone());
		}

	}

	/**
	 * Snapshot of the instances, ordered by number. Immutable and thread-safe.
	 */
	static final class Snapshot extends AbstractCollection<Instance> {

		private final @Nullable Chunk[] chunks;

		private final int size;

		private Snapshot(@Nullable Chunk[] chunks, int size) {
			this.chunks = chunks;
			this.size = size;
		}

		@Nullable Instance get(int index) {
			return InstanceTable.get(this.chunks, index);
		}

		@Nullable Instant goodSince(int index) {
			return InstanceTable.goodSince(this.chunks, index);
		}

		@Override
		public int size() {
			return this.size;
		}

		@Override
		public Iterator<Instance> iterator() {
			return new Instances(this);
		}

	}

	/**
	 * Iterates over the instances of a snapshot.
	 */
	private static final class Instances implements Iterator<Instance> {

		private final Snapshot snapshot;

		private int index;

		private int returned;

		Instances(Snapshot snapshot) {
			this.snapshot = snapshot;
		}

		@Override
		public boolean hasNext() {
			return this.returned < this.snapshot.size;
		}

		@Override
		public Instance next() {
			while (hasNext()) {
				Instance next = this.snapshot.get(this.index++);
				if (next != null) {
					this.returned++;
					return next;
				}
			}
			throw new NoSuchElementException();
		}

	}

}
