package io.mesosframework.task.internal.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.TaskID;

import io.mesosframework.scheduler.LogContext;
import io.mesosframework.scheduler.MesosScheduler;

/**
 * Sends kills, no more at once than the limit; the others wait for one to end. Repeating
 * is up to the instance's own timer. A kill that has had no effect for a long time makes
 * room for others, so that agents out of reach do not block the rest. Used on the event
 * loop only; the counts may be read by any thread.
 *
 * @since 0.1.0
 */
public final class KillService {

	private final MesosScheduler scheduler;

	private final int limit;

	private final Duration patience;

	/** When kills were sent, the oldest first. */
	private final Map<String, Instant> inFlight = new LinkedHashMap<>();

	private final Map<String, String> waiting = new LinkedHashMap<>();

	private volatile int inFlightCount;

	private volatile int waitingCount;

	/**
	 * Create a kill service.
	 * @param scheduler takes the calls
	 * @param limit how many kills may be without effect at once
	 * @param patience after which time a kill without effect does not count any more
	 */
	public KillService(MesosScheduler scheduler, int limit, Duration patience) {
		this.scheduler = scheduler;
		this.limit = limit;
		this.patience = patience;
	}

	public void kill(String taskId, String agentId, Instant now) {
		if (this.inFlight.containsKey(taskId) || hasRoom(now)) {
			send(taskId, agentId, now);
		}
		else {
			this.waiting.put(taskId, agentId);
		}
		count();
	}

	private boolean hasRoom(Instant now) {
		Iterator<Instant> oldest = this.inFlight.values().iterator();
		while (this.inFlight.size() >= this.limit && oldest.hasNext()
				&& oldest.next().plus(this.patience).isBefore(now)) {
			oldest.remove();
		}
		return this.inFlight.size() < this.limit;
	}

	/** A task has ended, or is not waited for any more: there is room for another. */
	public void ended(String taskId, Instant now) {
		boolean was = this.inFlight.remove(taskId) != null | this.waiting.remove(taskId) != null;
		if (was) {
			next(now);
			count();
		}
	}

	private void next(Instant now) {
		Iterator<Map.Entry<String, String>> next = this.waiting.entrySet().iterator();
		while (next.hasNext() && hasRoom(now)) {
			Map.Entry<String, String> entry = next.next();
			next.remove();
			send(entry.getKey(), entry.getValue(), now);
		}
	}

	private void send(String taskId, String agentId, Instant now) {
		this.inFlight.remove(taskId);
		this.inFlight.put(taskId, now);
		this.scheduler.kill(TaskID.newBuilder().setValue(taskId).build(),
				AgentID.newBuilder().setValue(agentId).build());
	}

	private void count() {
		this.inFlightCount = this.inFlight.size();
		this.waitingCount = this.waiting.size();
	}

	public int inFlight() {
		return this.inFlightCount;
	}

	public int waiting() {
		return this.waitingCount;
	}

	/** Begin what is logged of a task. */
	LogContext logContext() {
		return LogContext.of(this.scheduler.frameworkId());
	}

}
