package io.mesosframework.placement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.DiskInfo.Source.Type;

import io.mesosframework.resource.DiskNeed;
import io.mesosframework.resource.PortRanges;
import io.mesosframework.resource.ResourceNeed;
import io.mesosframework.resource.ResourceSamples;

import static org.assertj.core.api.Assertions.assertThat;

class PlacerProperties {

	/** Disks that groups need, by their oddity. */
	private static final Map<Integer, List<DiskNeed>> DISKS = Map.of(4, List.of(new DiskNeed(Type.PATH, null, 6000)), 5,
			List.of(new DiskNeed(Type.PATH, "/path", 1000), new DiskNeed(Type.PATH, null, 2000)), 6,
			List.of(new DiskNeed(Type.MOUNT, "/mnt", 3000)), 7,
			List.of(new DiskNeed(Type.MOUNT, null, 0), new DiskNeed(Type.PATH, "/other", 500)));

	/** Rules of which groups have none, one or several. */
	private static final List<PlacementConstraint> RULES = List.of(FieldConstraint.parse("rack:IS:r0"),
			FieldConstraint.parse("rack:UNLIKE:r1"), FieldConstraint.parse("rack:GROUP_BY:3"),
			FieldConstraint.parse("rack:MAX_PER:5"), FieldConstraint.parse("@agent:UNIQUE"),
			FieldConstraint.parse("@agent:MAX_PER:2"), FieldConstraint.parse("rack:CLUSTER"),
			new FieldConstraint("rack", FieldConstraint.Operator.IS, "r2", false),
			new FieldConstraint("@agent", FieldConstraint.Operator.UNIQUE, null, false),
			new FieldConstraint("rack", FieldConstraint.Operator.MAX_PER, "3", false),
			new FieldConstraint("rack", FieldConstraint.Operator.CLUSTER, null, false),
			new FieldConstraint("rack", FieldConstraint.Operator.GROUP_BY, "4", false),
			new AffinityConstraint("app1", false, true), new AffinityConstraint("tier=0", false, true),
			new AffinityConstraint("db", true, true), new AffinityConstraint("tier=1", true, true),
			new AffinityConstraint("tier=1", false, false), new AffinityConstraint("app0", true, false));

	/**
	 * Both are given the same, so that whatever the placer saves, it must not change what
	 * goes where, with which resources, in which order, and what is said about the rest.
	 */
	@Property(tries = 400)
	void placesAndExplainsAsIfEveryAgentWasLookedAtForEveryGroup(@ForAll("clusters") List<AgentOffer> agents,
			@ForAll("rounds") List<Waiting> waiting) {
		List<PlacementGroup> groups = groups(waiting);
		List<PlacementGroup> gangs = groups.stream().filter(PlacementGroup::gang).toList();
		PlacementResult result = new Placer().place(agents, groups, gangs);
		List<PlacementGroup> again = groups(waiting);
		PlainPlacer plain = new PlainPlacer(agents, again, again.stream().filter(PlacementGroup::gang).toList())
			.place();

		assertThat(texts(result.placements())).isEqualTo(texts(plain.placements()));
		assertThat(result.refusals()).extracting((each) -> each.group().app() + " " + each.count() + " " + each.why())
			.isEqualTo(plain.refusals());
		assertThat((result.kept() != null) ? result.kept().gang().app() : null).isEqualTo(plain.kept());
		Statistics.label("placed").collect((result.placements().size() + 49) / 50 * 50);
		Statistics.label("refused").collect(result.refusals().size());
		Statistics.label("kept").collect(result.kept() != null);
	}

	/** Whatever the strategies, nothing is placed beside what it must keep apart from. */
	@Property(tries = 200)
	void keepsApartWhatMustNotBeTogether(@ForAll("clusters") List<AgentOffer> agents,
			@ForAll("rounds") List<Waiting> waiting) {
		List<PlacementGroup> groups = groups(waiting);
		PlacementResult result = new Placer().place(agents, groups, List.of());

		Map<String, Set<String>> onAgents = new HashMap<>();
		for (PlacementResult.Placement placement : result.placements()) {
			PlacementGroup group = placement.group();
			Set<String> there = onAgents.computeIfAbsent(placement.agent().agentId(), (id) -> new HashSet<>());
			assertThat(group.constraints()).noneMatch((rule) -> rule instanceof AffinityConstraint affinity
					&& affinity.hard() && !affinity.together() && there.contains(affinity.app()));
			there.addAll(names(group.app()));
		}
		Statistics.label("shared").collect(onAgents.values().stream().anyMatch((names) -> names.size() > 2));
	}

