package io.mesosframework.task.manager;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.mesosframework.placement.PlacementExtensions;
import io.mesosframework.scheduler.SchedulerConfiguration;
import io.mesosframework.scheduler.SchedulerDriver;
import io.mesosframework.store.StoreBatch;
import io.mesosframework.store.StoreException;
import io.mesosframework.store.TaskStore;
import io.mesosframework.task.Goal;
import io.mesosframework.task.Instance;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.definition.SampleDefinitions;
import io.mesosframework.task.internal.state.StateCodec;
import io.mesosframework.task.internal.state.StoredApp;
import io.mesosframework.task.internal.state.StoredDefinition;
import io.mesosframework.task.internal.state.StoredFramework;
import io.mesosframework.task.internal.state.StoredInstance;
import io.mesosframework.task.internal.state.StoredRecord;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A store that cannot be understood is refused as a whole, and left as it is.
 */
class UnreadableStateTests {

	private static final FrameworkInfo FRAMEWORK = FrameworkInfo.newBuilder().setName("test").setUser("user").build();

	private static final ByteString NEWER = ByteString.copyFrom(new byte[] { 0x08, 0x02 });

	@TempDir
	private Path directory;

	private Map<String, ByteString> entries = Map.of();

	@BeforeEach
	void store() {
		StoredApp app = new StoredApp(1, 1, 1, false, false, 0, 0, null, List.of(), List.of(), List.of(1L), Instant.MIN,
				Instant.MIN);
		write(StoreBatch.builder()
			.put("framework/id", () -> StateCodec.write(new StoredFramework("f-1")))
			.put("app/web", () -> StateCodec.write(app))
			.put("version/web/1",
					() -> StateCodec.write(new StoredDefinition(SampleDefinitions.minimal("web").build())))
			.put("instance/web/0", () -> StateCodec.write(instance(0)))
			.build());
		assertThat(restore()).succeedsWithin(Duration.ofSeconds(20));
	}

	@ParameterizedTest
	@ValueSource(strings = { "framework/id", "app/web", "version/web/1", "instance/web/0", "reservation/r-1",
			"replaced/web.0.a", "removed/old" })
	void anEntryOfANewerVersionIsRefusedAndNothingIsLost(String key) {
		write(StoreBatch.builder().put(key, () -> NEWER).build());

		assertRefused("The entry '" + key + "' of the store has version 2 of the format, and this library understands "
				+ "version 1 only.");
	}

	@Test
	void aTruncatedEntryIsRefusedAndNothingIsLost() {
		ByteString whole = StateCodec.write(instance(0));
		write(StoreBatch.builder().put("instance/web/0", () -> whole.substring(0, whole.size() - 1)).build());

		assertRefused("The entry 'instance/web/0' of the store is truncated or damaged");
	}

	@Test
	void aForeignEntryIsRefusedAndNothingIsLost() {
		write(StoreBatch.builder().put("app/web", () -> ByteString.copyFromUtf8("{}")).build());

		assertRefused("The entry 'app/web' of the store was not written by a task manager");
	}

	@Test
	void anEntryUnderTheNameOfAnotherIsRefused() {
		write(StoreBatch.builder().put("instance/web/0", () -> StateCodec.write(instance(1))).build());

		assertRefused("The entry 'instance/web/0' of the store does not fit the others (it holds instance 1 of 'web')");
	}

	@Test
	void withoutTheEntryTheStoreIsReadAgain() {
		write(StoreBatch.builder().put("instance/web/0", () -> ByteString.copyFromUtf8("{}")).build());
		assertRefused("'instance/web/0'");

		write(StoreBatch.builder().remove("instance/web/0").build());

		assertThat(restore()).succeedsWithin(Duration.ofSeconds(20));
	}

	private static StoredRecord instance(int index) {
		return new StoredInstance(Instance.create("web", index, Goal.RUNNING, Instant.EPOCH));
	}

	private void assertRefused(String message) {
		assertThat(restore()).failsWithin(Duration.ofSeconds(20))
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(StoreException.class)
			.withMessageContaining(message);
		try (TaskStore store = TaskStore.file(this.directory)) {
			assertThat(load(store)).isEqualTo(this.entries);
		}
	}

	private CompletableFuture<?> restore() {
		try (TaskStore store = TaskStore.file(this.directory);
				SchedulerDriver driver = new SchedulerDriver(SchedulerConfiguration.builder()
					.master("http://127.0.0.1:1")
					.frameworkInfo(FRAMEWORK)
					.build())) {
			DefaultTaskManager manager = new DefaultTaskManager(driver.scheduler(), TaskManagerOptions.defaults(),
					PlacementExtensions.NONE, new FrameworkState(store));
			CompletableFuture<?> restored = manager.restore(TaskStore.NEXT_EPOCH).toCompletableFuture();
			assertThat(restored.handle((value, failure) -> "done")).succeedsWithin(Duration.ofSeconds(20));
			return restored;
		}
	}

	private void write(StoreBatch batch) {
		try (TaskStore store = TaskStore.file(this.directory)) {
			assertThat(store.open(TaskStore.NEXT_EPOCH).thenCompose((session) -> session.write(batch)))
				.succeedsWithin(Duration.ofSeconds(20));
		}
		try (TaskStore store = TaskStore.file(this.directory)) {
			this.entries = load(store);
		}
	}

	private static Map<String, ByteString> load(TaskStore store) {
		CompletionStage<Map<String, ByteString>> loaded = store.open(TaskStore.NEXT_EPOCH)
			.thenCompose((session) -> session.load());
		return loaded.toCompletableFuture().join();
	}

}
