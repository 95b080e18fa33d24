package io.mesosframework.benchmarks.fenzo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.netflix.fenzo.SchedulingResult;
import com.netflix.fenzo.TaskAssignmentResult;
import com.netflix.fenzo.TaskRequest;
import com.netflix.fenzo.TaskScheduler;
import com.netflix.fenzo.VMAssignmentResult;
import com.netflix.fenzo.VirtualMachineLease;
import com.netflix.fenzo.plugins.BinPackingFitnessCalculators;

/**
 * Places with a new scheduler each round. Leases and requests are made before the clock
 * starts. With {@code first_fit} every host is good enough, so that the first that suits
 * ends the search; with {@code binpack} CPUs and memory are packed until a host is 99 %
 * full, as in the examples of Fenzo.
 */
public final class FenzoPlacement {

	private FenzoPlacement() {
	}

	/**
	 * Places again and again, and writes down the last round.
	 * @param args the workload, the strategy, the number of warm and of other rounds, and
	 * the file for the assignments
	 * @throws IOException if a file cannot be read or written
	 */
	public static void main(String[] args) throws IOException {
		List<String[]> lines;
		try (Stream<String> read = Files.lines(Path.of(args[0]))) {
			lines = read.map((line) -> line.split("\t")).collect(Collectors.toList());
		}
		int warm = Integer.parseInt(args[2]);
		int all = warm + Integer.parseInt(args[3]);
		for (int round = 0; round < all; round++) {
			List<VirtualMachineLease> leases = new ArrayList<>();
			List<TaskRequest> tasks = new ArrayList<>();
			read(lines, leases, tasks);
			System.gc();
			long start = System.nanoTime();
			TaskScheduler scheduler = scheduler(args[1].equals("binpack"));
			SchedulingResult result = scheduler.scheduleOnce(tasks, leases);
			List<String> assignments = assignments(result);
			double seconds = (System.nanoTime() - start) / 1e9;
			scheduler.shutdown();
			System.out.printf(Locale.ROOT, "%s %.6f %d %d%n", (round < warm) ? "warm" : "round", seconds,
					assignments.size(), result.getResultMap().size());
			if (!result.getExceptions().isEmpty()) {
				throw new IllegalStateException(result.getExceptions().get(0));
			}
			Files.write(Path.of(args[4]), assignments);
		}
		System.out.println("done");
	}

	private static TaskScheduler scheduler(boolean binpack) {
		TaskScheduler.Builder builder = new TaskScheduler.Builder().withLeaseOfferExpirySecs(1_000_000)
			.disableShortfallEvaluation()
			.withLeaseRejectAction((lease) -> {
				throw new IllegalStateException("No lease should be rejected");
			});
		return binpack ? builder.withFitnessCalculator(BinPackingFitnessCalculators.cpuMemBinPacker)
			.withFitnessGoodEnoughFunction((fitness) -> fitness > 0.99)
			.build() : builder.withFitnessGoodEnoughFunction((fitness) -> true).build();
	}

	private static void read(List<String[]> lines, List<VirtualMachineLease> leases, List<TaskRequest> tasks) {
		Map<String, Set<String>> idsByApp = new HashMap<>();
		Map<String, String> apps = new HashMap<>();
		for (String[] parts : lines) {
			if (parts[0].equals("agent")) {
				leases.add(new Lease(parts));
			}
			else {
				tasks.add(new Request(parts, apps, idsByApp));
				apps.put(parts[1], parts[2]);
				idsByApp.computeIfAbsent(parts[2], (app) -> new HashSet<>()).add(parts[1]);
			}
		}
	}

	/** Return a line for each task: the task, the agent and the ports. */
	private static List<String> assignments(SchedulingResult result) {
		List<String> lines = new ArrayList<>();
		for (VMAssignmentResult host : result.getResultMap().values()) {
			for (TaskAssignmentResult task : host.getTasksAssigned()) {
				StringBuilder line = new StringBuilder(task.getTaskId()).append('\t').append(host.getHostname());
				task.getAssignedPorts().forEach((port) -> line.append('\t').append(port));
				lines.add(line.toString());
			}
		}
		return lines;
	}

}