	/** A round may be repeated with the same input, and nobody can tell that it was. */
	@Property(tries = 200)
	void changesNoneOfItsInputs(@ForAll("clusters") List<AgentOffer> agents, @ForAll("rounds") List<Waiting> waiting) {
		AppsOnAgents running = running();
		List<PlacementGroup> groups = groups(waiting, running);
		groups.get(0).placed().running(ResourceSamples.agent("a1", 1, 1, "rack:r1"));
		List<AgentOffer> agentsBefore = List.copyOf(agents);
		List<PlacementGroup> groupsBefore = List.copyOf(groups);
		List<String> known = known(agents, groups, running);
		List<PlacementGroup> gangs = groups.stream().filter(PlacementGroup::gang).toList();
		Placer placer = new Placer();

		PlacementResult first = placer.place(agents, groups, gangs);

		assertThat(agents).isEqualTo(agentsBefore);
		assertThat(groups).isEqualTo(groupsBefore);
		assertThat(known(agents, groups, running)).isEqualTo(known);
		assertThat(placer.place(agents, groups, gangs)).isEqualTo(first);
		first.count();
		assertThat(groups.stream().mapToInt((group) -> group.placed().total()).sum())
			.isEqualTo(first.placements().size() + 1);
		Statistics.label("placed").collect(!first.placements().isEmpty());
	}

	/** Return whatever rules can ask, as text. */
	private static List<String> known(List<AgentOffer> agents, List<PlacementGroup> groups, AppsOnAgents running) {
		List<String> known = new ArrayList<>();
		for (PlacementGroup group : groups) {
			known.add(group.app() + " " + group.placed().total() + " " + Map.copyOf(group.placed().counts("rack")) + " "
					+ Map.copyOf(group.placed().counts("@agent")) + " " + group.placed().least("rack"));
		}
		agents.forEach((agent) -> known.add(agent.agentId() + " " + Set.copyOf(running.on(agent.agentId()))));
		return known;
	}

	private static List<String> names(String app) {
		return List.of(app, "tier=" + app.charAt(app.length() - 1) % 2);
	}

	private static List<String> texts(List<PlacementResult.Placement> placements) {
		return placements.stream()
			.map((each) -> each.group().app() + " on " + each.agent().agentId() + ": " + each.taken().resources() + " "
					+ each.taken().ports() + " leaves " + each.taken().rest())
			.toList();
	}

	private static List<PlacementGroup> groups(List<Waiting> waiting) {
		return groups(waiting, running());
	}

	private static AppsOnAgents running() {
		AppsOnAgents running = new AppsOnAgents();
		List.of("a1", "a4", "a5").forEach((agentId) -> running.add(agentId, List.of("db")));
		return running;
	}

	private static List<PlacementGroup> groups(List<Waiting> waiting, AppsOnAgents running) {
		List<PlacementGroup> groups = new ArrayList<>();
		for (Waiting each : waiting) {
			groups.add(each.group("app" + groups.size(), running));
		}
		return groups;
	}

	@Provide
	Arbitrary<List<AgentOffer>> clusters() {
		Arbitrary<Integer> few = Arbitraries.integers().between(0, 8);
		Arbitrary<Integer> kinds = Arbitraries.frequency(Tuple.of(6, 0), Tuple.of(1, 1), Tuple.of(1, 2), Tuple.of(1, 3),
				Tuple.of(1, 4), Tuple.of(2, 5));
		return Combinators.combine(few, few, few, kinds, Arbitraries.integers().between(0, 3))
			.as(PlacerProperties::resources)
			.list()
			.ofMaxSize(150)
			.withSizeDistribution(RandomDistribution.uniform())
			.map((all) -> {
				List<AgentOffer> agents = new ArrayList<>();
				for (List<Resource> resources : all) {
					String id = "a" + agents.size();
					// some have no rack
					agents.add((agents.size() % 7 == 6) ? ResourceSamples.agent(id, resources)
							: ResourceSamples.agent(id, resources, "rack:r" + agents.size() % 4));
				}
				return agents;
			});
	}

