package io.mesosframework.task.internal.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.jspecify.annotations.Nullable;

import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.task.ReconciliationFinished;
import io.mesosframework.task.ReconciliationProgress;
import io.mesosframework.task.TaskManagerEvent;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.util.Backoff;
import io.mesosframework.util.Times;

/**
 * Reconciles tasks with the master as described in {@code docs/reconciliation.md} of
 * Mesos. Explicit reconciliation requests every task in batches and repeats this with
 * increasing waits until each has been answered. Implicit reconciliation follows. A
 * reconciliation starts with every subscription and at regular intervals. Only one runs
 * at a time, and it is held back while many events are queued. Used on the event loop
 * only, except for {@link #progress()}.
 *
 * @since 0.1.0
 */
public final class Reconciler {

	private static final int BATCH = 1000;

	private static final Duration BETWEEN_BATCHES = Duration.ofMillis(250);

	private static final Duration HELD_BACK = Duration.ofSeconds(1);

	private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(5));

	private final MesosScheduler scheduler;

	private final TaskManagerOptions options;

	private final Consumer<TaskManagerEvent> events;

	/** Agents of the tasks that have not been answered, by task id. */
	private final Map<String, String> open = new LinkedHashMap<>();

	/** Open tasks that have not been requested in this round. */
	private final Deque<String> round = new ArrayDeque<>();

	private int rounds;

	private @Nullable Instant due;

	private @Nullable Instant implicitDue;

	private @Nullable Instant interval;

	private volatile ReconciliationProgress progress = ReconciliationProgress.NONE;

	private volatile int openCount;

	public Reconciler(MesosScheduler scheduler, TaskManagerOptions options, Consumer<TaskManagerEvent> events) {
		this.scheduler = scheduler;
		this.options = options;
		this.events = events;
	}

	/**
	 * Start a session: reconcile the given tasks explicitly, and then all tasks
	 * implicitly.
	 */
	public void subscribed(Map<String, String> live, Instant now) {
		stop();
		this.implicitDue = now;
		start(live, now);
	}

	/** Stop at the end of the session. */
	public void stop() {
		this.open.clear();
		this.round.clear();
		this.openCount = 0;
		this.due = null;
		this.implicitDue = null;
		this.interval = null;
		ReconciliationProgress last = this.progress;
		this.progress = new ReconciliationProgress(false, last.startedAt(), last.total(), 0, last.rounds(), false,
				last.finishedAt(), last.implicitAt(), null);
	}

	/** Start a reconciliation at a user's request. */
	public void request(Map<String, String> live, Instant now) {
		this.implicitDue = now;
		if (this.open.isEmpty()) {
			start(live, now);
		}
	}

	/** Add tasks whose state may have changed without a status update. */
	public void doubt(Map<String, String> some, Instant now) {
		if (some.isEmpty()) {
			return;
		}
		if (this.open.isEmpty()) {
			start(some, now);
			return;
		}
		some.forEach((taskId, agentId) -> {
			if (this.open.put(taskId, agentId) == null) {
				this.round.add(taskId);
			}
		});
		this.openCount = this.open.size();
		this.due = now;
	}

	private void start(Map<String, String> live, Instant now) {
		this.open.putAll(live);
		this.openCount = this.open.size();
		this.round.addAll(live.keySet());
		this.rounds = 0;
		this.due = now;
		this.interval = now.plus(this.options.reconcileInterval());
		this.progress = new ReconciliationProgress(true, now, live.size(), live.size(), 0, false, null,
				this.progress.implicitAt(), this.interval);
	}

	/** Note a status update of a task, which answers its reconciliation. */
	public void answered(String taskId, Instant now) {
		if (this.open.remove(taskId) != null) {
			this.openCount = this.open.size();
			if (this.open.isEmpty()) {
				finished(now);
			}
		}
	}

	/** Return whether a task is being reconciled and the master has not answered yet. */
	public boolean isOpen(String taskId) {
		return this.open.containsKey(taskId);
	}

	private void finished(Instant now) {
		this.due = null;
		this.round.clear();
		ReconciliationProgress done = new ReconciliationProgress(false, this.progress.startedAt(),
				this.progress.total(), 0, this.progress.rounds(), false, now, this.progress.implicitAt(),
				this.interval);
		this.progress = done;
		this.events.accept(new ReconciliationFinished(done));
	}

	/** Return when the next action is due, or {@code null}. */
	public @Nullable Instant due() {
		return Times.earliest(this.interval, this.due, this.round.isEmpty() ? this.implicitDue : null);
	}

	/** Carry out the actions that are due. */
	public void run(Supplier<Map<String, String>> live, Instant now) {
		Instant next = due();
		if (next == null || next.isAfter(now)) {
			return;
		}
		boolean busy = this.scheduler.counters().queueDepth() > this.options.reconcileQueueLimit();
		heldBack(busy);
		if (busy) {
			Instant later = now.plus(HELD_BACK);
			this.due = (this.due != null) ? later : null;
			this.implicitDue = (this.implicitDue != null) ? later : null;
			this.interval = (this.interval != null && !this.interval.isAfter(now)) ? later : this.interval;
			return;
		}
		if (this.interval != null && !this.interval.isAfter(now)) {
			again(live, now);
		}
		if (this.due != null && !this.due.isAfter(now)) {
			explicit(now);
		}
		if (this.implicitDue != null && this.round.isEmpty() && !this.implicitDue.isAfter(now)) {
			implicit(now);
		}
	}

	private void again(Supplier<Map<String, String>> live, Instant now) {
		if (this.open.isEmpty()) {
			start(live.get(), now);
		}
		else {
			this.interval = now.plus(this.options.reconcileInterval());
		}
	}

	private void heldBack(boolean busy) {
		ReconciliationProgress last = this.progress;
		if (last.heldBack() != busy) {
			this.progress = new ReconciliationProgress(last.running(), last.startedAt(), last.total(), last.open(),
					last.rounds(), busy, last.finishedAt(), last.implicitAt(), last.nextAt());
		}
	}

	private void explicit(Instant now) {
		if (this.open.isEmpty()) {
			finished(now);
			return;
		}
		if (this.round.isEmpty()) {
			this.round.addAll(this.open.keySet());
		}
		List<Call.Reconcile.Task> batch = new ArrayList<>();
		while (!this.round.isEmpty() && batch.size() < BATCH) {
			String taskId = this.round.poll();
			String agentId = this.open.get(taskId);
			if (agentId != null) {
				batch.add(Call.Reconcile.Task.newBuilder()
					.setTaskId(TaskID.newBuilder().setValue(taskId))
					.setAgentId(AgentID.newBuilder().setValue(agentId))
					.build());
			}
		}
		if (!batch.isEmpty()) {
			this.scheduler.reconcile(batch);
		}
		if (!this.round.isEmpty()) {
			this.due = now.plus(BETWEEN_BATCHES);
			return;
		}
		roundDone(now);
	}

	private void roundDone(Instant now) {
		this.due = now.plus(BACKOFF.delay(this.rounds++));
		ReconciliationProgress last = this.progress;
		this.progress = new ReconciliationProgress(last.running(), last.startedAt(), last.total(), last.open(),
				last.rounds() + 1, last.heldBack(), last.finishedAt(), last.implicitAt(), this.interval);
	}

	private void implicit(Instant now) {
		this.scheduler.reconcile();
		this.implicitDue = now.plus(this.options.implicitReconcileInterval());
		ReconciliationProgress last = this.progress;
		this.progress = new ReconciliationProgress(last.running(), last.startedAt(), last.total(), last.open(),
				last.rounds(), last.heldBack(), last.finishedAt(), now, last.nextAt());
	}

	/** Return the progress; may be called on any thread. */
	public ReconciliationProgress progress() {
		ReconciliationProgress last = this.progress;
		return last.running() ? new ReconciliationProgress(true, last.startedAt(), last.total(), this.openCount,
				last.rounds(), last.heldBack(), last.finishedAt(), last.implicitAt(), last.nextAt()) : last;
	}

}
