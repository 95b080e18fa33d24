package io.mesosframework.placement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.mesosframework.resource.PortRanges;
import io.mesosframework.resource.ResourceBag;
import io.mesosframework.resource.ResourceNeed;
import io.mesosframework.resource.ResourceSamples;

import static org.assertj.core.api.Assertions.assertThat;

class PlacerTests {

	private final Placer placer = new Placer();

	@Test
	void exactFitIsAFit() {
		PlacementResult result = place(List.of(ResourceSamples.agent("a", 1.1, 64)), group(1, 1.1, 64));

		assertThat(result.placements()).hasSize(1);
		assertThat(result.refusals()).isEmpty();
	}

	@Test
	void placesAsManyAsFitAndSaysWhyNotMore() {
		PlacementResult result = place(ResourceSamples.agents(3, 1, 100), group(10, 0.5, 30));

		assertThat(result.placements()).hasSize(6);
		assertThat(result.refusals()).singleElement().satisfies((unplaced) -> {
			assertThat(unplaced.count()).isEqualTo(4);
			assertThat(unplaced.why()).hasToString("3 agents: cpus 0 < 0.5");
		});
	}

	@Test
	void namesEveryResourceThatIsShort() {
		PlacementResult result = place(ResourceSamples.agents(2, 1, 100), group(1, 2, 200));

		assertThat(result.refusals().get(0).why().reasons()).extracting(PlacementRefusals.Reason::toString)
			.containsExactly("2 agents: cpus 1 < 2", "2 agents: mem 100 < 200");
	}

	@Test
	void binpackUsesFewAgentsAndSpreadUsesMany() {
		PlacementResult packed = place(ResourceSamples.agents(10, 4, 400), with(PlacementStrategy.BINPACK, 8));
		PlacementResult spread = place(ResourceSamples.agents(10, 4, 400), with(PlacementStrategy.SPREAD, 8));

		assertThat(agentsOf(packed)).hasSize(2);
		assertThat(agentsOf(spread)).hasSize(8);
	}

	@Test
	void whoeverHasLeastChoiceComesFirst() {
		PlacementResult result = place(ResourceSamples.agents(3, 1, 100), group(2, 1, 100),
				new PlacementGroup("picky", ResourceNeed.of(0.5, 50, 0), 1, PlacementStrategy.FIRST_FIT,
						List.of(FieldConstraint.parse("rack:IS:r0")), false, 0, new PlacedInstances(Map.of())));

		assertThat(result.refusals()).isEmpty();
	}

	@Test
	void whatEveryAppAvoidsLeavesNoLessChoice() {
		PlacementConstraint available = new AvailabilityConstraint(Instant.EPOCH, Instant.EPOCH);
		PlacementResult result = place(ResourceSamples.agents(3, 1, 100),
				new PlacementGroup("free", ResourceNeed.of(1, 100, 0), 2, PlacementStrategy.FIRST_FIT,
						List.of(available), false, 0, new PlacedInstances(Map.of())),
				new PlacementGroup("picky", ResourceNeed.of(0.5, 50, 0), 1, PlacementStrategy.FIRST_FIT,
						List.of(available, FieldConstraint.parse("rack:IS:r0")), false, 0,
						new PlacedInstances(Map.of())));

		assertThat(result.refusals()).isEmpty();
	}

	@Test
	void binpackFillsWhatIsUsedAlready() {
		List<AgentOffer> agents = List.of(ResourceSamples.agent("large", 8, 800),
				ResourceSamples.agent("small", 1, 100), ResourceSamples.agent("medium", 2, 200));
		PlacementGroup first = new PlacementGroup("first", ResourceNeed.of(2, 100, 0), 1, PlacementStrategy.BINPACK,
				List.of(), false, 1, new PlacedInstances(Map.of()));

		PlacementResult result = place(agents, first, with(PlacementStrategy.BINPACK, 1));

		assertThat(result.placements()).extracting((placement) -> placement.agent().agentId())
			.containsExactly("medium", "small");
	}

