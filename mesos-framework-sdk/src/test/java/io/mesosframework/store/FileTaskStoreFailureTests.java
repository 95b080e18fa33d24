package io.mesosframework.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.mesosframework.store.TaskStoreContract.SOON;
import static io.mesosframework.store.TaskStoreContract.bytes;
import static io.mesosframework.store.TaskStoreContract.get;
import static io.mesosframework.store.TaskStoreContract.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

class FileTaskStoreFailureTests {

	private static final Path DIRECTORY = Path.of("store");

	private static final int SLACK = 10_000;

	private final SimulatedDisk disk = new SimulatedDisk(1);

	private TaskStore store = new FileTaskStore(DIRECTORY, this.disk, SLACK);

	private StoreSession session = get(this.store.open(TaskStore.NEXT_EPOCH));

	@AfterEach
	void closeStore() {
		this.store.close();
	}

	private void assertFails(CompletionStage<?> stage, String message) {
		assertThat(stage).failsWithin(SOON)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(StoreException.class)
			.withMessageContaining(message);
	}

	private Map<String, ByteString> reopened() {
		this.store.close();
		this.store = new FileTaskStore(DIRECTORY, this.disk.afterPowerLoss(2), SLACK);
		this.session = get(this.store.open(TaskStore.NEXT_EPOCH));
		return get(this.session.load());
	}

	private int journalSize() {
		return this.disk.files().values().stream().mapToInt((file) -> file.length).sum();
	}

	@Test
	void aFullDiskFailsWritesUntilThereIsRoomAgain() {
		get(this.session.write(put("before", "1")));
		int size = journalSize();
		this.disk.capacity(size + 20);

		assertFails(this.session.write(put("a", "1")), "No space left on device");
		assertFails(this.session.write(put("a", "1")), "has room");
		assertThat(journalSize()).as("what was written in part is cut off").isEqualTo(size);
		assertThat(get(this.session.load())).containsOnlyKeys("before");

		this.disk.capacity(Long.MAX_VALUE);
		get(this.session.write(put("a", "2")));
		assertThat(this.disk.files()).as("the file was cut, not written anew").containsOnlyKeys("entries-1.journal");
		assertThat(reopened()).containsOnly(entry("before", bytes("1")), entry("a", bytes("2")));
	}

	@Test
	void aFullDiskLetsNobodyOpenAndThePreviousWriterGoOn() {
		get(this.session.write(put("before", "1")));
		this.disk.capacity(journalSize() + 60);

		assertFails(this.store.open(TaskStore.NEXT_EPOCH), "No space left on device");

		assertThat(this.disk.files()).as("nothing half-done takes room").containsOnlyKeys("entries-1.journal");
		get(this.session.write(put("a", "1")));
		assertThat(reopened()).containsOnlyKeys("before", "a");
	}

	@ParameterizedTest
	@EnumSource(names = { "CREATE", "WRITE", "FORCE", "RENAME", "FORCE_DIRECTORY" })
	void aFailedOpenCanBeRepeated(SimulatedDisk.Step step) {
		get(this.session.write(put("a", "1")));
		this.disk.fail(step);

		assertFails(this.store.open(TaskStore.NEXT_EPOCH), "Cannot");

		this.disk.fail(null);
		get(this.session.write(put("b", "1")));
		StoreSession next = get(this.store.open(TaskStore.NEXT_EPOCH));
		assertThat(get(next.load())).containsOnlyKeys("a", "b");
		assertThat(reopened()).containsOnlyKeys("a", "b");
	}

	@Test
	void whatFailedToBeForcedIsWrittenToAnotherFile() {
		get(this.session.write(put("before", "1")));
		this.disk.fail(SimulatedDisk.Step.FORCE);

		assertFails(this.session.write(put("a", "1")), "Cannot force");
		assertFails(this.session.write(put("a", "1")), "Cannot force");

		this.disk.fail(null);
		get(this.session.write(put("b", "1")));
		assertThat(this.disk.files()).hasSize(1).doesNotContainKey("entries-1.journal");
		assertThat(reopened()).as("what failed does not come back").containsOnlyKeys("before", "b");
	}

