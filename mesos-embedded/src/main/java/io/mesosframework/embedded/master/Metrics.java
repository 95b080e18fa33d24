package io.mesosframework.embedded.master;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.apache.mesos.v1.Protos.TaskState;

import io.mesosframework.embedded.master.state.Agent;
import io.mesosframework.embedded.master.state.Framework;
import io.mesosframework.embedded.resource.Resources;

/**
 * The metrics of the master that can be read from its state, see
 * {@code docs/monitoring.md} of Mesos.
 */
final class Metrics {

	private final Term term;

	Metrics(Term term) {
		this.term = term;
	}

	/**
	 * Return the metrics as they are now.
	 * @return the values by name, sorted
	 */
	Map<String, Double> snapshot() {
		Map<String, Double> metrics = new TreeMap<>();
		metrics.put("master/elected", 1.0);
		metrics.put("master/uptime_secs",
				(this.term.now().toEpochMilli() - this.term.electedTime().toEpochMilli()) / 1000.0);
		agents(metrics);
		frameworks(metrics);
		return metrics;
	}

	private void agents(Map<String, Double> metrics) {
		int connected = 0;
		int active = 0;
		int all = this.term.agents().registered().size();
		Resources total = Resources.EMPTY;
		Resources used = Resources.EMPTY;
		for (Agent agent : this.term.agents().registered()) {
			connected += agent.connected() ? 1 : 0;
			active += agent.active() ? 1 : 0;
			total = total.plus(agent.total().toUnreserved());
			used = used.plus(OperatorReads.sum(agent.used().values()).unallocate().toUnreserved());
		}
		metrics.put("master/slaves_connected", (double) connected);
		metrics.put("master/slaves_disconnected", (double) all - connected);
		metrics.put("master/slaves_active", (double) active);
		metrics.put("master/slaves_inactive", (double) all - active);
		metrics.put("master/slaves_unreachable", (double) this.term.registry().unreachable().size());
		for (String name : new String[] { "cpus", "disk", "gpus", "mem" }) {
			double whole = total.amount(name).toDouble();
			double part = used.amount(name).toDouble();
			metrics.put("master/" + name + "_total", whole);
			metrics.put("master/" + name + "_used", part);
			metrics.put("master/" + name + "_percent", (whole > 0) ? part / whole : 0);
		}
	}

	private void frameworks(Map<String, Double> metrics) {
		int connected = 0;
		int active = 0;
		int offers = 0;
		int all = this.term.frameworks().registered().size();
		for (TaskState state : new TaskState[] { TaskState.TASK_STAGING, TaskState.TASK_STARTING,
				TaskState.TASK_RUNNING, TaskState.TASK_KILLING }) {
			metrics.put(name(state), 0.0);
		}
		for (Framework framework : this.term.frameworks().registered()) {
			connected += framework.connected() ? 1 : 0;
			active += framework.active() ? 1 : 0;
			offers += framework.offers().size();
			framework.tasks()
				.values()
				.forEach((task) -> metrics.computeIfPresent(name(task.state()), (key, count) -> count + 1));
		}
		metrics.put("master/frameworks_connected", (double) connected);
		metrics.put("master/frameworks_disconnected", (double) all - connected);
		metrics.put("master/frameworks_active", (double) active);
		metrics.put("master/frameworks_inactive", (double) all - active);
		metrics.put("master/outstanding_offers", (double) offers);
	}

	private static String name(TaskState state) {
		return "master/" + state.name().replace("TASK_", "tasks_").toLowerCase(Locale.ROOT);
	}

}
