package io.mesosframework.task;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.TaskID;

import io.mesosframework.scheduler.MesosScheduler;

/**
 * Sends kills, no more at once than the limit; the others wait for one to end. Repeating
 * is up to the instance's own timer. Used on the event loop only.
 */
final class KillService {

	private final int limit;

	private final Set<String> inFlight = new LinkedHashSet<>();

	private final Map<String, String> waiting = new LinkedHashMap<>();

	KillService(int limit) {
		this.limit = limit;
	}

	void kill(String taskId, String agentId, MesosScheduler scheduler) {
		if (this.inFlight.contains(taskId) || this.inFlight.size() < this.limit) {
			this.inFlight.add(taskId);
			send(taskId, agentId, scheduler);
		}
		else {
			this.waiting.put(taskId, agentId);
		}
	}

	/** A task has ended: there is room for another. */
	void ended(String taskId, MesosScheduler scheduler) {
		this.waiting.remove(taskId);
		if (this.inFlight.remove(taskId) && !this.waiting.isEmpty()) {
			Map.Entry<String, String> next = this.waiting.entrySet().iterator().next();
			this.waiting.remove(next.getKey());
			kill(next.getKey(), next.getValue(), scheduler);
		}
	}

	int inFlight() {
		return this.inFlight.size();
	}

	private static void send(String taskId, String agentId, MesosScheduler scheduler) {
		scheduler.kill(TaskID.newBuilder().setValue(taskId).build(), AgentID.newBuilder().setValue(agentId).build());
	}

}
