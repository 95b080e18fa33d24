package io.mesosframework.task;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.jspecify.annotations.Nullable;

import io.mesosframework.scheduler.MesosScheduler;

/**
 * Explicit reconciliation as {@code docs/reconciliation.md} of Mesos has it: ask for
 * every task, in batches, and again with growing waits until each has been answered. Only
 * one runs at a time. Used on the event loop only.
 */
final class Reconciliation {

	private static final int BATCH = 1000;

	private static final Duration BETWEEN_BATCHES = Duration.ofSeconds(1);

	private static final Duration FIRST_WAIT = Duration.ofSeconds(5);

	private static final Duration MAX_WAIT = Duration.ofMinutes(5);

	private final Map<String, String> open = new LinkedHashMap<>();

	private @Nullable Iterator<Map.Entry<String, String>> round;

	private @Nullable Instant due;

	private Duration pause = FIRST_WAIT;

	/** Begin anew with these tasks and their agents. */
	void start(Map<String, String> tasks, Instant now) {
		this.open.clear();
		this.open.putAll(tasks);
		this.round = null;
		this.pause = FIRST_WAIT;
		this.due = tasks.isEmpty() ? null : now;
	}

	void stop() {
		this.open.clear();
		this.round = null;
		this.due = null;
	}

	void answered(String taskId) {
		if (this.round == null) {
			this.open.remove(taskId);
		}
		else if (this.open.containsKey(taskId)) {
			// an iterator is on its way through the map: mark, and remove at its end
			this.open.put(taskId, "");
		}
		if (this.open.isEmpty()) {
			this.due = null;
		}
	}

	@Nullable Instant due() {
		return this.due;
	}

	int open() {
		return (int) this.open.values().stream().filter((agent) -> !agent.isEmpty()).count();
	}

	void run(MesosScheduler scheduler, Instant now) {
		if (this.due == null || this.due.isAfter(now)) {
			return;
		}
		Iterator<Map.Entry<String, String>> round = this.round;
		if (round == null) {
			round = this.open.entrySet().iterator();
		}
		List<Call.Reconcile.Task> batch = new ArrayList<>();
		while (round.hasNext() && batch.size() < BATCH) {
			Map.Entry<String, String> entry = round.next();
			if (entry.getValue().isEmpty()) {
				round.remove();
				continue;
			}
			batch.add(Call.Reconcile.Task.newBuilder()
				.setTaskId(TaskID.newBuilder().setValue(entry.getKey()))
				.setAgentId(AgentID.newBuilder().setValue(entry.getValue()))
				.build());
		}
		if (!batch.isEmpty()) {
			scheduler.reconcile(batch);
		}
		if (round.hasNext()) {
			this.round = round;
			this.due = now.plus(BETWEEN_BATCHES);
			return;
		}
		this.round = null;
		this.open.values().removeIf(String::isEmpty);
		this.due = this.open.isEmpty() ? null : now.plus(this.pause);
		Duration next = this.pause.multipliedBy(2);
		this.pause = (next.compareTo(MAX_WAIT) > 0) ? MAX_WAIT : next;
	}

}
