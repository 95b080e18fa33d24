package io.mesosframework.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;

import org.jspecify.annotations.Nullable;

/**
 * One directory of a disk that can fail, fill up and lose its power at every step. It is
 * as nasty as it may be: what was not forced is kept in any part and any order, what
 * failed to be forced is lost although it can still be read, and names change only once
 * the directory is forced, or before.
 */
final class SimulatedDisk implements Disk {

	private static final int PAGE = 16;

	private final Random random;

	private final Map<String, Node> names = new HashMap<>();

	private final Map<String, Node> durableNames = new HashMap<>();

	private final List<NameChange> pending = new ArrayList<>();

	private boolean locked;

	private int steps;

	private int forces;

	private int dieAt = Integer.MAX_VALUE;

	private double failureRate;

	private @Nullable Step failing;

	private long capacity = Long.MAX_VALUE;

	private @Nullable Semaphore forcePermits;

	SimulatedDisk(long seed) {
		this.random = new Random(seed);
	}

	/** What can fail. */
	enum Step {

		CREATE, WRITE, TRUNCATE, FORCE, RENAME, DELETE, FORCE_DIRECTORY

	}

	/**
	 * Lose the power in the midst of a step.
	 */
	synchronized void dieAt(int step) {
		this.dieAt = step;
	}

	/**
	 * Let every step fail with a probability.
	 */
	synchronized void failAtRandom(double rate) {
		this.failureRate = rate;
	}

	/**
	 * Let all steps of a kind fail.
	 */
	synchronized void fail(@Nullable Step step) {
		this.failing = step;
	}

	synchronized void capacity(long bytes) {
		this.capacity = bytes;
	}

	/**
	 * Let every force wait for a permit.
	 */
	synchronized void forcesNeed(Semaphore permits) {
		this.forcePermits = permits;
	}

	synchronized int steps() {
		return this.steps;
	}

	synchronized int forces() {
		return this.forces;
	}

	synchronized boolean isDead() {
		return this.steps >= this.dieAt;
	}

	synchronized Map<String, byte[]> files() {
		Map<String, byte[]> files = new HashMap<>();
		this.names.forEach((name, node) -> files.put(name, node.data.clone()));
		return files;
	}

	synchronized void put(String name, byte[] content) {
		Node node = new Node();
		node.data = content.clone();
		node.durable = content.clone();
		this.names.put(name, node);
		this.durableNames.put(name, node);
	}

	/**
	 * Return what is left when the power is back.
	 */
	synchronized SimulatedDisk afterPowerLoss(long seed) {
		applyPending(this.random.nextInt(this.pending.size() + 1));
		SimulatedDisk disk = new SimulatedDisk(seed);
		this.durableNames.forEach((name, node) -> {
			node.persist(this.random, this.random.nextInt(4) / 3.0);
			disk.put(name, node.durable);
		});
		return disk;
	}

	private void applyPending(int count) {
		for (NameChange change : this.pending.subList(0, count)) {
			change.apply(this.durableNames);
		}
		this.pending.subList(0, count).clear();
	}

	private boolean fails(Step step) throws IOException {
		if (isDead()) {
			throw new IOException("The power is off");
		}
		this.steps++;
		return isDead() || step == this.failing || this.random.nextDouble() < this.failureRate;
	}

	private void change(NameChange change) {
		change.apply(this.names);
		this.pending.add(change);
	}

	private static String name(Path file) {
		return String.valueOf(file.getFileName());
	}

	@Override
	public void createDirectory(Path directory) {
		// There is one, always.
	}

	@Override
	public synchronized Closeable lock(Path directory) {
		if (this.locked) {
			throw new StoreException("Locked", null);
		}
		this.locked = true;
		return () -> {
			synchronized (this) {
				this.locked = false;
			}
		};
	}

	@Override
	public synchronized List<String> list(Path directory) {
		return List.copyOf(this.names.keySet());
	}

	@Override
	public synchronized DiskFile create(Path file) throws IOException {
		boolean fails = fails(Step.CREATE);
		Node node = new Node();
		if (!fails || this.random.nextBoolean()) {
			change(new NameChange(null, name(file), node));
		}
		throwIf(fails, "create");
		return new OpenFile(node);
	}

	@Override
	public synchronized DiskFile open(Path file) throws IOException {
		Node node = this.names.get(name(file));
		if (node == null) {
			throw new IOException("There is no " + file);
		}
		return new OpenFile(node);
	}

	@Override
	public synchronized void rename(Path from, Path to) throws IOException {
		boolean fails = fails(Step.RENAME);
		if (!fails || this.random.nextBoolean()) {
			change(new NameChange(name(from), name(to), this.names.get(name(from))));
		}
		throwIf(fails, "rename");
	}

