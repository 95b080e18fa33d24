package io.mesosframework.task.manager;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TimeInfo;
import org.apache.mesos.v1.Protos.Unavailability;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.maintenance.Protos.Window;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.mesosframework.embedded.EmbeddedMesosCluster;
import io.mesosframework.embedded.timeline.TimelineEntry;
import io.mesosframework.offer.HeldOffers;
import io.mesosframework.offer.OfferCounters;
import io.mesosframework.offer.OfferOptions;
import io.mesosframework.offer.RoleState;
import io.mesosframework.placement.PlacementConstraint;
import io.mesosframework.placement.PlacementConstraintFactory;
import io.mesosframework.placement.PlacementExtensions;
import io.mesosframework.scheduler.SchedulerConfiguration;
import io.mesosframework.scheduler.SchedulerDriver;
import io.mesosframework.task.App;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.definition.InvalidDefinitionException;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.definition.TaskDefinitionReader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OfferHandlingTests {

	private EmbeddedMesosCluster cluster;

	private SchedulerDriver driver;

	private DefaultTaskManager manager;

	@AfterEach
	void stop() {
		this.driver.close();
		this.cluster.close();
	}

	@Test
	void offersAreKeptUntilTheGangIsComplete() throws Exception {
		start(2, Duration.ofSeconds(30));
		deploy(app("big", 1, 2));
		awaitRunning("big", 1);
		deploy(gang("gang", 2, 1.5));
		await(() -> this.manager.resources().held().stream().map(HeldOffers::keptFor).anyMatch("gang"::equals));
		assertThat(this.manager.waiting("gang").get(0).text()).contains("not for all instances of the gang");

		this.manager.remove("big").toCompletableFuture().get(60, TimeUnit.SECONDS);

		awaitRunning("gang", 2);
		assertThat(this.manager.resources().held()).isEmpty();
	}

	@Test
	void aGangThatIsTooLargeLaunchesNothingAndLetsOthersIn() throws Exception {
		start(2, Duration.ofMillis(800));
		deploy(gang("gang", 3, 1.5));
		await(() -> this.manager.resources().held().stream().map(HeldOffers::keptFor).anyMatch("gang"::equals));

		deploy(app("small", 2, 1.5));

		awaitRunning("small", 2);
		assertThat(this.cluster.state().tasks()).allSatisfy((task) -> assertThat(task.getName()).isEqualTo("small"));
	}

	@Test
	void twoGangsOfWhichOnlyOneFitsRunOneAfterTheOther() throws Exception {
		start(3, Duration.ofSeconds(2));
		Map<String, Object> one = gang("one", 3, 1.5);
		Map<String, Object> two = gang("two", 3, 1.5);
		List.of(one, two).forEach((gang) -> {
			gang.put("restart", "on-failure");
			gang.put("command", Map.of("cmd", "true"));
		});

		deploy(one);
		deploy(two);

		await(() -> count("one", Phase.FINISHED) == 3 && count("two", Phase.FINISHED) == 3);
	}

	@Test
	void aRoleThatSomebodyRevivesIsSuppressedAgainWhileNothingWaits() throws Exception {
		start(1, Duration.ofSeconds(2));
		deploy(app("one", 1, 1));
		awaitRunning("one", 1);
		await(() -> this.driver.scheduler().suppressedRoles().contains("web"));
		long before = this.cluster.timeline().count(Call.Type.SUPPRESS);

		this.driver.scheduler().revive("web").toCompletableFuture().get(60, TimeUnit.SECONDS);

		await(() -> this.cluster.timeline().count(Call.Type.SUPPRESS) > before);
		await(() -> this.manager.resources().roles().stream().allMatch(RoleState::suppressed));
	}

	@Test
	void agentsThatNoAppCanUseSendNoOffers() throws Exception {
		start(3, Duration.ofSeconds(2));
		Map<String, Object> constrained = app("constrained", 1, 1);
		constrained.put("constraints", List.of("rack:LIKE:r[1-9]", "hostname:UNIQUE"));
		constrained.put("resources", Map.of("cpu", 8, "mem", 64));
		Map<String, Object> other = app("other", 1, 1);
		other.put("constraints", List.of("rack:IS:r2", "level:UNLIKE:4.*"));
		other.put("resources", Map.of("cpu", 8, "mem", 64));
		deploy(constrained);
		deploy(other);
		AtomicReference<List<Offer>> offers = new AtomicReference<>(List.of());
		await(() -> {
			if (this.cluster.timeline().count(Call.Type.UPDATE_FRAMEWORK) > 0) {
				offers.set(offers(lastUpdate()));
			}
			return offers.get().size() > 8;
		});

		assertThat(offers.get()).extracting((offer) -> offer.getAttributes(0).getText().getValue())
			.containsOnly("r1", "r2");
		assertThat(offers.get()).extracting((offer) -> offer.getAllocationInfo().getRole()).containsOnly("web");
		assertThat(this.driver.scheduler().suppressedRoles()).containsExactly("quiet");
		assertThat(this.manager.resources().counters().constraintUpdates()).isPositive();

		deploy(app("free", 3, 1.5));
		awaitRunning("free", 3);
	}

	@Test
	void maintenanceIsAgreedToAndItsAgentsAreNotUsed() throws Exception {
		start(1, Duration.ofSeconds(2));
		deploy(app("web", 1, 0.5));
		awaitRunning("web", 1);

		maintenance(Instant.now().plusSeconds(120));
		await(() -> this.cluster.timeline().count(Call.Type.ACCEPT_INVERSE_OFFERS) > 0);
		deploy(app("late", 1, 0.5));
		await(() -> !this.manager.waiting("late").isEmpty()
				&& this.manager.waiting("late").get(0).text().contains("1 agent: maintenance begins soon"));
		assertThat(count("web", Phase.RUNNING)).isOne();
		assertThat(this.manager.resources().counters().inverseOffers()).isPositive();

		maintenance(Instant.now().plusSeconds(24 * 3600));

		awaitRunning("late", 1);
	}

	@Test
	void everyOfferIsAccountedForAndEachIsAnsweredOnce() throws Exception {
		start(3, Duration.ofSeconds(2));
		deploy(app("web", 4, 0.5));
		awaitRunning("web", 4);
		deploy(app("big", 1, 9));
		await(() -> this.manager.resources().counters().declined() > 5);
		this.manager.remove("big").toCompletableFuture().get(60, TimeUnit.SECONDS);
		AtomicReference<OfferCounters> last = new AtomicReference<>();
		await(() -> {
			last.set(onLoop(() -> this.manager.resources().counters()));
			return last.get().held() == 0;
		});

		OfferCounters counters = last.get();
		assertThat(counters.received())
			.isEqualTo(counters.used() + counters.declined() + counters.rescinded() + counters.lost());
		List<String> answered = this.cluster.timeline()
			.entries()
			.stream()
			.filter((entry) -> entry.call() != null)
			.flatMap((entry) -> Stream.concat(entry.call().getAccept().getOfferIdsList().stream(),
					entry.call().getDecline().getOfferIdsList().stream()))
			.map((id) -> id.getValue())
			.toList();
		assertThat(answered).doesNotHaveDuplicates();
		assertThat(counters.invalid()).isZero();
	}

	@Test
	void rulesOfTheApplicationAreKept() throws Exception {
		start(2, Duration.ofSeconds(2));
		Map<String, Object> picky = app("picky", 3, 0.5);
		picky.put("constraints", List.of("not-on-rack:CUSTOM:r1"));
		deploy(picky);
		awaitRunning("picky", 3);
		assertThat(this.manager.app("picky").instances().stream().map((instance) -> instance.launch().agentId()))
			.containsOnly(this.cluster.agents().get(0).id().getValue());

		Map<String, Object> unknown = app("unknown", 1, 0.5);
		unknown.put("constraints", List.of("nope:CUSTOM"));
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> deploy(unknown))
			.withCauseInstanceOf(InvalidDefinitionException.class)
			.withMessageContaining("There is no placement constraint named 'nope'")
			.withMessageContaining("[not-on-rack]");
	}

	@Test
	@SuppressWarnings("deprecation")
	void appsWithARoleAreOfferedWhatAFrameworkOfOneRoleGets() throws Exception {
		start(1, Duration.ofSeconds(30), FrameworkInfo.newBuilder().setRole("web"), Set.of());

		deploy(app("single", 1, 1));

		awaitRunning("single", 1);
	}

	@Test
	void appsThatKeepApartAreDeployedTogetherOnAgentsOfTheirOwn() throws Exception {
		start(2, Duration.ofSeconds(30));
		Map<String, Object> one = app("one", 2, 0.5);
		one.put("affinity", List.of(Map.of("apart_from", "two")));
		Map<String, Object> two = app("two", 2, 0.5);
		two.put("affinity", List.of(Map.of("apart_from", "one")));
		Map<String, Object> lonely = app("lonely", 2, 0.5);
		lonely.put("affinity", List.of(Map.of("apart_from", "lonely")));
		List<TaskDefinition> all = Stream.of(one, two, lonely)
			.flatMap((document) -> new TaskDefinitionReader().read(document).stream())
			.toList();

		this.manager.deploy(all).toCompletableFuture().get(60, TimeUnit.SECONDS);

		awaitRunning("one", 2);
		awaitRunning("two", 2);
		awaitRunning("lonely", 2);
		assertThat(agents("one")).doesNotContainAnyElementsOf(agents("two"));
		assertThat(agents("lonely")).hasSize(2);
	}

	private Set<String> agents(String app) {
		return Objects.requireNonNull(this.manager.app(app))
			.instances()
			.stream()
			.map((instance) -> Objects.requireNonNull(instance.launch()).agentId())
			.collect(Collectors.toSet());
	}

	private void start(int agents, Duration gangHold) {
		start(agents, gangHold,
				FrameworkInfo.newBuilder()
					.addRoles("web")
					.addRoles("quiet")
					.addCapabilities(Capability.newBuilder().setType(Capability.Type.MULTI_ROLE)),
				Set.of("quiet"));
	}

	private void start(int agents, Duration gangHold, FrameworkInfo.Builder framework, Set<String> suppressed) {
		this.cluster = EmbeddedMesosCluster.builder()
			.agents(agents)
			.resources("cpus:2;mem:1024;disk:1024;ports:[31000-31099]")
			.attributes("rack:r{agent};level:3")
			.allocationInterval(Duration.ofMillis(50))
			.start();
		FrameworkInfo info = framework.setName("offers")
			.setUser(System.getProperty("user.name"))
			.addCapabilities(Capability.newBuilder().setType(Capability.Type.PARTITION_AWARE))
			.addCapabilities(Capability.newBuilder().setType(Capability.Type.RESERVATION_REFINEMENT))
			.build();
		this.driver = new SchedulerDriver(SchedulerConfiguration.builder()
			.master(this.cluster.masterUrls())
			.frameworkInfo(info)
			.suppressedRoles(suppressed)
			.build());
		TaskManagerOptions defaults = TaskManagerOptions.defaults();
		OfferOptions offers = new OfferOptions(Duration.ofMillis(200), gangHold, Duration.ofMinutes(1),
				Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofMinutes(10),
				OfferOptions.InverseOfferPolicy.ACCEPT, true);
		this.manager = new DefaultTaskManager(this.driver.scheduler(), defaults.withOffers(offers),
				new PlacementExtensions(List.of(new NotOnRack()), List.of()));
		this.driver.addListener(this.manager);
		this.driver.addListener((event, scheduler) -> {
			if (event.taskStatus() != null) {
				scheduler.acknowledge(event.taskStatus());
			}
		});
		this.driver.start();
	}

	/** The place in the timeline of the last update of the framework. */
	private int lastUpdate() {
		List<TimelineEntry> entries = this.cluster.timeline().entries();
		for (int i = entries.size() - 1; i >= 0; i--) {
			Call call = entries.get(i).call();
			if (call != null && call.getType() == Call.Type.UPDATE_FRAMEWORK) {
				return i;
			}
		}
		return 0;
	}

	private List<Offer> offers(int after) {
		List<TimelineEntry> entries = this.cluster.timeline().entries();
		return entries.subList(after, entries.size()).stream().flatMap((entry) -> {
			Event event = entry.event();
			return (event != null) ? event.getOffers().getOffersList().stream() : Stream.empty();
		}).toList();
	}

	private void maintenance(Instant start) throws Exception {
		String hostname = this.cluster.state().agents().get(0).getAgentInfo().getHostname();
		org.apache.mesos.v1.master.Protos.Call.Builder call = org.apache.mesos.v1.master.Protos.Call.newBuilder()
			.setType(org.apache.mesos.v1.master.Protos.Call.Type.UPDATE_MAINTENANCE_SCHEDULE);
		call.getUpdateMaintenanceScheduleBuilder()
			.setSchedule(Schedule.newBuilder()
				.addWindows(Window.newBuilder()
					.addMachineIds(MachineID.newBuilder().setHostname(hostname).setIp("127.0.0.1"))
					.setUnavailability(Unavailability.newBuilder()
						.setStart(TimeInfo.newBuilder().setNanoseconds(start.toEpochMilli() * 1_000_000)))));
		HttpResponse<String> response = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(this.cluster.masterUrl() + "/api/v1"))
				.header("Content-Type", "application/x-protobuf")
				.POST(HttpRequest.BodyPublishers.ofByteArray(call.build().toByteArray()))
				.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
	}

	private void deploy(Map<String, Object> document) throws Exception {
		this.manager.deploy(new TaskDefinitionReader().read(document)).toCompletableFuture().get(60, TimeUnit.SECONDS);
	}

	private long count(String app, Phase phase) {
		App view = this.manager.app(app);
		return (view != null) ? view.count(phase) : 0;
	}

	private void awaitRunning(String app, int count) throws Exception {
		await(() -> count(app, Phase.RUNNING) == count);
	}

	/** Wait for something, and then until the manager has done all that belongs to it. */
	private void await(Callable<Boolean> condition) throws Exception {
		Awaitility.await().atMost(Duration.ofSeconds(90)).until(condition);
		onLoop(() -> true);
	}

	private <T> T onLoop(Supplier<T> action) throws Exception {
		CompletableFuture<T> result = new CompletableFuture<>();
		this.driver.scheduler().execute(() -> result.complete(action.get()));
		return result.get(60, TimeUnit.SECONDS);
	}

	private static Map<String, Object> gang(String name, int instances, double cpus) {
		Map<String, Object> document = app(name, instances, cpus);
		document.put("gang", true);
		return document;
	}

	private static Map<String, Object> app(String name, int instances, double cpus) {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("name", name);
		document.put("role", "web");
		document.put("instances", instances);
		document.put("resources", Map.of("cpu", cpus, "mem", 64));
		document.put("command", Map.of("cmd", "sleep 1000"));
		return document;
	}

	private static final class NotOnRack implements PlacementConstraintFactory {

		@Override
		public String name() {
			return "not-on-rack";
		}

		@Override
		public PlacementConstraint create(String value) {
			return (agent, placed) -> value.equals(agent.field("rack")) ? "on rack " + value : null;
		}

	}

}
