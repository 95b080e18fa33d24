package io.mesosframework.task.internal.app;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.internal.state.StateChanges;
import io.mesosframework.task.internal.state.StoreKeys;
import io.mesosframework.task.internal.state.StoredDefinition;

/**
 * Records the changes of apps to be stored: the app itself at every change, each
 * definition once. Used on the event loop only.
 *
 * @since 0.1.0
 */
public final class AppStateWriter {

	private final StateChanges changes;

	/** Versions whose definitions are stored, by app. */
	private final Map<String, Set<Long>> stored = new HashMap<>();

	public AppStateWriter(StateChanges changes) {
		this.changes = changes;
	}

	/** Note that an app was restored from the store. */
	public void restored(AppState app) {
		this.stored.put(app.name(), new HashSet<>(app.definitions().keySet()));
	}

	/**
	 * Record a change of an app.
	 * @param app the app
	 * @param current the app that has this name now, or {@code null} if there is none
	 */
	@SuppressWarnings("ReferenceEquality")
	public void changed(AppState app, @Nullable AppState current) {
		if (current != null && current != app) {
			// another app has this name now
			return;
		}
		String name = app.name();
		Map<Long, TaskDefinition> wanted = (current != null) ? app.definitions() : Map.of();
		Set<Long> known = this.stored.computeIfAbsent(name, (key) -> new HashSet<>());
		wanted.forEach((version, definition) -> {
			if (known.add(version)) {
				this.changes.changed(StoreKeys.version(name, version), () -> new StoredDefinition(definition));
			}
		});
		known.removeIf((version) -> {
			boolean gone = !wanted.containsKey(version);
			if (gone) {
				this.changes.changed(StoreKeys.version(name, version), () -> null);
			}
			return gone;
		});
		if (current == null) {
			this.stored.remove(name);
			this.changes.changed(StoreKeys.app(name), () -> null);
		}
		else {
			this.changes.changed(StoreKeys.app(name), app::stored);
		}
	}

}