	@Test
	void muchIsPlacedOnLargeAgentsAndLittleOnSmallOnes() {
		List<AgentOffer> agents = List.of(ResourceSamples.agent("medium", 4, 4000),
				ResourceSamples.agent("small", 2, 4000), ResourceSamples.agent("large", 16, 4000));

		assertThat(agentsOf(place(agents, group(17, 1, 10)))).containsExactlyInAnyOrder("large", "medium");
		assertThat(agentsOf(place(agents, group(3, 1, 10)))).containsExactlyInAnyOrder("small", "medium");
		assertThat(agentsOf(place(agents, group(1, 1, 10)))).containsExactly("small");
	}

	@Test
	void everyAppGetsItsShareOfWhatIsTooLittle() {
		PlacementResult result = place(ResourceSamples.agents(1, 10, 400), named("large", 10, 2),
				named("small", 9, 0.5));
		PlacementResult single = place(ResourceSamples.agents(1, 4, 400), named("large", 1, 4), named("small", 9, 0.5));

		// 3 * 2 and 9 * 0.5 CPUs would be too much
		assertThat(countsOf(result)).containsOnly(Map.entry("large", 2L), Map.entry("small", 9L));
		assertThat(countsOf(single)).as("no app waits for those of smaller instances")
			.containsOnly(Map.entry("large", 1L));
	}

	@Test
	void uniqueTakesAnAgentOnce() {
		PlacementResult result = place(ResourceSamples.agents(3, 4, 400), with(PlacementStrategy.UNIQUE, 5));

		assertThat(agentsOf(result)).hasSize(3);
		assertThat(result.placements()).hasSize(3);
		assertThat(result.refusals().get(0).why()).hasToString("3 agents: an instance is on the agent already");
	}

	@Test
	void colocateStaysTogether() {
		PlacementResult result = place(ResourceSamples.agents(5, 4, 400), with(PlacementStrategy.COLOCATE, 4));

		assertThat(agentsOf(result)).hasSize(1);
	}

	@Test
	void uniqueConstraintOnAnAttribute() {
		PlacementResult result = place(ResourceSamples.agents(9, 4, 400), constrained(5, "rack:UNIQUE"));

		assertThat(racksOf(result)).containsOnly(Map.entry("r0", 1L), Map.entry("r1", 1L), Map.entry("r2", 1L));
		assertThat(result.refusals().get(0).why()).hasToString("9 agents: rack UNIQUE");
	}

	@Test
	void groupByBalances() {
		for (PlacementStrategy strategy : PlacementStrategy.values()) {
			PlacementResult result = place(ResourceSamples.agents(9, 4, 400),
					new PlacementGroup("app", ResourceNeed.of(0.5, 10, 0), 7, strategy,
							List.of(FieldConstraint.parse("rack:GROUP_BY:3")), false, 0,
							new PlacedInstances(Map.of())));

			assertThat(racksOf(result).values()).as(strategy.name()).containsExactlyInAnyOrder(2L, 2L, 3L);
		}
	}

	@Test
	void maxPerCountsWhatRunsAlready() {
		PlacedInstances placed = new PlacedInstances(Map.of());
		placed.add(ResourceSamples.agent("old", 1, 1, "rack:r0"));
		PlacementResult result = place(ResourceSamples.agents(3, 4, 400),
				new PlacementGroup("app", ResourceNeed.of(0.5, 10, 0), 9, PlacementStrategy.FIRST_FIT,
						List.of(FieldConstraint.parse("rack:MAX_PER:2")), false, 0, placed));

		assertThat(racksOf(result)).containsOnly(Map.entry("r0", 1L), Map.entry("r1", 2L), Map.entry("r2", 2L));
	}

	@Test
	void clusterKeepsToOneValue() {
		PlacementResult free = place(ResourceSamples.agents(9, 1, 400), constrained(3, "rack:CLUSTER"));
		PlacementResult given = place(ResourceSamples.agents(9, 1, 400), constrained(3, "rack:CLUSTER:r1"));

		assertThat(racksOf(free)).hasSize(1);
		assertThat(racksOf(given)).containsOnlyKeys("r1");
	}

