package io.mesosframework.scheduler;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.mesosframework.client.CallOutcome;
import io.mesosframework.client.CallResult;
import io.mesosframework.client.ClientOptions;
import io.mesosframework.client.CredentialsProvider;
import io.mesosframework.client.Encoding;
import io.mesosframework.embedded.ClusterBuilder;
import io.mesosframework.embedded.EmbeddedMesosCluster;
import io.mesosframework.model.Filters;
import io.mesosframework.model.FrameworkInfos;
import io.mesosframework.model.Ids;
import io.mesosframework.model.Operations;
import io.mesosframework.model.Resources;
import io.mesosframework.model.TaskStates;
import io.mesosframework.model.Tasks;
import io.mesosframework.scheduler.event.MesosEvent;
import io.mesosframework.scheduler.event.MesosFailed;
import io.mesosframework.scheduler.event.MesosFailedOver;
import io.mesosframework.scheduler.event.MesosLifecycleEvent;
import io.mesosframework.scheduler.event.MesosSubscribed;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(240)
class SchedulerIT {

	private final EventLog log = new EventLog();

	private final Queue<TaskInfo.Builder> pending = new ArrayDeque<>();

	private final SchedulerConfiguration.Builder configuration = SchedulerConfiguration.builder()
		.frameworkInfo(FrameworkInfos.named("it").roles("web").build())
		.backOff(Duration.ofMillis(20), Duration.ofMillis(200))
		.meterRegistry(new SimpleMeterRegistry());

	@TempDir
	private Path directory;

	private @Nullable EmbeddedMesosCluster cluster;

	private @Nullable SchedulerDriver driver;

	@AfterEach
	void close() {
		if (this.driver != null) {
			this.driver.close();
		}
		if (this.cluster != null) {
			this.cluster.close();
		}
	}

	@ParameterizedTest
	@EnumSource(Encoding.class)
	void aTaskRunsAndItsUpdatesAreAcknowledged(Encoding encoding) {
		this.configuration.clientOptions(ClientOptions.builder().encoding(encoding).build());
		start(EmbeddedMesosCluster.builder());

		launch("t1", "exit 0");

		awaitState("t1", TaskState.TASK_FINISHED);
		assertThat(states("t1")).containsExactly(TaskState.TASK_STARTING, TaskState.TASK_RUNNING,
				TaskState.TASK_FINISHED);
	}

	@Test
	void aTaskIsKilledAndReconciled() throws Exception {
		MesosScheduler scheduler = start(EmbeddedMesosCluster.builder()).scheduler();
		launch("t1", "sleep 1000");
		awaitState("t1", TaskState.TASK_RUNNING);
		TaskStatus running = statuses("t1").get(statuses("t1").size() - 1);

		scheduler.reconcile(running.getTaskId(), running.getAgentId());
		Awaitility.await()
			.untilAsserted(() -> assertThat(statuses("t1"))
				.anyMatch((status) -> status.getReason() == TaskStatus.Reason.REASON_RECONCILIATION));
		assertThat(answer(scheduler.acknowledge(statuses("t1").get(statuses("t1").size() - 1))).outcome())
			.isEqualTo(CallOutcome.NOT_NEEDED);
		assertThat(answer(scheduler.kill(running.getTaskId())).outcome()).isEqualTo(CallOutcome.ACCEPTED);

		awaitState("t1", TaskState.TASK_KILLED);
		scheduler.reconcile();
		assertThat(answer(scheduler.reconcileOperations()).outcome()).isEqualTo(CallOutcome.ACCEPTED);
	}

	@Test
	void everyOtherCallIsUnderstoodByTheMaster() throws Exception {
		MesosScheduler scheduler = start(EmbeddedMesosCluster.builder()).scheduler();
		var offer = Ids.offer("nope");
		var agent = Ids.agent("nope");

		assertThat(List.of(answer(scheduler.decline(offer)), answer(scheduler.decline(List.of(offer), Duration.ZERO)),
				answer(scheduler.accept(offer)), answer(scheduler.acceptInverseOffers(offer)),
				answer(scheduler.declineInverseOffers(offer)), answer(scheduler.revive("web")),
				answer(scheduler.suppress("web")), answer(scheduler.kill(Ids.task("nope"), agent)),
				answer(scheduler.shutdown(Ids.executor("nope"), agent)),
				answer(scheduler.message(Ids.executor("nope"), agent, new byte[] { 1 })),
				answer(scheduler.request(List.of()))))
			.allMatch((result) -> result.outcome() == CallOutcome.ACCEPTED);
		FrameworkInfo changed = scheduler.frameworkInfo().toBuilder().setWebuiUrl("http://x").build();
		assertThat(answer(scheduler.updateFramework(changed, List.of(), null)).outcome()).isEqualTo(CallOutcome.OK);
		FrameworkInfo wrong = changed.toBuilder().setUser("someone-else").build();
		CallResult refused = answer(scheduler.updateFramework(wrong, List.of(), null));
		assertThat(refused.outcome()).isEqualTo(CallOutcome.BAD_CALL);
		assertThat(refused.body()).contains("Updating 'FrameworkInfo.user' is unsupported");
	}

