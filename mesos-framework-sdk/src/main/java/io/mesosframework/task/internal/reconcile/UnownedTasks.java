package io.mesosframework.task.internal.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

import org.apache.mesos.v1.Protos.TaskState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.scheduler.LogContext;
import io.mesosframework.task.TaskTimeouts;
import io.mesosframework.task.internal.instance.Effect;
import io.mesosframework.task.internal.instance.InstanceLogic;
import io.mesosframework.task.internal.instance.StatusReport;
import io.mesosframework.task.internal.instance.TaskIds;
import io.mesosframework.task.internal.instance.TaskStates;
import io.mesosframework.task.internal.state.StateChanges;
import io.mesosframework.task.internal.state.StoreKeys;
import io.mesosframework.task.internal.state.StoredRemoval;
import io.mesosframework.task.internal.state.StoredUnownedTask;

/**
 * Tasks that are no instance's: those that were replaced while they were out of reach,
 * and those of a previous run of the application. A kill of one of them is repeated, with
 * growing waits, until it has ended or is out of reach, and no sooner because of what it
 * reports, so that no loop of kills and losses can come about. Used on the event loop
 * only; the counts may be read by any thread.
 *
 * @since 0.1.0
 */
public final class UnownedTasks {

	private static final Logger logger = LoggerFactory.getLogger(UnownedTasks.class);

	private static final int MAX_ORPHANS = 100_000;

	/**
	 * After that time the master forgets agents that are out of reach, and so do we.
	 */
	private static final Duration MEMORY = Duration.ofDays(14);

	private final KillService kills;

	private final StateChanges changes;

	private final TaskTimeouts timeouts;

	/** The tasks that were replaced. */
	private final Map<String, StoredUnownedTask> abandoned = new LinkedHashMap<>();

	/** The tasks that wait for their apps, by app and id. */
	private final Map<String, Map<String, Orphan>> orphans = new LinkedHashMap<>();

	/** The tasks that are killed and have not ended yet, the oldest kill first. */
	private final Map<String, Killed> killed = new LinkedHashMap<>();

	/** When kills are repeated; those of tasks that have ended since are left out. */
	private final PriorityQueue<Killed> dues = new PriorityQueue<>(Comparator.comparing(Killed::due));

	/** When apps were removed, by name. */
	private final Map<String, Instant> removedApps = new LinkedHashMap<>();

	private volatile int abandonedCount;

	private int kept;

	private volatile int orphanCount;

	public UnownedTasks(KillService kills, StateChanges changes, TaskTimeouts timeouts) {
		this.kills = kills;
		this.changes = changes;
		this.timeouts = timeouts;
	}

	/** A task was replaced while it was out of reach. */
	public void abandon(String taskId, String agentId, Instant now) {
		restore(taskId, agentId, now);
		String dropped = bound(this.abandoned.keySet());
		if (dropped != null) {
			replaced(dropped);
		}
		replaced(taskId);
		this.abandonedCount = this.abandoned.size();
	}

	private void replaced(String taskId) {
		this.changes.changed(StoreKeys.replaced(taskId), () -> this.abandoned.get(taskId));
	}

	/** A task had been replaced while it was out of reach, in a previous run. */
	public void restore(String taskId, String agentId, Instant since) {
		this.abandoned.put(taskId, new StoredUnownedTask(agentId, since));
		this.abandonedCount = this.abandoned.size();
	}

	/** Return the agents of the tasks that were replaced, by task id. */
	public Map<String, String> abandoned() {
		Map<String, String> agents = new HashMap<>();
		this.abandoned.forEach((taskId, task) -> agents.put(taskId, task.agentId()));
		return agents;
	}

	public boolean isAbandoned(String taskId) {
		return this.abandoned.containsKey(taskId);
	}

	/** A task that was replaced has been heard of. */
	public void returned(String taskId, String agentId, StatusReport report, Instant now) {
		Effect.Kill kill = InstanceLogic.returned(taskId, agentId, report.state());
		if (kill != null) {
			kill(taskId, agentId, "it is back but was replaced", now);
		}
		else if (TaskStates.isTerminal(report.state())) {
			ended(taskId, report, now);
		}
		else if (report.state() != TaskState.TASK_KILLING) {
			outOfReach(taskId, report, now);
		}
	}

	/** A task has ended, or is said to have. */
	public void ended(String taskId, StatusReport report, Instant now) {
		if (isAbandoned(taskId) && TaskStates.mayReturn(report)) {
			outOfReach(taskId, report, now);
		}
		else {
			forget(taskId, now);
		}
	}

	/**
	 * A task cannot be killed now: it will be when it is back. Nobody waits forever for
	 * one of which the master knows nothing.
	 */
	public void outOfReach(String taskId, StatusReport report, Instant now) {
		StoredUnownedTask known = this.abandoned.get(taskId);
		Instant since = (known != null) ? known.since() : null;
		boolean unreachable = report.state() == TaskState.TASK_UNREACHABLE || report.unreachableSince() != null;
		if (!unreachable && since != null && since.plus(MEMORY).isBefore(now)) {
			forget(taskId, now);
			return;
		}
		this.killed.remove(taskId);
		this.kills.ended(taskId, now);
	}

	/** A task has ended. */
	public void forget(String taskId, Instant now) {
		this.killed.remove(taskId);
		this.kills.ended(taskId, now);
		if (this.abandoned.remove(taskId) != null) {
			this.abandonedCount = this.abandoned.size();
			replaced(taskId);
		}
		TaskIds.Parts id = TaskIds.read(taskId);
		if (id != null) {
			forgetOrphan(id.app(), taskId);
		}
	}

