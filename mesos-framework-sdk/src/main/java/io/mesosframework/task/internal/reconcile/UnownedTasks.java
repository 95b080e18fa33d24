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
 * Tasks that no instance owns: tasks that were replaced while they were unreachable, and
 * tasks of a previous run of the application. The kill of such a task is repeated with
 * increasing waits until the task has ended or is unreachable. A status update never
 * triggers an earlier repetition, so that kills and losses cannot form a loop. Used on
 * the event loop only; the counts may be read from any thread.
 *
 * @since 0.1.0
 */
public final class UnownedTasks {

	private static final Logger logger = LoggerFactory.getLogger(UnownedTasks.class);

	private static final int MAX_ORPHANS = 100_000;

	/**
	 * Time after which the master forgets unreachable agents. Abandoned tasks are
	 * forgotten after the same time.
	 */
	private static final Duration MEMORY = Duration.ofDays(14);

	private final KillService kills;

	private final StateChanges changes;

	private final TaskTimeouts timeouts;

	/** Tasks that were replaced while they were unreachable, by task id. */
	private final Map<String, StoredUnownedTask> abandoned = new LinkedHashMap<>();

	/** Tasks that wait for their apps to be declared, by app and task id. */
	private final Map<String, Map<String, Orphan>> orphans = new LinkedHashMap<>();

	/** Tasks that are being killed and have not ended yet, the oldest kill first. */
	private final Map<String, Killed> killed = new LinkedHashMap<>();

	/**
	 * Kills by the time of their repetition. Entries of tasks that have ended since are
	 * ignored.
	 */
	private final PriorityQueue<Killed> dues = new PriorityQueue<>(Comparator.comparing(Killed::due));

	/** Times at which apps were removed, by name. */
	private final Map<String, Instant> removedApps = new LinkedHashMap<>();

	private volatile int abandonedCount;

	private int kept;

	private volatile int orphanCount;

	public UnownedTasks(KillService kills, StateChanges changes, TaskTimeouts timeouts) {
		this.kills = kills;
		this.changes = changes;
		this.timeouts = timeouts;
	}

	/** Take over a task that was replaced while it was unreachable. */
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

	/** Restore a task that was replaced while it was unreachable in a previous run. */
	public void restore(String taskId, String agentId, Instant since) {
		this.abandoned.put(taskId, new StoredUnownedTask(agentId, since));
		this.abandonedCount = this.abandoned.size();
	}

	/** Return the agents of the abandoned tasks, by task id. */
	public Map<String, String> abandoned() {
		Map<String, String> agents = new HashMap<>();
		this.abandoned.forEach((taskId, task) -> agents.put(taskId, task.agentId()));
		return agents;
	}

	public boolean isAbandoned(String taskId) {
		return this.abandoned.containsKey(taskId);
	}

	/** Handle a status update of an abandoned task. */
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

	/** Handle a report that a task has ended. */
	public void ended(String taskId, StatusReport report, Instant now) {
		if (isAbandoned(taskId) && TaskStates.mayReturn(report)) {
			outOfReach(taskId, report, now);
		}
		else {
			forget(taskId, now);
		}
	}

	/**
	 * Defer the kill of an unreachable task until its agent reregisters. Tasks unknown to
	 * the master expire.
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

	/** Forget a task that has ended. */
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

	/** Repeat kills at the start of a session, since they may have been lost. */
	public void subscribed(Instant now) {
		this.dues.clear();
		List.copyOf(this.killed.values()).forEach((each) -> send(each.taskId(), each.agentId(), 0, now));
	}

	/** Repeat the kills that are due. */
	public void killAgain(Instant now) {
		for (Instant due = due(); due != null && !due.isAfter(now); due = due()) {
			Killed next = this.dues.remove();
			send(next.taskId(), next.agentId(), next.attempts() + 1, now);
		}
	}

	/** Return when the next kill is to be repeated, or {@code null}. */
	public @Nullable Instant due() {
		Killed next = this.dues.peek();
		while (next != null && this.killed.get(next.taskId()) != next) {
			this.dues.remove();
			next = this.dues.peek();
		}
		return (next != null) ? next.due() : null;
	}

	/** Note that an app was removed: tasks of it that are found later are not kept. */
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

	/** Restore the removal of an app in a previous run. */
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

	/** Remove and return the tasks of an app that has been declared. */
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

	/** Limit the size of a set. Return the entry that was dropped, or {@code null}. */
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
	 * Read a task from its id.
	 * @return the task, or {@code null} if its id does not have the format of the task
	 * manager
	 */
	public static @Nullable Orphan read(String taskId, String agentId, StatusReport report) {
		TaskIds.Parts id = TaskIds.read(taskId);
		return (id != null) ? new Orphan(taskId, id, agentId, report) : null;
	}

	/**
	 * Task of a previous run.
	 *
	 * @param taskId the id of the task
	 * @param id the parts of the id
	 * @param agentId the id of its agent
	 * @param report the last status report
	 */
	public record Orphan(String taskId, TaskIds.Parts id, String agentId, StatusReport report) {

		public String app() {
			return this.id.app();
		}

	}

	/**
	 * Task that is being killed.
	 *
	 * @param taskId the id of the task
	 * @param agentId the id of its agent
	 * @param attempts how often the kill was repeated
	 * @param due when the kill is repeated next
	 */
	private record Killed(String taskId, String agentId, int attempts, Instant due) {

	}

}