	@Test
	void matchesTextAndHostname() {
		List<AgentOffer> agents = ResourceSamples.agents(3, 9, 400);

		assertThat(racksOf(place(agents, constrained(2, "rack:LIKE:r[12]")))).doesNotContainKey("r0");
		assertThat(racksOf(place(agents, constrained(2, "rack:UNLIKE:r[12]")))).containsOnlyKeys("r0");
		assertThat(agentsOf(place(agents, constrained(2, "hostname:IS:host-a2")))).containsOnly("a2");
		assertThat(agentsOf(place(agents, constrained(2, "@agent:IN:a1, a7")))).containsOnly("a1");
		assertThat(place(agents, constrained(1, "gen:LIKE:.*")).placements()).isEmpty();
		assertThat(place(agents, constrained(1, "gen:UNLIKE:.*")).placements()).hasSize(1);
	}

	@Test
	void wishesOrderButDoNotExclude() {
		PlacementConstraint wish = new FieldConstraint("rack", FieldConstraint.Operator.IS, "r2", false);
		PlacementResult result = place(ResourceSamples.agents(3, 1, 400),
				new PlacementGroup("app", ResourceNeed.of(0.5, 10, 0), 3, PlacementStrategy.FIRST_FIT, List.of(wish),
						false, 0, new PlacedInstances(Map.of())));

		assertThat(racksOf(result)).containsOnly(Map.entry("r2", 2L), Map.entry("r0", 1L));
	}

	@Test
	void affinityLooksAtOtherApps() {
		PlacedInstances placed = new PlacedInstances(Map.of("a1", Set.of("db", "tier=data")));
		List<AgentOffer> agents = ResourceSamples.agents(3, 1, 400);
		PlacementResult with = place(agents, new PlacementGroup("app", ResourceNeed.of(0.5, 10, 0), 1,
				PlacementStrategy.FIRST_FIT, List.of(new AffinityConstraint("db", true, true)), false, 0, placed));
		PlacementResult apart = place(agents,
				new PlacementGroup("app", ResourceNeed.of(0.5, 10, 0), 9, PlacementStrategy.FIRST_FIT,
						List.of(new AffinityConstraint("tier=data", false, true)), false, 0, placed));

		assertThat(agentsOf(with)).containsOnly("a1");
		assertThat(agentsOf(apart)).containsOnly("a0", "a2");
	}

	@Test
	void appsThatKeepApartAreNotPlacedTogetherInOneRound() {
		AppsOnAgents onAgents = new AppsOnAgents();
		PlacementResult result = place(ResourceSamples.agents(3, 4, 400),
				apart("a", onAgents, List.of("a"), "b", PlacementStrategy.FIRST_FIT),
				apart("b", onAgents, List.of("b"), "a", PlacementStrategy.FIRST_FIT));

		Map<String, Set<String>> places = result.placements()
			.stream()
			.collect(Collectors.groupingBy((placement) -> placement.group().app(),
					Collectors.mapping((placement) -> placement.agent().agentId(), Collectors.toSet())));
		assertThat(result.placements()).hasSize(6);
		assertThat(places.get("a")).as("first-fit still fills an agent").hasSize(1);
		assertThat(places.get("b")).hasSize(1).isNotEqualTo(places.get("a"));
	}

	@Test
	void instancesKeepApartFromEachOther() {
		for (PlacementStrategy strategy : PlacementStrategy.values()) {
			for (String own : List.of("web", "tier=front")) {
				PlacementResult result = place(ResourceSamples.agents(2, 4, 400),
						apart("web", new AppsOnAgents(), List.of("web", "tier=front"), own, strategy));

				assertThat(result.placements()).as(strategy + " " + own).hasSize(2);
				assertThat(agentsOf(result)).hasSize(2);
				assertThat(result.refusals()).hasSize(1);
			}
		}
	}

	@Test
	void aGangThatGivesItsPlacesBackKeepsNobodyAway() {
		AppsOnAgents onAgents = new AppsOnAgents();
		PlacementGroup gang = new PlacementGroup("gang", ResourceNeed.of(1, 10, 0), 9, PlacementStrategy.FIRST_FIT,
				List.of(), true, 9, new PlacedInstances(onAgents, List.of("gang")));
		PlacementResult result = place(ResourceSamples.agents(1, 4, 400), gang,
				apart("app", onAgents, List.of("app"), "gang", PlacementStrategy.FIRST_FIT));

		assertThat(countsOf(result)).containsOnly(Map.entry("app", 3L));
	}

