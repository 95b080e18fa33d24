package io.mesosframework.task.manager;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import com.google.protobuf.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.store.StoreException;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Reservation;
import io.mesosframework.task.StoredApp;
import io.mesosframework.task.StoredDefinition;
import io.mesosframework.task.StoredRemoval;
import io.mesosframework.task.StoredUnownedTask;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.internal.app.AppState;
import io.mesosframework.task.internal.reservation.ReservationKeeper;
import io.mesosframework.task.internal.state.RecordCodec;
import io.mesosframework.task.internal.state.StoreKeys;

/**
 * Gives a task manager what an earlier life of the application has stored. Used before
 * the event loop starts.
 */
final class StateRestorer {

	private static final Logger logger = LoggerFactory.getLogger(DefaultTaskManager.class);

	private final Instances instances;

	private final ReservationKeeper reservations;

	private final Instant now;

	private final Map<String, Map<Long, TaskDefinition>> definitions = new HashMap<>();

	StateRestorer(Instances instances, ReservationKeeper reservations, Instant now) {
		this.now = now;
		this.instances = instances;
		this.reservations = reservations;
	}

	/**
	 * Take everything that is stored.
	 * @param entries the entries of the store
	 * @return whether there was any app
	 * @throws StoreException if an entry cannot be understood: it may be that of a task
	 * which runs
	 */
	boolean restore(Map<String, ByteString> entries) {
		// apps need their definitions, and come before their instances
		entries.forEach((key, value) -> {
			if (key.startsWith(StoreKeys.VERSION)) {
				understand(key, () -> version(key, RecordCodec.read(StoredDefinition.class, value).definition()));
			}
		});
		new TreeMap<>(entries).forEach((key, value) -> understand(key, () -> restore(key, value)));
		this.instances.apps().values().forEach(this.instances.deployments()::resume);
		int apps = this.instances.apps().size();
		if (apps > 0) {
			int count = this.instances.apps().values().stream().mapToInt(AppState::size).sum();
			logger.info("The store knows {} apps with {} instances", apps, count);
		}
		return apps > 0;
	}

	private void version(String key, TaskDefinition definition) {
		long number = Long.parseLong(key.substring(key.lastIndexOf('/') + 1));
		this.definitions.computeIfAbsent(definition.name(), (app) -> new HashMap<>()).put(number, definition);
	}

	private void restore(String key, ByteString value) {
		if (key.startsWith(StoreKeys.APP)) {
			String name = key.substring(StoreKeys.APP.length());
			this.instances.restore(new AppState(RecordCodec.read(StoredApp.class, value),
					this.definitions.getOrDefault(name, Map.of()), this.now));
		}
		else if (key.startsWith(StoreKeys.INSTANCE)) {
			instance(RecordCodec.read(Instance.class, value));
		}
		else if (key.startsWith(StoreKeys.RESERVATION)) {
			this.reservations.restore(RecordCodec.read(Reservation.class, value));
		}
		else if (key.startsWith(StoreKeys.REPLACED)) {
			StoredUnownedTask task = RecordCodec.read(StoredUnownedTask.class, value);
			this.instances.strangers()
				.restore(key.substring(StoreKeys.REPLACED.length()), task.agentId(),
						(task.since() != null) ? task.since() : this.now);
		}
		else if (key.startsWith(StoreKeys.REMOVED)) {
			this.instances.strangers()
				.restoreRemoved(key.substring(StoreKeys.REMOVED.length()),
						RecordCodec.read(StoredRemoval.class, value).at());
		}
		else if (!key.startsWith(StoreKeys.VERSION) && !key.equals(StoreKeys.FRAMEWORK_ID)) {
			logger.warn("The entry '{}' of the store is of no kind that this version knows; it is left alone", key);
		}
	}

	private static void understand(String key, Runnable action) {
		try {
			action.run();
		}
		catch (RuntimeException ex) {
			throw new StoreException("The entry '" + key + "' of the store cannot be understood (" + ex.getMessage()
					+ "): use the version of the library that wrote it, or remove the entry if its tasks are gone", ex);
		}
	}

	private void instance(Instance instance) {
		AppState app = this.instances.apps().get(instance.app());
		if (app == null) {
			throw new IllegalStateException("there is no app '" + instance.app() + "' in the store");
		}
		this.instances.restore(app, instance);
	}

}
