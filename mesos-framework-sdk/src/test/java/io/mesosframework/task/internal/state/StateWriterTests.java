package io.mesosframework.task.internal.state;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mesosframework.scheduler.SchedulerTimers;
import io.mesosframework.store.StoreSession;
import io.mesosframework.store.TaskStore;
import io.mesosframework.task.Goal;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.Phase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One record that the store refuses does not stop the others.
 */
class StateWriterTests {

	private static final Duration SOON = Duration.ofSeconds(20);

	@TempDir
	private Path directory;

	private final ExecutorService loop = Executors.newSingleThreadExecutor();

	private final SchedulerTimers timers = SchedulerTimers.system("timers");

	private final StateWriter writer = new StateWriter(this.loop, this.timers, () -> {
	});

	private TaskStore store;

	private StoreSession session;

	@BeforeEach
	void open() {
		this.store = TaskStore.file(this.directory);
		this.session = this.store.open(TaskStore.NEXT_EPOCH).toCompletableFuture().join();
		this.writer.open(this.session);
	}

	@AfterEach
	void close() {
		this.store.close();
		this.timers.close();
		this.loop.shutdownNow();
	}

	@Test
	void aRecordThatIsRefusedIsSetAsideAndTheOthersAreStored() {
		assertThat(write(instance("small"))).succeedsWithin(SOON);
		StoredRecord stored = read();

		CompletableFuture<Void> durable = write(instance("x".repeat(3_000_000)));

		assertThat(durable).succeedsWithin(SOON);
		assertThat(load()).containsOnlyKeys("instance/web/0", "removed/old");
		assertThat(read()).as("what was stored before").isEqualTo(stored);
		assertThat(this.writer.status().problem()).isNull();

		assertThat(write(instance("small again"))).succeedsWithin(SOON);
		assertThat(read()).isEqualTo(instance("small again"));
	}

	@Test
	void aBatchOfNothingElseEndsAlso() {
		CompletableFuture<Void> durable = new CompletableFuture<>();
		this.loop.execute(() -> {
			this.writer.changed("instance/web/0", () -> instance("x".repeat(3_000_000)));
			this.writer.whenDurable(() -> durable.complete(null));
			this.writer.flush();
		});

		assertThat(durable).succeedsWithin(SOON);
		assertThat(load()).isEmpty();
	}

	private CompletableFuture<Void> write(StoredRecord record) {
		CompletableFuture<Void> durable = new CompletableFuture<>();
		this.loop.execute(() -> {
			this.writer.changed("instance/web/0", () -> record);
			this.writer.changed("removed/old", () -> new StoredRemoval(Instant.EPOCH));
			this.writer.whenDurable(() -> durable.complete(null));
			this.writer.flush();
		});
		return durable;
	}

	private Map<String, ByteString> load() {
		return this.session.load().toCompletableFuture().join();
	}

	private StoredRecord read() {
		return StateCodec.read(StoredInstance.class, "instance/web/0",
				load().getOrDefault("instance/web/0", ByteString.EMPTY));
	}

	private static StoredInstance instance(String message) {
		Launch launch = new Launch("t", "agent", "host", 1, List.of(), Instant.EPOCH, TaskState.TASK_RUNNING, null,
				message, null, true, null, null);
		return new StoredInstance(
				new Instance("web", 0, Goal.RUNNING, Phase.RUNNING, launch, List.of(), 0, null, 0, false));
	}

}