	@Test
	void wishesForPlacesApartAreKeptWithinARound() {
		for (PlacementStrategy strategy : PlacementStrategy.values()) {
			for (String wish : List.of("hostname:UNIQUE", "@agent:MAX_PER:1", "rack:GROUP_BY:3")) {
				FieldConstraint hard = FieldConstraint.parse(wish);
				PlacementResult result = place(ResourceSamples.agents(3, 4, 400),
						new PlacementGroup("app", ResourceNeed.of(1, 10, 0), 3, strategy,
								List.of(new FieldConstraint(hard.field(), hard.operator(), hard.value(), false)), false,
								0, new PlacedInstances(Map.of())));

				assertThat(agentsOf(result)).as(strategy + " " + wish).hasSize(3);
			}
		}
	}

	@Test
	void wishesThatCannotBeKeptExcludeNobody() {
		PlacementResult result = place(ResourceSamples.agents(2, 4, 400),
				new PlacementGroup("app", ResourceNeed.of(1, 10, 0), 7, PlacementStrategy.FIRST_FIT,
						List.of(new AffinityConstraint("app", false, false)), false, 0,
						new PlacedInstances(new AppsOnAgents(), List.of("app"))));

		assertThat(result.placements()).hasSize(7);
		assertThat(result.placements().subList(0, 2)).extracting((placement) -> placement.agent().agentId())
			.containsExactlyInAnyOrder("a0", "a1");
	}

	@Test
	void hardRulesCountWithTheWorstWhereNothingIsKnown() {
		AgentOffer somewhere = new AgentOffer("old", "", "*", Map.of(), List.of(), null, null, List.of(),
				ResourceBag.EMPTY, null, null);
		Map<String, Integer> expected = Map.of("rack:UNIQUE", 0, "hostname:UNIQUE", 0, "rack:GROUP_BY:3", 0,
				"rack:CLUSTER", 0, "rack:MAX_PER:2", 3, "@agent:UNIQUE", 3, "rack:IS:r0", 4);

		expected.forEach((rule, count) -> {
			PlacedInstances placed = new PlacedInstances(Map.of());
			placed.runningSomewhere(somewhere);
			PlacementResult result = place(ResourceSamples.agents(3, 4, 400),
					new PlacementGroup("app", ResourceNeed.of(1, 10, 0), 4, PlacementStrategy.FIRST_FIT,
							List.of(FieldConstraint.parse(rule)), false, 0, placed));

			assertThat(result.placements()).as(rule).hasSize(count);
		});
	}

	@Test
	void saysThatPlacesOfInstancesAreNotKnown() {
		PlacedInstances placed = new PlacedInstances(Map.of());
		placed.runningSomewhere(new AgentOffer("old", "host", "*", Map.of(), List.of(), null, null, List.of(),
				ResourceBag.EMPTY, null, null));
		PlacementResult result = place(ResourceSamples.agents(3, 4, 400),
				new PlacementGroup("app", ResourceNeed.of(1, 10, 0), 1, PlacementStrategy.FIRST_FIT,
						List.of(FieldConstraint.parse("rack:UNIQUE")), false, 0, placed));

		assertThat(result.refusals().get(0).why()).hasToString("3 agents: rack UNIQUE; rack of instances that run "
				+ "is not known before their agents offer something");
	}

	private static PlacementGroup apart(String app, AppsOnAgents onAgents, List<String> names, String from,
			PlacementStrategy strategy) {
		return new PlacementGroup(app, ResourceNeed.of(1, 10, 0), 3, strategy,
				List.of(new AffinityConstraint(from, false, true)), false, 0, new PlacedInstances(onAgents, names));
	}

	@Test
	void gangIsAllOrNothingAndLeavesNoTrace() {
		PlacementGroup gang = new PlacementGroup("gang", ResourceNeed.of(1, 10, 0), 4, PlacementStrategy.FIRST_FIT,
				List.of(), true, 9, new PlacedInstances(Map.of()));
		PlacementResult result = place(ResourceSamples.agents(3, 1, 100), gang, group(3, 1, 100));

		assertThat(result.placements()).hasSize(3).allMatch((placement) -> placement.group().app().equals("app"));
		assertThat(gang.placed().total()).isZero();
		assertThat(result.refusals()).singleElement()
			.satisfies((unplaced) -> assertThat(unplaced.count()).isEqualTo(4));
	}

