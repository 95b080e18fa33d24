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
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.internal.app.AppState;
import io.mesosframework.task.internal.app.Deployments;
import io.mesosframework.task.internal.reconcile.UnownedTasks;
import io.mesosframework.task.internal.reservation.ReservationKeeper;
import io.mesosframework.task.internal.state.StateCodec;
import io.mesosframework.task.internal.state.StoreKeys;
import io.mesosframework.task.internal.state.StoredApp;
import io.mesosframework.task.internal.state.StoredDefinition;
import io.mesosframework.task.internal.state.StoredInstance;
import io.mesosframework.task.internal.state.StoredRemoval;
import io.mesosframework.task.internal.state.StoredReservation;
import io.mesosframework.task.internal.state.StoredUnownedTask;

/**
 * Restores a task manager from the state that a previous run of the application stored.
 * Used before the event loop starts.
 */
final class StateRestorer {

	private static final Logger logger = LoggerFactory.getLogger(DefaultTaskManager.class);

	private final Apps apps;

	private final Instances instances;

	private final Deployments deployments;

	private final UnownedTasks unowned;

	private final ReservationKeeper reservations;

	private final Instant now;

	private final Map<String, Map<Long, TaskDefinition>> definitions = new HashMap<>();

	StateRestorer(Apps apps, Instances instances, Deployments deployments, UnownedTasks unowned,
			ReservationKeeper reservations, Instant now) {
		this.now = now;
		this.apps = apps;
		this.deployments = deployments;
		this.unowned = unowned;
		this.instances = instances;
		this.reservations = reservations;
	}

	/**
	 * Restore everything that is stored.
	 * @param entries the entries of the store
	 * @return whether there was any app
	 * @throws StoreException if an entry cannot be read: it may belong to a running task
	 */
	boolean restore(Map<String, ByteString> entries) {
		// apps need their definitions and must be restored before their instances
		entries.forEach((key, value) -> {
			if (key.startsWith(StoreKeys.VERSION)) {
				understand(key, () -> version(key, StateCodec.read(StoredDefinition.class, key, value).definition()));
			}
		});
		new TreeMap<>(entries).forEach((key, value) -> understand(key, () -> restore(key, value)));
		this.apps.all().forEach(this.deployments::resume);
		int apps = this.apps.all().size();
		if (apps > 0) {
			int count = this.apps.all().stream().mapToInt(AppState::size).sum();
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
			this.apps.restore(new AppState(StateCodec.read(StoredApp.class, key, value),
					this.definitions.getOrDefault(name, Map.of()), this.now));
		}
		else if (key.startsWith(StoreKeys.INSTANCE)) {
			instance(key, StateCodec.read(StoredInstance.class, key, value).instance());
		}
		else if (key.startsWith(StoreKeys.RESERVATION)) {
			this.reservations.restore(StateCodec.read(StoredReservation.class, key, value).reservation());
		}
		else if (key.startsWith(StoreKeys.REPLACED)) {
			StoredUnownedTask task = StateCodec.read(StoredUnownedTask.class, key, value);
			this.unowned.restore(key.substring(StoreKeys.REPLACED.length()), task.agentId(),
					(task.since() != null) ? task.since() : this.now);
		}
		else if (key.startsWith(StoreKeys.REMOVED)) {
			this.unowned.restoreRemoved(key.substring(StoreKeys.REMOVED.length()),
					StateCodec.read(StoredRemoval.class, key, value).at());
		}
		else if (!key.startsWith(StoreKeys.VERSION) && !key.equals(StoreKeys.FRAMEWORK_ID)) {
			logger.warn("The entry '{}' of the store is of no kind that this version knows; it is left alone", key);
		}
	}

	private static void understand(String key, Runnable action) {
		try {
			action.run();
		}
		catch (StoreException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw new StoreException("The entry '" + key + "' of the store does not fit the others (" + ex.getMessage()
					+ "): restore the store from a backup, or remove the entry if its tasks are gone", ex);
		}
	}

	private void instance(String key, Instance instance) {
		if (!key.equals(StoreKeys.instance(instance.app(), instance.index()))) {
			throw new IllegalStateException("it holds instance " + instance.index() + " of '" + instance.app() + "'");
		}
		AppState app = this.apps.get(instance.app());
		if (app == null) {
			throw new IllegalStateException("there is no app '" + instance.app() + "' in the store");
		}
		this.instances.restore(app, instance);
	}

}
