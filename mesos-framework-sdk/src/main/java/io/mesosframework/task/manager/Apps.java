package io.mesosframework.task.manager;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.App;
import io.mesosframework.task.InstanceCounts;
import io.mesosframework.task.internal.app.AppListener;
import io.mesosframework.task.internal.app.AppState;
import io.mesosframework.task.internal.app.AppStateWriter;
import io.mesosframework.task.internal.app.AppView;

/**
 * The apps of a framework. They are changed on the event loop only. When a change is
 * complete, {@link #publish()} makes it visible to other threads, which read immutable
 * views.
 */
final class Apps implements AppListener {

	private final Map<String, AppState> apps = new TreeMap<>();

	private final AppStateWriter writer;

	/** Apps whose last change is not published yet. */
	private final Set<AppState> changed = new LinkedHashSet<>();

	private final Map<String, AppView> views = new ConcurrentSkipListMap<>();

	private volatile @Nullable InstanceCounts counts;

	Apps(AppStateWriter writer) {
		this.writer = writer;
	}

	@Nullable AppState get(String name) {
		return this.apps.get(name);
	}

	Collection<AppState> all() {
		return List.copyOf(this.apps.values());
	}

	void add(AppState app) {
		this.apps.put(app.name(), app);
		app.listener(this);
		appChanged(app);
		viewChanged(app);
	}

	/** Restore a stored app. */
	void restore(AppState app) {
		this.writer.restored(app);
		this.apps.put(app.name(), app);
		app.listener(this);
		viewChanged(app);
	}

	/** Forget an app and return whether it was known. */
	boolean remove(AppState app) {
		boolean removed = this.apps.remove(app.name(), app);
		if (removed) {
			appChanged(app);
			viewChanged(app);
		}
		return removed;
	}

	@Override
	public void appChanged(AppState app) {
		this.writer.changed(app, this.apps.get(app.name()));
	}

	@Override
	public void viewChanged(AppState app) {
		this.changed.add(app);
	}

	/** Make all changes visible to other threads. */
	void publish() {
		if (this.changed.isEmpty()) {
			return;
		}
		for (AppState app : this.changed) {
			AppState current = this.apps.get(app.name());
			if (current != null) {
				this.views.put(app.name(), current.view());
			}
			else {
				this.views.remove(app.name());
			}
		}
		this.changed.clear();
		this.counts = null;
	}

	/** Return the last published view of an app; may be called on any thread. */
	@Nullable AppView view(String name) {
		return this.views.get(name);
	}

	/** Return the last published views; may be called on any thread. */
	List<App> views(Instant now) {
		return this.views.values().stream().map((view) -> view.toApp(now, false)).toList();
	}

	/** Return the number of instances by phase; may be called on any thread. */
	InstanceCounts counts() {
		InstanceCounts known = this.counts;
		if (known == null) {
			Map<String, int[]> byApp = new HashMap<>();
			this.views.forEach((name, view) -> byApp.put(name, view.counts()));
			known = new InstanceCounts(byApp);
			this.counts = known;
		}
		return known;
	}

}