	@Test
	void keepsAgentsWithGpusForThoseWhoNeedThem() {
		AgentOffer gpu = ResourceSamples.agent("gpu", List.of(ResourceSamples.scalar("cpus", 4),
				ResourceSamples.scalar("mem", 400), ResourceSamples.scalar("gpus", 2)));
		PlacementResult result = place(List.of(gpu, ResourceSamples.agent("a", 2, 400)), group(3, 1, 10));

		assertThat(result.placements()).extracting((placement) -> placement.agent().agentId())
			.containsExactly("a", "a", "gpu");
	}

	@Test
	void givesEveryInstancePortsOfItsOwn() {
		PlacementGroup group = new PlacementGroup("app", ResourceNeed.of(0.1, 1, 0).withPorts(PortRanges.EMPTY, 40), 3,
				PlacementStrategy.FIRST_FIT, List.of(), false, 0, new PlacedInstances(Map.of()));
		PlacementResult result = place(ResourceSamples.agents(1, 4, 400), group);

		List<Long> ports = new ArrayList<>();
		result.placements().forEach((placement) -> ports.addAll(placement.taken().ports()));
		assertThat(ports).hasSize(80).doesNotHaveDuplicates();
		assertThat(result.refusals().get(0).why()).hasToString("1 agent: ports 20 < 40");
	}

	@Test
	void fixedPortsAreTakenOnce() {
		PlacementGroup group = new PlacementGroup("app",
				ResourceNeed.of(0.1, 1, 0).withPorts(PortRanges.ofNumbers(List.of(31005L)), 0), 3,
				PlacementStrategy.FIRST_FIT, List.of(), false, 0, new PlacedInstances(Map.of()));

		assertThat(agentsOf(place(ResourceSamples.agents(2, 4, 400), group))).containsExactlyInAnyOrder("a0", "a1");
	}

	@Test
	void higherPriorityGoesFirst() {
		PlacementGroup urgent = new PlacementGroup("urgent", ResourceNeed.of(0.5, 10, 0), 2,
				PlacementStrategy.FIRST_FIT, List.of(), false, 1, new PlacedInstances(Map.of()));
		PlacementResult result = place(ResourceSamples.agents(1, 1, 400), group(1, 1, 10), urgent);

		assertThat(result.placements()).extracting((placement) -> placement.group().app()).containsOnly("urgent");
	}

	@Test
	void revocableNeedsTakeRevocableCpusOnly() {
		AgentOffer agent = ResourceSamples.agent("a", List.of(ResourceSamples.scalar("cpus", 4),
				ResourceSamples.revocable(ResourceSamples.scalar("cpus", 1)), ResourceSamples.scalar("mem", 400)));
		ResourceNeed need = new ResourceNeed(Map.of("cpus", 1000L, "mem", 10_000L), PortRanges.EMPTY, 0, true);
		PlacementResult result = place(List.of(agent), new PlacementGroup("app", need, 2, PlacementStrategy.FIRST_FIT,
				List.of(), false, 0, new PlacedInstances(Map.of())), group(4, 1, 10));

		assertThat(result.placements()).hasSize(5);
		assertThat(result.refusals()).singleElement()
			.satisfies((unplaced) -> assertThat(unplaced.group().app()).isEqualTo("app"));
	}

	private PlacementResult place(List<AgentOffer> agents, PlacementGroup... groups) {
		return this.placer.place(agents, List.of(groups));
	}

	private static PlacementGroup group(int count, double cpus, double mem) {
		return new PlacementGroup("app", ResourceNeed.of(cpus, mem, 0), count, PlacementStrategy.FIRST_FIT, List.of(),
				false, 0, new PlacedInstances(Map.of()));
	}

	private static PlacementGroup with(PlacementStrategy strategy, int count) {
		return new PlacementGroup("app", ResourceNeed.of(1, 10, 0), count, strategy, List.of(), false, 0,
				new PlacedInstances(Map.of()));
	}

	private static PlacementGroup constrained(int count, String... constraints) {
		return new PlacementGroup("app", ResourceNeed.of(0.5, 10, 0), count, PlacementStrategy.FIRST_FIT,
				Stream.of(constraints).<PlacementConstraint>map(FieldConstraint::parse).toList(), false, 0,
				new PlacedInstances(Map.of()));
	}