	private static List<Resource> resources(int cpus, int mem, int ports, int kind, int more) {
		List<Resource> resources = new ArrayList<>();
		resources.add(ResourceSamples.scalar("cpus", cpus / 2.0));
		resources.add(ResourceSamples.scalar("mem", mem * 64));
		if (ports > 0) {
			resources.add(ResourceSamples.ports(31000, 31000 + 2 * ports));
		}
		if (kind == 1) {
			resources.add(ResourceSamples.reserved(ResourceSamples.scalar("cpus", more), "web"));
			resources.add(ResourceSamples.reserved(ResourceSamples.ports(32000, 32000 + more), "web"));
		}
		if (kind == 2) {
			resources.add(ResourceSamples.revocable(ResourceSamples.scalar("cpus", more)));
			resources.add(ResourceSamples.revocable(ResourceSamples.scalar("mem", more)));
		}
		if (kind == 3) {
			resources.add(ResourceSamples.scalar("gpus", more));
		}
		if (kind == 4) {
			resources.add(ResourceSamples.volume("v" + more, 1 + more));
			resources.add(ResourceSamples.scalar("disk", 10 * more));
		}
		if (kind == 5) {
			resources.add(ResourceSamples.path("/path", 10 * more));
			resources.add(ResourceSamples.path("/other", 7));
			resources.add(ResourceSamples.mount("/mnt", 2 + more));
		}
		return resources;
	}

	@Provide
	Arbitrary<List<Waiting>> rounds() {
		Arbitrary<List<Integer>> scalars = Arbitraries.integers().between(0, 5).list().ofSize(3);
		Arbitrary<Integer> oddities = Arbitraries.integers().between(0, 11);
		Arbitrary<List<PlacementConstraint>> rules = Arbitraries.of(RULES).list().uniqueElements().ofMaxSize(3);
		return Combinators
			.combine(scalars, oddities, Arbitraries.integers().between(1, 60),
					Arbitraries.frequencyOf(
							Tuple.of(2, Arbitraries.of(PlacementStrategy.FIRST_FIT, PlacementStrategy.BINPACK)),
							Tuple.of(1, Arbitraries.of(PlacementStrategy.class))),
					Arbitraries.oneOf(Arbitraries.just(List.<PlacementConstraint>of()), rules),
					Arbitraries.integers().between(0, 9), Arbitraries.integers().between(0, 1))
			.as(Waiting::new)
			.list()
			.ofMinSize(1)
			.ofMaxSize(12);
	}

	/**
	 * What a group is made of.
	 *
	 * @param scalars CPUs, memory and ports
	 * @param oddity which unusual resources are needed
	 * @param count how many instances
	 * @param strategy the strategy
	 * @param rules the rules
	 * @param gang a gang if 0
	 * @param priority the priority
	 */
	record Waiting(List<Integer> scalars, int oddity, int count, PlacementStrategy strategy,
			List<PlacementConstraint> rules, int gang, int priority) {

		PlacementGroup group(String app, AppsOnAgents running) {
			Map<String, Long> needs = new HashMap<>();
			needs.put("cpus", this.scalars.get(0) * 250L);
			needs.put("mem", this.scalars.get(1) * 24_000L);
			needs.put("gpus", (this.oddity == 0) ? 1000L : 0L);
			needs.put("disk", (this.oddity == 1) ? 3000L : 0L);
			PortRanges fixed = (this.oddity == 2) ? PortRanges.ofNumbers(List.of(31003L)) : PortRanges.EMPTY;
			ResourceNeed need = new ResourceNeed(needs, fixed, this.scalars.get(2), this.oddity == 3);
			return new PlacementGroup(app, need.withDisks(DISKS.getOrDefault(this.oddity, List.of())), this.count,
					this.strategy, this.rules, this.gang == 0, this.priority, new PlacedInstances(running, names(app)));
		}

	}

}
