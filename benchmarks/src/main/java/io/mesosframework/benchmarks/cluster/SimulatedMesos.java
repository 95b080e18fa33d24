package io.mesosframework.benchmarks.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Call;

import io.mesosframework.embedded.AgentNode;
import io.mesosframework.embedded.EmbeddedMesosCluster;
import io.mesosframework.embedded.simulation.TaskScript;

/**
 * The other side: a master with very many simulated agents. It is told what to do on its
 * standard input, and answers with a line each.
 */
final class SimulatedMesos {

	private final EmbeddedMesosCluster cluster;

	private final Map<String, Integer> starts = new ConcurrentHashMap<>();

	private SimulatedMesos(int agents, int masters) {
		this.cluster = EmbeddedMesosCluster.builder()
			.agents(agents)
			.masters(masters)
			.masterPort(0)
			.resources("cpus:4;mem:8192;disk:20000")
			.taskScripts(this::script)
			.start();
		this.cluster.timeline().recording(false);
	}

	private TaskScript script(TaskInfo task) {
		this.starts.merge(instanceOf(task.getTaskId().getValue()), 1, Integer::sum);
		return TaskScript.running();
	}

	/** Return the app and the index, without what makes each attempt different. */
	private static String instanceOf(String taskId) {
		return taskId.substring(0, taskId.lastIndexOf('.'));
	}

	/**
	 * Runs until its input ends.
	 * @param args the numbers of agents and masters
	 * @throws IOException if the input cannot be read
	 * @throws InterruptedException if someone interrupts it
	 */
	public static void main(String[] args) throws IOException, InterruptedException {
		SimulatedMesos mesos = new SimulatedMesos(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
		while (mesos.cluster.state().agents().size() < Integer.parseInt(args[0])) {
			Pause.millis(20);
		}
		System.out.println("ready " + mesos.cluster.masterUrls());
		BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = input.readLine(); line != null; line = input.readLine()) {
			System.out.println(mesos.answer(line.split(" ")));
		}
		mesos.cluster.close();
	}

	private String answer(String[] request) throws IOException, InterruptedException {
		return switch (request[0]) {
			case "acknowledged" -> acknowledged(Long.parseLong(request[1]), Duration.parse(request[2]));
			case "settled" -> settled(Duration.parse(request[1]));
			case "forget" -> {
				this.starts.clear();
				this.cluster.timeline().clear();
				yield "forgotten";
			}
			case "failover" -> {
				this.cluster.failover();
				yield "failed over";
			}
			case "tasks" -> tasks(Path.of(request[1]));
			default -> throw new IllegalArgumentException("Nobody knows '" + request[0] + "'");
		};
	}

	/**
	 * Wait for a number of acknowledgements; tell when that was, on the system's clock.
	 */
	private String acknowledged(long count, Duration patience) throws InterruptedException {
		long deadline = System.nanoTime() + patience.toNanos();
		while (this.cluster.timeline().count(Call.Type.ACKNOWLEDGE) < count && System.nanoTime() < deadline) {
			Pause.millis(1);
		}
		return "acknowledged " + this.cluster.timeline().count(Call.Type.ACKNOWLEDGE) + " " + System.nanoTime();
	}

	/** Wait until no agent has an update that is not acknowledged. */
	private String settled(Duration patience) throws InterruptedException {
		long deadline = System.nanoTime() + patience.toNanos();
		long left = unacknowledged();
		while (left > 0 && System.nanoTime() < deadline) {
			Pause.millis(20);
			left = unacknowledged();
		}
		return "settled " + left + " " + System.nanoTime();
	}

	private long unacknowledged() {
		return this.cluster.agents().stream().mapToLong(AgentNode::unacknowledgedUpdates).sum();
	}

	/** Write down the tasks that run, and tell how many were ever started. */
	private String tasks(Path file) throws IOException {
		List<String> running = this.cluster.state()
			.tasks()
			.stream()
			.filter((task) -> task.getState() == TaskState.TASK_RUNNING)
			.map(Task::getTaskId)
			.map((id) -> id.getValue())
			.toList();
		Files.write(file, running);
		int started = this.starts.values().stream().mapToInt(Integer::intValue).sum();
		return "tasks " + running.size() + " " + this.starts.size() + " " + started;
	}

}