	private static Set<String> agentsOf(PlacementResult result) {
		Set<String> agents = new HashSet<>();
		result.placements().forEach((placement) -> agents.add(placement.agent().agentId()));
		return agents;
	}

	private static PlacementGroup named(String app, int count, double cpus) {
		return new PlacementGroup(app, ResourceNeed.of(cpus, 1, 0), count, PlacementStrategy.FIRST_FIT, List.of(),
				false, 0, new PlacedInstances(Map.of()));
	}

	private static Map<String, Long> countsOf(PlacementResult result) {
		return result.placements()
			.stream()
			.collect(Collectors.groupingBy((placement) -> placement.group().app(), Collectors.counting()));
	}

	private static Map<String, Long> racksOf(PlacementResult result) {
		return result.placements()
			.stream()
			.collect(Collectors.groupingBy((placement) -> String.valueOf(placement.agent().field("rack")),
					Collectors.counting()));
	}

	@Test
	void saysWhatWouldFit() {
		List<AgentOffer> agents = List.of(ResourceSamples.agent("a", 1, 900, "rack:r0"),
				ResourceSamples.agent("b", 3, 512, "rack:r1"), ResourceSamples.agent("c", 8, 100, "rack:r1"));

		assertThat(place(agents, group(1, 4, 1024)).refusals().get(0).why().wouldFit())
			.isEqualTo("with cpus <= 3, mem <= 512");
		assertThat(place(agents, group(1, 1, 1024)).refusals().get(0).why().wouldFit()).isEqualTo("with mem <= 900");
		assertThat(place(agents, constrained(1, "rack:IS:r9")).refusals().get(0).why().wouldFit())
			.isEqualTo("on 3 agents without 'rack IS r9'");
		assertThat(place(agents, constrained(1, "rack:IS:r9", "gen:IS:1")).refusals().get(0).why().wouldFit()).isNull();
	}

	@Test
	void lessOfSomethingDoesNotHelpWhereACertainPortIsTaken() {
		ResourceNeed need = ResourceNeed.of(1, 1024, 0).withPorts(PortRanges.ofNumbers(List.of(30000L)), 0);
		PlacementResult result = place(List.of(ResourceSamples.agent("a", 4, 900)), new PlacementGroup("app", need, 1,
				PlacementStrategy.FIRST_FIT, List.of(), false, 0, new PlacedInstances(Map.of())));

		assertThat(result.refusals().get(0).why().reasons()).hasSize(2);
		assertThat(result.refusals().get(0).why().wouldFit()).isNull();
	}

	@Test
	void veryManyReasonsAreCountedTogether() {
		PlacementConstraint talkative = (agent, placed) -> "not " + agent.agentId();
		PlacementResult result = place(ResourceSamples.agents(1000, 1, 100),
				new PlacementGroup("app", ResourceNeed.of(1, 10, 0), 1, PlacementStrategy.FIRST_FIT, List.of(talkative),
						false, 0, new PlacedInstances(Map.of())));

		PlacementRefusals why = result.refusals().get(0).why();
		assertThat(why.reasons()).hasSize(20);
		assertThat(why.reasons().get(0)).hasToString("800 agents: other reasons");
	}

	@Test
	void asksAboutAnAgentOnceWhileItsOffersStayTheSame() {
		AtomicInteger asked = new AtomicInteger();
		PlacementConstraint counting = new PlacementConstraint() {

			@Override
			public String refusal(AgentOffer agent, PlacedInstances placed) {
				asked.incrementAndGet();
				return "no";
			}

			@Override
			public boolean dependsOnPlaced() {
				return false;
			}

		};
		AgentRules rules = new AgentRules(List.of(counting));
		AgentOffer agent = ResourceSamples.agent("a", 1, 1);
		PlacedInstances placed = new PlacedInstances(Map.of());

		for (int round = 0; round < 5; round++) {
			assertThat(rules.refusal(agent, placed)).isEqualTo("no");
		}
		assertThat(asked).hasValue(1);
		rules.refusal(agent.withResources(ResourceBag.EMPTY), placed);
		assertThat(asked).hasValue(2);
	}

}
