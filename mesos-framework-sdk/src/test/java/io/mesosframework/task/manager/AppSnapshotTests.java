package io.mesosframework.task.manager;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import io.mesosframework.task.App;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.definition.TaskDefinitionReader;
import io.mesosframework.task.internal.app.AppState;
import io.mesosframework.task.internal.app.AppStateWriter;
import io.mesosframework.task.internal.state.StoredApp;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What readers see of an app while it changes, and after it was stored.
 */
class AppSnapshotTests {

	private static final int CHANGES = 5_000;

	@Test
	void nobodyReadsADefinitionWithTheNumberOfAnother() {
		TaskDefinition odd = definition(1);
		TaskDefinition even = definition(0);
		Apps apps = new Apps(new AppStateWriter((key, value) -> {
		}));
		AppState app = new AppState(odd, Instant.EPOCH);
		apps.add(app);
		apps.publish();
		AtomicBoolean done = new AtomicBoolean();
		CompletableFuture<Integer> torn = CompletableFuture.supplyAsync(() -> {
			int count = 0;
			while (!done.get()) {
				App view = Objects.requireNonNull(apps.view("web")).toApp(Instant.EPOCH, true);
				count += (view.definition().priority() != view.version() % 2) ? 1 : 0;
			}
			return count;
		}, ManagerFixture::onItsOwnThread);

		for (int i = 0; i < CHANGES; i++) {
			app.updated((i % 2 == 0) ? even : odd, Instant.EPOCH);
			apps.publish();
		}
		done.set(true);

		assertThat(torn.join()).isZero();
		assertThat(app.version()).isEqualTo(CHANGES + 1);
	}

	@Test
	void anAppThatWasStoredBeforeRevisionsWereCountedHasTheOneThatItsETagWas() {
		StoredApp stored = new StoredApp(3, 0, 5, false, false, 0, 1, null, List.of(), List.of(), List.of(),
				Instant.MIN, Instant.MIN);

		AppState app = new AppState(stored, Map.of(3L, definition(1)), Instant.EPOCH);

		assertThat(app.revision()).isEqualTo(3);
		assertThat(app.definition().instances()).isEqualTo(5);
	}

	private static TaskDefinition definition(int priority) {
		Map<String, Object> document = ManagerFixture.service("web", 1);
		document.put("priority", priority);
		return new TaskDefinitionReader().read(document).get(0);
	}

}
