package io.mesosframework.benchmarks.placement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;

import io.mesosframework.placement.AgentOffer;
import io.mesosframework.placement.FieldConstraint;
import io.mesosframework.placement.PlacedInstances;
import io.mesosframework.placement.PlacementConstraint;
import io.mesosframework.placement.PlacementGroup;
import io.mesosframework.placement.PlacementResult;
import io.mesosframework.placement.PlacementResult.Placement;
import io.mesosframework.placement.PlacementStrategy;
import io.mesosframework.placement.Placer;
import io.mesosframework.resource.PortRanges;
import io.mesosframework.resource.ResourceNeed;

/**
 * Our contender. The clock starts with a list of single tasks, as the other one gets
 * them: to sort them into groups is part of the work.
 */
final class SdkPlacement {

	private final List<AgentOffer> offers;

	private final List<Workload.Task> tasks;

	private final PlacementStrategy strategy;

	private SdkPlacement(Workload workload, PlacementStrategy strategy) {
		this.offers = workload.agents().stream().map((agent) -> AgentOffer.of(List.of(offer(agent)))).toList();
		this.tasks = workload.tasks();
		this.strategy = strategy;
	}

	/**
	 * Places again and again, and writes down the last round.
	 * @param args the workload, the strategy, the number of warm and of other rounds, and
	 * the file for the assignments
	 * @throws IOException if a file cannot be read or written
	 */
	public static void main(String[] args) throws IOException {
		SdkPlacement placement = new SdkPlacement(Workload.read(Path.of(args[0])), PlacementStrategy.parse(args[1]));
		int warm = Integer.parseInt(args[2]);
		int all = warm + Integer.parseInt(args[3]);
		List<String> assignments = List.of();
		for (int round = 0; round < all; round++) {
			System.gc();
			long start = System.nanoTime();
			Map<String, Deque<Workload.Task>> apps = placement.apps();
			PlacementResult result = new Placer().place(placement.offers, placement.groups(apps));
			assignments = assignments(apps, result);
			double seconds = (System.nanoTime() - start) / 1e9;
			Set<String> hosts = new HashSet<>();
			result.placements().forEach((each) -> hosts.add(each.agent().agentId()));
			System.out.printf(Locale.ROOT, "%s %.6f %d %d%n", (round < warm) ? "warm" : "round", seconds,
					result.placements().size(), hosts.size());
			Files.write(Path.of(args[4]), assignments);
		}
		System.out.println("done");
	}

	/** Return a line for each task: the task, the agent and the ports. */
	private static List<String> assignments(Map<String, Deque<Workload.Task>> apps, PlacementResult result) {
		List<String> lines = new ArrayList<>(result.placements().size());
		for (Placement each : result.placements()) {
			Workload.Task task = Objects.requireNonNull(apps.get(each.group().app())).removeFirst();
			StringBuilder line = new StringBuilder(64).append(task.id()).append('\t').append(each.agent().agentId());
			each.taken().ports().forEach((port) -> line.append('\t').append(port));
			lines.add(line.toString());
		}
		return lines;
	}

	private Map<String, Deque<Workload.Task>> apps() {
		Map<String, Deque<Workload.Task>> apps = new LinkedHashMap<>();
		for (Workload.Task task : this.tasks) {
			apps.computeIfAbsent(task.app(), (app) -> new ArrayDeque<>(4)).add(task);
		}
		return apps;
	}

	private List<PlacementGroup> groups(Map<String, Deque<Workload.Task>> apps) {
		List<PlacementGroup> groups = new ArrayList<>(apps.size());
		apps.forEach((app, tasks) -> groups.add(group(app, tasks.getFirst(), tasks.size())));
		return groups;
	}

	private PlacementGroup group(String app, Workload.Task task, int count) {
		List<PlacementConstraint> constraints = new ArrayList<>();
		if (!task.zone().equals("-")) {
			constraints.add(new FieldConstraint("zone", FieldConstraint.Operator.IS, task.zone(), true));
		}
		if (task.unique()) {
			constraints.add(new FieldConstraint("@hostname", FieldConstraint.Operator.UNIQUE, null, true));
		}
		ResourceNeed need = ResourceNeed.of(task.cpus(), task.mem(), task.disk())
			.withPorts(PortRanges.EMPTY, task.ports());
		return new PlacementGroup(app, need, count, this.strategy, constraints, false, 0,
				new PlacedInstances(new HashMap<>()));
	}

	private static Offer offer(Workload.Agent agent) {
		return Offer.newBuilder()
			.setId(OfferID.newBuilder().setValue("offer-" + agent.id()))
			.setFrameworkId(FrameworkID.newBuilder().setValue("framework"))
			.setAgentId(AgentID.newBuilder().setValue(agent.id()))
			.setHostname(agent.id())
			.addResources(scalar("cpus", agent.cpus()))
			.addResources(scalar("mem", agent.mem()))
			.addResources(scalar("disk", agent.disk()))
			.addResources(Resource.newBuilder()
				.setName("ports")
				.setType(Value.Type.RANGES)
				.setRanges(Value.Ranges.newBuilder().addRange(Value.Range.newBuilder().setBegin(31000).setEnd(31999))))
			.addAttributes(attribute("rack", agent.rack()))
			.addAttributes(attribute("zone", agent.zone()))
			.build();
	}

	private static Resource scalar(String name, double value) {
		return Resource.newBuilder()
			.setName(name)
			.setType(Value.Type.SCALAR)
			.setScalar(Value.Scalar.newBuilder().setValue(value))
			.build();
	}

	private static Attribute attribute(String name, String value) {
		return Attribute.newBuilder()
			.setName(name)
			.setType(Value.Type.TEXT)
			.setText(Value.Text.newBuilder().setValue(value))
			.build();
	}

}