	private void forgetOrphan(String app, String taskId) {
		Map<String, Orphan> ofApp = this.orphans.get(app);
		if (ofApp != null && ofApp.remove(taskId) != null) {
			this.orphanCount = --this.kept;
			if (ofApp.isEmpty()) {
				this.orphans.remove(app);
			}
		}
	}

	@SuppressWarnings("try")
	public void kill(String taskId, String agentId, String why, Instant now) {
		Killed last = this.killed.get(taskId);
		if (last == null) {
			try (LogContext ids = this.kills.logContext().task(taskId).agent(agentId)) {
				logger.info("Task {} is killed: {}", taskId, why);
			}
			send(taskId, agentId, 0, now);
		}
		else if (!last.due().isAfter(now)) {
			send(taskId, agentId, last.attempts() + 1, now);
		}
	}

	private void send(String taskId, String agentId, int attempts, Instant now) {
		Killed kill = new Killed(taskId, agentId, attempts,
				now.plus(this.timeouts.grown(this.timeouts.kill(), attempts)));
		this.killed.remove(taskId);
		this.killed.put(taskId, kill);
		this.dues.add(kill);
		bound(this.killed.keySet());
		this.kills.kill(taskId, agentId, now);
	}

	/** A session has begun: kills may have been lost, and are sent again. */
	public void subscribed(Instant now) {
		this.dues.clear();
		List.copyOf(this.killed.values()).forEach((each) -> send(each.taskId(), each.agentId(), 0, now));
	}

	/** Kill those anew that have not ended within the time. */
	public void killAgain(Instant now) {
		for (Instant due = due(); due != null && !due.isAfter(now); due = due()) {
			Killed next = this.dues.remove();
			send(next.taskId(), next.agentId(), next.attempts() + 1, now);
		}
	}

	/** Return when a task is to be killed anew, or {@code null}. */
	public @Nullable Instant due() {
		Killed next = this.dues.peek();
		while (next != null && this.killed.get(next.taskId()) != next) {
			this.dues.remove();
			next = this.dues.peek();
		}
		return (next != null) ? next.due() : null;
	}

	/** An app was removed: what is found of it later is not kept. */
	public void removed(String app, Instant now) {
		restoreRemoved(app, now);
		String dropped = bound(this.removedApps.keySet());
		if (dropped != null) {
			removal(dropped);
		}
		removal(app);
	}

	private void removal(String app) {
		this.changes.changed(StoreKeys.removed(app), () -> {
			Instant at = this.removedApps.get(app);
			return (at != null) ? new StoredRemoval(at) : null;
		});
	}

	/** An app had been removed in a previous run. */
	public void restoreRemoved(String app, Instant at) {
		this.removedApps.remove(app);
		this.removedApps.put(app, at);
	}

	/** Return whether an app was removed. */
	public boolean isRemoved(String app) {
		return this.removedApps.containsKey(app);
	}

	/** Keep a task until its app is declared. */
	public void keep(Orphan orphan) {
		Map<String, Orphan> ofApp = this.orphans.computeIfAbsent(orphan.app(), (key) -> new LinkedHashMap<>());
		if (ofApp.isEmpty()) {
			logger.warn("Task {} of a previous run of the application runs, but app '{}' is not declared:"
					+ " deploy it to adopt its tasks, or kill them", orphan.taskId(), orphan.app());
		}
		if (this.kept < MAX_ORPHANS || ofApp.containsKey(orphan.taskId())) {
			this.kept += (ofApp.put(orphan.taskId(), orphan) == null) ? 1 : 0;
			this.orphanCount = this.kept;
		}
	}

	/** Take out the tasks of an app that was declared now. */
	public List<Orphan> claim(String app) {
		if (this.removedApps.remove(app) != null) {
			removal(app);
		}
		Map<String, Orphan> ofApp = this.orphans.remove(app);
		if (ofApp == null) {
			return List.of();
		}
		this.kept -= ofApp.size();
		this.orphanCount = this.kept;
		return new ArrayList<>(ofApp.values());
	}

	/** Keep a set from growing without end; return what was dropped, or {@code null}. */
	private static @Nullable String bound(Set<String> taskIds) {
		if (taskIds.size() <= MAX_ORPHANS) {
			return null;
		}
		Iterator<String> oldest = taskIds.iterator();
		String dropped = oldest.next();
		oldest.remove();
		return dropped;
	}

	public int abandonedCount() {
		return this.abandonedCount;
	}

	public int orphanCount() {
		return this.orphanCount;
	}

	/**
	 * Read the id of a task.
	 * @return the task, or {@code null} if its id is not one that the manager gives
	 */
	public static @Nullable Orphan read(String taskId, String agentId, StatusReport report) {
		TaskIds.Parts id = TaskIds.read(taskId);
		return (id != null) ? new Orphan(taskId, id, agentId, report) : null;
	}

	/**
	 * A task of a previous run.
	 *
	 * @param taskId its id
	 * @param id what the id says
	 * @param agentId its agent
	 * @param report what was last heard of it
	 */
	public record Orphan(String taskId, TaskIds.Parts id, String agentId, StatusReport report) {

		public String app() {
			return this.id.app();
		}

	}

	/**
	 * A task that is being killed.
	 *
	 * @param taskId its id
	 * @param agentId its agent
	 * @param attempts how often the kill was repeated
	 * @param due when it is repeated next
	 */
	private record Killed(String taskId, String agentId, int attempts, Instant due) {

	}

}
