package io.mesosframework.benchmarks.placement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.mesosframework.benchmarks.placement.Workload.Agent;
import io.mesosframework.benchmarks.placement.Workload.Task;

/**
 * Checks what a contender wrote down, with arithmetic of its own: no task twice, no agent
 * over-committed, no port given twice, every rule kept.
 */
final class Audit {

	private static final double EPSILON = 1e-6;

	private final Map<String, Agent> agents;

	private final Map<String, Task> tasks;

	private final Map<String, double[]> used = new HashMap<>();

	private final Set<String> seen = new HashSet<>();

	private final Set<String> ports = new HashSet<>();

	private final Set<String> unique = new HashSet<>();

	private Audit(Workload workload) {
		this.agents = workload.agents().stream().collect(Collectors.toMap(Agent::id, Function.identity()));
		this.tasks = workload.tasks().stream().collect(Collectors.toMap(Task::id, Function.identity()));
	}

	/**
	 * Check assignments.
	 * @param workload what was to be placed
	 * @param file a line for each task that was placed
	 * @return what is wrong, or {@code null}
	 */
	static @Nullable String check(Workload workload, Path file) throws IOException {
		return new Audit(workload).check(Files.readAllLines(file));
	}

	/**
	 * Check assignments.
	 * @param workload what was to be placed
	 * @param lines task, agent and ports, separated by tabs
	 * @return what is wrong, or {@code null}
	 */
	static @Nullable String check(Workload workload, List<String> lines) {
		return new Audit(workload).check(lines);
	}

	private @Nullable String check(List<String> lines) {
		for (String line : lines) {
			String[] parts = line.split("\t");
			Task task = this.tasks.get(parts[0]);
			Agent agent = this.agents.get(parts[1]);
			if (task == null || agent == null) {
				return "nobody knows " + line;
			}
			String wrong = check(task, agent, parts);
			if (wrong != null) {
				return parts[0] + " on " + parts[1] + ": " + wrong;
			}
		}
		return null;
	}

	private @Nullable String check(Task task, Agent agent, String[] parts) {
		if (!this.seen.add(task.id())) {
			return "placed twice";
		}
		double[] used = this.used.computeIfAbsent(agent.id(), (id) -> new double[3]);
		used[0] += task.cpus();
		used[1] += task.mem();
		used[2] += task.disk();
		if (used[0] > agent.cpus() + EPSILON || used[1] > agent.mem() + EPSILON || used[2] > agent.disk() + EPSILON) {
			return "over-committed";
		}
		if (parts.length - 2 != task.ports()) {
			return "wrong number of ports";
		}
		for (int i = 2; i < parts.length; i++) {
			int port = Integer.parseInt(parts[i]);
			if (port < 31000 || port > 31999 || !this.ports.add(agent.id() + ':' + port)) {
				return "port " + port + " is not free";
			}
		}
		if (!task.zone().equals("-") && !task.zone().equals(agent.zone())) {
			return "not in its zone";
		}
		if (task.unique() && !this.unique.add(agent.id() + ' ' + task.app())) {
			return "not alone";
		}
		return null;
	}

}