	@Test
	void aFailedWriteFailsThoseBehindItAndNoLaterOnes() {
		Semaphore permits = new Semaphore(0);
		this.disk.forcesNeed(permits);
		CompletionStage<Void> first = this.session.write(put("a", "1"));
		await().until(permits::hasQueuedThreads);
		CompletionStage<Void> tooLarge = this.session
			.write(StoreBatch.builder().put("large", () -> ByteString.copyFrom(new byte[1024 * 1024 + 1])).build());
		CompletionStage<Void> behind = this.session.write(put("behind", "1"));
		AtomicReference<CompletionStage<Void>> repeated = new AtomicReference<>();
		behind.exceptionally((ex) -> {
			repeated.set(this.session.write(put("repeated", "1")));
			return null;
		});

		permits.release(100);

		get(first);
		assertFails(tooLarge, "'large' was not stored: it has 1048577 bytes");
		assertFails(behind, "'large'");
		await().untilAsserted(() -> assertThat(repeated.get()).isNotNull());
		get(repeated.get());
		assertThat(reopened()).containsOnlyKeys("a", "repeated");
	}

	@Test
	void aValueThatCannotBeEncodedIsAFailure() {
		assertFails(this.session.write(StoreBatch.builder().put("good", () -> bytes("1")).put("bad", () -> {
			throw new IllegalStateException("no idea");
		}).build()), "'bad' was not stored: it cannot be encoded: java.lang.IllegalStateException: no idea");

		assertThat(get(this.session.load())).isEmpty();
	}

	@Test
	void writesThatArriveDuringAForceBecomeDurableTogether() {
		Semaphore permits = new Semaphore(0);
		this.disk.forcesNeed(permits);
		int before = this.disk.forces();
		List<CompletionStage<Void>> writes = new ArrayList<>();
		writes.add(this.session.write(put("first", "1")));
		await().until(permits::hasQueuedThreads);
		for (int i = 0; i < 100; i++) {
			writes.add(this.session.write(put("a/" + i, "1")));
		}

		permits.release(2);

		writes.forEach(TaskStoreContract::get);
		assertThat(this.disk.forces() - before).isEqualTo(2);
		permits.release(100);
	}

	@Test
	void nothingIsAcknowledgedBeforeItIsForced() {
		Semaphore permits = new Semaphore(0);
		this.disk.forcesNeed(permits);

		CompletableFuture<Void> write = this.session.write(put("a", "1")).toCompletableFuture();
		await().until(permits::hasQueuedThreads);

		assertThat(write).isNotDone();
		permits.release(100);
		get(write);
	}

	@Test
	void resultsComeOnTheStoresThreadAndItsInterruptionDoesNoHarm() {
		AtomicReference<String> thread = new AtomicReference<>();
		Semaphore permits = new Semaphore(0);
		this.disk.forcesNeed(permits);

		CompletionStage<Void> first = this.session.write(put("a", "1")).thenRun(() -> {
			thread.set(Thread.currentThread().getName());
			Thread.currentThread().interrupt();
		});
		permits.release(100);

		get(first);
		get(this.session.write(put("b", "1")));
		assertThat(thread).hasValue("mesos-store");
	}

	@Test
	void theStoreCanBeClosedOnItsThread() {
		CompletionStage<Void> closed = this.session.write(put("a", "1")).thenRun(this.store::close);

		get(closed);
		assertFails(this.session.write(put("b", "1")), "is closed");
		assertThat(reopened()).containsOnlyKeys("a");
	}

	@Test
	void theJournalIsCompactedAndGoesOnIfThatFails() {
		Consumer<Integer> writeAll = (count) -> {
			for (int i = 0; i < count; i++) {
				get(this.session.write(put("key", "x".repeat(1000))));
			}
		};
		this.disk.fail(SimulatedDisk.Step.CREATE);
		writeAll.accept(50);
		assertThat(journalSize()).isGreaterThan(50_000);

		this.disk.fail(null);
		writeAll.accept(50);

		get(this.session.load());
		assertThat(journalSize()).isLessThan(SLACK + 5000);
		assertThat(reopened()).containsOnlyKeys("key");
	}

}
