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
 * Sends kills and limits how many are in flight at once; further kills wait until one has
 * taken effect. Repeating a kill is the task of the instance's timer. A kill without
 * effect for a long time no longer counts, so that unreachable agents do not block other
 * kills. Used on the event loop only; the counts may be read from any thread.
 *
 * @since 0.1.0
 */
public final class KillService {

	private final MesosScheduler scheduler;

	private final int limit;

	private final Duration patience;

	/** Times at which kills were sent, the oldest first. */
	private final Map<String, Instant> inFlight = new LinkedHashMap<>();

	private final Map<String, String> waiting = new LinkedHashMap<>();

	private volatile int inFlightCount;

	private volatile int waitingCount;

	/**
	 * Create a kill service.
	 * @param scheduler the scheduler that sends the calls
	 * @param limit the maximum number of kills in flight
	 * @param patience the time after which a kill without effect no longer counts
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

	/**
	 * Forget the kill of a task that has ended or was abandoned, so that another kill can
	 * be sent.
	 */
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

	/** Open the log context of the task. */
	LogContext logContext() {
		return LogContext.of(this.scheduler.frameworkId());
	}

}