	@Test
	void diskIsReservedAndOfferedAsAVolume() {
		start(EmbeddedMesosCluster.builder().resources("cpus:4;mem:4096;disk:10000"), (event, scheduler) -> {
			for (Offer offer : event.offers()) {
				Resources disk = Resources.disk(100).reserved("web", null);
				if (scheduler.counters().calls().isEmpty()) {
					scheduler.accept(offer, Operations.reserve(disk),
							Operations.create(disk.asPersistentVolume("v1", "data", null)));
				}
			}
		});

		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(this.log.events(Event.Type.OFFERS))
				.anySatisfy((event) -> assertThat(Resources.of(event.offers().get(0).getResourcesList())).asString()
					.contains("[v1:data]:100")));
	}

	@Test
	void aMasterFailoverKeepsTheFrameworkAndItsTasks() {
		EmbeddedMesosCluster started = cluster(EmbeddedMesosCluster.builder().masters(2));
		start(started.masterUrls(), this::launchPending);
		launch("t1", "sleep 1000");
		awaitState("t1", TaskState.TASK_RUNNING);

		started.failover();

		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(this.log.lifecycle(MesosSubscribed.class)).hasSize(2));
		assertThat(this.log.lifecycle(MesosSubscribed.class)).extracting(MesosSubscribed::frameworkId)
			.containsOnly(this.log.lifecycle(MesosSubscribed.class).get(0).frameworkId());
		launch("t2", "exit 0");
		awaitState("t2", TaskState.TASK_FINISHED);
		assertThat(states("t1")).noneMatch(TaskStates::isTerminal);
	}

	@Test
	void brokenConnectionsAreMadeAgain() {
		EmbeddedMesosCluster started = cluster(EmbeddedMesosCluster.builder());
		start(started.masterUrls(), this::launchPending);

		for (int i = 2; i <= 4; i++) {
			int count = i;
			started.masters().get(0).dropConnections();
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.untilAsserted(() -> assertThat(this.log.lifecycle(MesosSubscribed.class)).hasSize(count));
		}

		launch("t1", "exit 0");
		awaitState("t1", TaskState.TASK_FINISHED);
	}

	@Test
	void aSecondInstanceTakesOverAndTheFirstOneStops() throws Exception {
		EmbeddedMesosCluster started = cluster(EmbeddedMesosCluster.builder());
		this.configuration.frameworkIdStore(FrameworkIdStore.file(this.directory.resolve("id")));
		SchedulerDriver first = start(started.masterUrls(), this::launchPending);
		launch("t1", "sleep 1000");
		awaitState("t1", TaskState.TASK_RUNNING);

		EventLog secondLog = new EventLog();
		try (SchedulerDriver second = new SchedulerDriver(
				this.configuration.frameworkIdStore(FrameworkIdStore.file(this.directory.resolve("id"))).build())) {
			second.addListener(secondLog).start();

			assertThat(first.termination().toCompletableFuture().get(60, TimeUnit.SECONDS))
				.isInstanceOf(MesosFailedOver.class);
			Awaitility.await().untilAsserted(() -> assertThat(secondLog.lifecycle(MesosSubscribed.class)).isNotEmpty());
			assertThat(secondLog.lifecycle(MesosSubscribed.class)).singleElement()
				.satisfies((event) -> assertThat(event.reregistered()).isTrue());
			second.scheduler().reconcile();
			Awaitility.await()
				.untilAsserted(() -> assertThat(secondLog.events(Event.Type.UPDATE))
					.anyMatch((event) -> event.event().getUpdate().getStatus().getTaskId().getValue().equals("t1")));
			second.teardown(Duration.ofSeconds(60)).toCompletableFuture().get(60, TimeUnit.SECONDS);
		}
		assertThat(first.scheduler().state()).isEqualTo(SchedulerState.FAILED_OVER);
	}

	@Test
	void anOperatorsTeardownIsNoticed() throws Exception {
		EmbeddedMesosCluster started = cluster(EmbeddedMesosCluster.builder());
		SchedulerDriver running = start(started.masterUrls(), this::launchPending);
		String id = String
			.valueOf(running.scheduler().frameworkId() != null ? running.scheduler().frameworkId().getValue() : "");

		HttpResponse<String> response = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(started.masterUrl() + "/teardown"))
				.POST(HttpRequest.BodyPublishers.ofString("frameworkId=" + id))
				.build(), HttpResponse.BodyHandlers.ofString());

		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(running.termination().toCompletableFuture().get(60, TimeUnit.SECONDS)).isInstanceOfSatisfying(
				MesosFailed.class, (failed) -> assertThat(failed.kind()).isEqualTo(MesosFailed.Kind.FRAMEWORK_REMOVED));
	}

	@Test
	void wrongCredentialsRolesAndUsersEndWithARemedy() throws Exception {
		EmbeddedMesosCluster started = cluster(EmbeddedMesosCluster.builder()
			.credential("me", "secret")
			.authenticate(true, false, false)
			.rootSubmissions(false)
			.roles(Set.of("web")));
		this.configuration.master(started.masterUrls());

		assertThat(failure(this.configuration)).isEqualTo(MesosFailed.Kind.UNAUTHENTICATED);
		this.configuration
			.clientOptions(ClientOptions.builder().credentials(CredentialsProvider.basic("me", "wrong")).build());
		assertThat(failure(this.configuration)).isEqualTo(MesosFailed.Kind.UNAUTHENTICATED);
		this.configuration
			.clientOptions(ClientOptions.builder().credentials(CredentialsProvider.basic("me", "secret")).build());
		assertThat(failure(
				this.configuration.frameworkInfo(FrameworkInfos.named("it").user("nobody").roles("db").build())))
			.isEqualTo(MesosFailed.Kind.INVALID_ROLE);
		assertThat(
				failure(this.configuration.frameworkInfo(FrameworkInfos.named("it").user("root").roles("web").build())))
			.isEqualTo(MesosFailed.Kind.INVALID_USER);
		assertThat(failure(this.configuration
			.frameworkInfo(FrameworkInfos.named("it").user("nobody").roles("web").principal("you").build())))
			.isEqualTo(MesosFailed.Kind.INVALID_PRINCIPAL);
		this.configuration.frameworkInfo(FrameworkInfos.named("it").user("nobody").roles("web").build());
		assertThat(start(started.masterUrls(), this::launchPending).scheduler().state())
			.isEqualTo(SchedulerState.SUBSCRIBED);
	}

	private static MesosFailed.Kind failure(SchedulerConfiguration.Builder configuration) throws Exception {
		try (SchedulerDriver driver = new SchedulerDriver(configuration.build())) {
			driver.start();
			MesosLifecycleEvent end = driver.termination().toCompletableFuture().get(60, TimeUnit.SECONDS);
			assertThat(end).isInstanceOf(MesosFailed.class);
			assertThat(((MesosFailed) end).remedy()).isNotBlank();
			return ((MesosFailed) end).kind();
		}
	}

	private EmbeddedMesosCluster cluster(ClusterBuilder builder) {
		EmbeddedMesosCluster started = builder.agents(1).allocationInterval(Duration.ofMillis(50)).start();
		this.cluster = started;
		return started;
	}

	private SchedulerDriver start(ClusterBuilder builder) {
		return start(builder, this::launchPending);
	}

	private SchedulerDriver start(ClusterBuilder builder, SchedulerListener listener) {
		return start(cluster(builder).masterUrls(), listener);
	}

	private SchedulerDriver start(String masters, SchedulerListener listener) {
		this.configuration.declineUnanswered(true, Filters.none());
		SchedulerDriver started = new SchedulerDriver(this.configuration.master(masters).build());
		this.driver = started;
		started.addListener(listener).addListener(this.log).start();
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(started.scheduler().state()).isEqualTo(SchedulerState.SUBSCRIBED));
		return started;
	}

	private void launch(String id, String line) {
		TaskInfo.Builder task = Tasks.named(id)
			.id(id)
			.on(Ids.agent("filled-in-later"))
			.resources("cpus:0.1;mem:32")
			.shell(line)
			.build()
			.toBuilder();
		synchronized (this.pending) {
			this.pending.add(task);
		}
	}

	private void launchPending(MesosEvent event, MesosScheduler scheduler) {
		TaskStatus status = event.taskStatus();
		if (status != null) {
			scheduler.acknowledge(status);
		}
		for (Offer offer : event.offers()) {
			synchronized (this.pending) {
				if (!this.pending.isEmpty()) {
					scheduler.accept(offer,
							Operations.launch(this.pending.remove().setAgentId(offer.getAgentId()).build()));
				}
			}
		}
	}

	private List<TaskStatus> statuses(String id) {
		return this.log.events(Event.Type.UPDATE)
			.stream()
			.map((event) -> event.event().getUpdate().getStatus())
			.filter((status) -> status.getTaskId().getValue().equals(id))
			.toList();
	}

	private List<TaskState> states(String id) {
		return statuses(id).stream().map(TaskStatus::getState).toList();
	}

	private void awaitState(String id, TaskState state) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(states(id)).contains(state));
	}

	private static CallResult answer(CompletionStage<CallResult> stage) throws Exception {
		return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
	}

}