	@Override
	public synchronized void delete(Path file) throws IOException {
		boolean fails = fails(Step.DELETE);
		if (!fails || this.random.nextBoolean()) {
			change(new NameChange(name(file), null, null));
		}
		throwIf(fails, "delete");
	}

	@Override
	public synchronized void forceDirectory(Path directory) throws IOException {
		boolean fails = fails(Step.FORCE_DIRECTORY);
		applyPending(fails ? this.random.nextInt(this.pending.size() + 1) : this.pending.size());
		throwIf(fails, "force the directory");
	}

	private static void throwIf(boolean fails, String what) throws IOException {
		if (fails) {
			throw new IOException("Cannot " + what);
		}
	}

	/**
	 * A file is created, renamed or deleted.
	 */
	private record NameChange(@Nullable String from, @Nullable String to, @Nullable Node node) {

		void apply(Map<String, Node> names) {
			if (this.from != null) {
				names.remove(this.from);
			}
			if (this.to != null && this.node != null) {
				names.put(this.to, this.node);
			}
		}

	}

	/**
	 * The content of a file, as it is read and as it is durable.
	 */
	private static final class Node {

		private byte[] data = {};

		private byte[] durable = {};

		private final BitSet dirty = new BitSet();

		/**
		 * Make a part of what is dirty durable.
		 */
		void persist(Random random, double share) {
			int lengths = this.data.length - this.durable.length;
			int length = this.durable.length + (int) Math.round(lengths * ((share < 1) ? random.nextDouble() : 1));
			this.durable = Arrays.copyOf(this.durable, length);
			for (int page = 0; page < length; page += PAGE) {
				if (share >= 1 || random.nextDouble() < share) {
					for (int i = page; i < Math.min(length, page + PAGE); i++) {
						if (this.dirty.get(i)) {
							this.durable[i] = this.data[i];
						}
					}
				}
			}
			this.dirty.clear();
		}

	}

	private final class OpenFile implements DiskFile {

		private final Node node;

		OpenFile(Node node) {
			this.node = node;
		}

		@Override
		public long size() {
			synchronized (SimulatedDisk.this) {
				return this.node.data.length;
			}
		}

		@Override
		public void read(ByteBuffer buffer, long position) {
			synchronized (SimulatedDisk.this) {
				int count = Math.min(buffer.remaining(), this.node.data.length - (int) position);
				if (count > 0) {
					buffer.put(this.node.data, (int) position, count);
				}
			}
		}

		@Override
		public void write(ByteBuffer buffer, long position) throws IOException {
			synchronized (SimulatedDisk.this) {
				boolean fails = fails(Step.WRITE);
				int wanted = buffer.remaining();
				long used = SimulatedDisk.this.names.values().stream().mapToLong((each) -> each.data.length).sum();
				int room = (int) Math.max(0, Math.min(wanted, SimulatedDisk.this.capacity - used));
				int count = fails ? SimulatedDisk.this.random.nextInt(wanted + 1) : room;
				int end = (int) position + count;
				this.node.data = Arrays.copyOf(this.node.data, Math.max(this.node.data.length, end));
				buffer.get(this.node.data, (int) position, count);
				this.node.dirty.set((int) position, end);
				throwIf(fails, "write");
				if (count < wanted) {
					throw new IOException("No space left on device");
				}
			}
		}

		@Override
		public void truncate(long size) throws IOException {
			synchronized (SimulatedDisk.this) {
				boolean fails = fails(Step.TRUNCATE);
				if (!fails || SimulatedDisk.this.random.nextBoolean()) {
					this.node.data = Arrays.copyOf(this.node.data, (int) Math.min(size, this.node.data.length));
					this.node.dirty.clear(this.node.data.length, Integer.MAX_VALUE);
				}
				throwIf(fails, "truncate");
			}
		}

		@Override
		public void force() throws IOException {
			Semaphore permits;
			synchronized (SimulatedDisk.this) {
				permits = SimulatedDisk.this.forcePermits;
			}
			if (permits != null) {
				permits.acquireUninterruptibly();
			}
			synchronized (SimulatedDisk.this) {
				boolean fails = fails(Step.FORCE);
				SimulatedDisk.this.forces++;
				this.node.persist(SimulatedDisk.this.random, fails ? SimulatedDisk.this.random.nextDouble() : 1);
				throwIf(fails, "force");
			}
		}

		@Override
		public void close() {
			// Nothing is kept open.
		}

	}

}
