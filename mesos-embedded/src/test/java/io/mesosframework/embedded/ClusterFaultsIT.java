package io.mesosframework.embedded;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.mesosframework.embedded.wire.ToAgent;

import static io.mesosframework.embedded.test.MesosAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Each fault as a scheduler sees it. Faults of single calls and streams are in
 * {@code SchedulerFaultsTests}.
 */
class ClusterFaultsIT {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private EmbeddedMesosCluster cluster;

	private RawScheduler scheduler;

	@BeforeEach
	void start() {
		this.cluster = EmbeddedMesosCluster.builder()
			.agents(2)
			.masters(2)
			.simulated(true)
			.agentPings(Duration.ofMillis(200), 3)
			.start();
		assertThat(this.cluster).within(PATIENCE).hasActiveAgents(2);
		this.scheduler = new RawScheduler(this.cluster.masterUrl()).subscribe(RawScheduler.framework("f"));
	}

	@AfterEach
	void stop() {
		this.scheduler.close();
		this.cluster.close();
	}

	@Test
	void theMasterIsUnavailableTwiceThenWell() {
		this.cluster.faults().next(2, Call.Type.SUBSCRIBE).unavailable();

		assertThat(resubscribe().status()).isEqualTo(503);
		assertThat(resubscribe().status()).isEqualTo(503);
		assertThat(resubscribe().status()).isEqualTo(200);
	}

	@Test
	void aMasterRedirectsToAnother() {
		URI other = this.cluster.masters().get(1).url();
		this.cluster.faults().redirect(1, other);

		assertThat(resubscribe().headers()).containsEntry("location",
				"//" + other.getAuthority() + "/master/api/v1/scheduler");
	}

	@Test
	void connectionsAreHalfOpen() {
		this.cluster.faults().halfOpen(true);
		CompletableFuture<RawScheduler.Reply> reply = CompletableFuture
			.supplyAsync(() -> this.scheduler.send(this.scheduler.call(Call.Type.SUPPRESS)));

		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> reply.get(300, TimeUnit.MILLISECONDS));
		assertThat(this.cluster).received(Call.Type.SUPPRESS).never();
		this.cluster.faults().halfOpen(false);
		assertThat(reply).succeedsWithin(PATIENCE).extracting(RawScheduler.Reply::status).isEqualTo(202);
	}

	@Test
	void chunksAreNasty() {
		this.cluster.faults().http((http) -> {
			http.chunkSize(1);
			http.firstChunkSize(1);
		});

		assertThat(run("t1", "").getState()).isEqualTo(TaskState.TASK_RUNNING);
	}

	@Test
	void theLeaderChangesAndTasksAreBack() {
		run("t1", "");
		this.cluster.faults().failover();
		assertThat(this.scheduler.nextEnd()).isNotNull();

		try (RawScheduler next = new RawScheduler(this.cluster.masterUrl()).subscribe(this.scheduler.info())) {
			assertThat(this.cluster).within(PATIENCE).hasActiveAgents(2).hasTask("t1").inState(TaskState.TASK_RUNNING);
			assertThat(reconcile(next).getState()).isEqualTo(TaskState.TASK_RUNNING);
		}
	}

	@Test
	void theLeaderChangesAndAgentsAreStillAway() {
		run("t1", "");
		this.cluster.faults().failoverWithoutAgents();

		try (RawScheduler next = new RawScheduler(this.cluster.masterUrl()).subscribe(this.scheduler.info())) {
			assertThat(next.id()).isEqualTo(this.scheduler.id());
			assertThat(this.cluster).hasActiveAgents(0);
			this.cluster.agents().forEach(AgentNode::heal);
			assertThat(this.cluster).within(PATIENCE).hasTask("t1").inState(TaskState.TASK_RUNNING);
		}
	}

	@Test
	void anotherInstanceEvictsTheFramework() {
		try (CompetingScheduler competitor = this.cluster.faults().evict(this.scheduler.id().getValue())) {
			assertThat(competitor).isNotNull();
			assertThat(this.scheduler.next(Event.Type.ERROR).getError().getMessage())
				.isEqualTo("Framework failed over");
			assertThat(this.scheduler.nextEnd()).isEqualTo("end");
			assertThat(this.cluster).hasSubscribedFramework("f");
		}
		assertThat(this.cluster).within(PATIENCE).hasNoSubscribedFramework("f");
	}

	@Test
	void anOperatorTearsTheFrameworkDown() {
		this.cluster.faults().teardown(this.scheduler.id().getValue());

		assertThat(this.scheduler.nextEnd()).isEqualTo("end");
		resubscribe();
		assertThat(this.scheduler.next(Event.Type.ERROR).getError().getMessage())
			.isEqualTo("Framework has been removed");
	}

	@Test
	void anOfferIsRescindedJustBeforeItIsAccepted() {
		this.cluster.faults().rescindBeforeNextAccept();
		Offer offer = this.scheduler.nextOffer();

		this.scheduler.launch(offer, "cpus:1;mem:32", "t1", "");

		assertThat(this.scheduler.next(Event.Type.RESCIND).getRescind().getOfferId()).isEqualTo(offer.getId());
		TaskStatus status = this.scheduler.next(Event.Type.UPDATE).getUpdate().getStatus();
		assertThat(status.getState()).isEqualTo(TaskState.TASK_DROPPED);
		assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_INVALID_OFFERS);
	}

	@Test
	void anAgentIsUnreachableAndBackWithItsTasks() {
		AgentNode agent = agentOf(run("t1", "").getAgentId());
		agent.partition();

		assertThat(this.scheduler.nextUpdate("t1").getState()).isEqualTo(TaskState.TASK_UNREACHABLE);
		agent.heal();
		assertThat(this.scheduler.nextUpdate("t1").getState()).isEqualTo(TaskState.TASK_RUNNING);
		assertThat(this.cluster).within(PATIENCE).hasActiveAgents(2);
	}

	@Test
	void anAgentIsGone() {
		AgentNode agent = agentOf(run("t1", "").getAgentId());
		agent.markGone();

		assertThat(this.scheduler.nextUpdate("t1").getState()).isEqualTo(TaskState.TASK_GONE_BY_OPERATOR);
		assertThat(this.scheduler.next(Event.Type.FAILURE).getFailure().hasAgentId()).isTrue();
	}

	@Test
	void anAgentLeaves() {
		AgentNode agent = agentOf(run("t1", "").getAgentId());
		agent.remove();

		assertThat(this.scheduler.nextUpdate("t1").getState()).isIn(TaskState.TASK_LOST, TaskState.TASK_GONE);
		assertThat(this.cluster).within(PATIENCE).hasActiveAgents(1);
	}

	@Test
	void anAgentIsKilledAndBack() {
		AgentNode agent = agentOf(run("t1", "").getAgentId());
		agent.kill();
		agent.start();

		assertThat(this.cluster).within(PATIENCE).hasActiveAgents(2).hasTask("t1").inState(TaskState.TASK_RUNNING);
	}

	@Test
	void anUpdateComesTwice() {
		this.cluster.faults().nextEvents(1, Event.Type.UPDATE).duplicate();
		this.scheduler.launch(this.scheduler.nextOffer(), "cpus:1;mem:32", "t1", "");

		TaskStatus first = this.scheduler.next(Event.Type.UPDATE).getUpdate().getStatus();
		TaskStatus second = this.scheduler.next(Event.Type.UPDATE).getUpdate().getStatus();
		assertThat(second).isEqualTo(first);
	}

	@Test
	void anAcknowledgementIsLost() {
		this.cluster.faults().next(Call.Type.ACKNOWLEDGE).drop();
		this.scheduler.launch(this.scheduler.nextOffer(), "cpus:1;mem:32", "t1", "");

		ByteString uuid = this.scheduler.nextUpdate("t1").getUuid();
		assertThat(this.scheduler.nextUpdate("t1").getUuid()).isEqualTo(uuid);
		assertThat(this.scheduler.nextUpdate("t1").getState()).isEqualTo(TaskState.TASK_RUNNING);
	}

	@Test
	void anAcknowledgementIsLostOnTheWayToTheAgent() {
		this.cluster.agents().forEach((agent) -> agent.loseToAgent(ToAgent.AcknowledgeUpdate.class::isInstance));
		this.scheduler.launch(this.scheduler.nextOffer(), "cpus:1;mem:32", "t1", "");

		ByteString uuid = this.scheduler.nextUpdate("t1").getUuid();
		assertThat(this.scheduler.nextUpdate("t1").getUuid()).isEqualTo(uuid);
	}

	@Test
	void anExecutorCrashesAndItsUpdateOvertakesTheFailureOrNot() {
		Offer offer = this.scheduler.nextOffer();
		ExecutorID executorId = this.scheduler.launchExecutor(offer, "t1", "executor");
		this.scheduler.nextUpdate("t1");
		this.scheduler.nextUpdate("t1");
		this.cluster.faults().nextEvents(1, Event.Type.FAILURE).holdUntil(Event.Type.UPDATE);

		agentOf(offer.getAgentId()).crashExecutor(this.scheduler.id(), executorId);

		List<Event.Type> order = List.of(((Event) this.scheduler.poll(PATIENCE)).getType(),
				((Event) this.scheduler.poll(PATIENCE)).getType());
		assertThat(order).containsExactly(Event.Type.UPDATE, Event.Type.FAILURE);
	}

	@Test
	void anEventIsUnknownAndTheStreamGoesOn() {
		Offer offer = this.scheduler.nextOffer();
		this.cluster.faults().streams().unknownEvent();
		this.scheduler.launch(offer, "cpus:1;mem:32", "t1", "");

		assertThat(this.scheduler.next(Event.Type.UNKNOWN)).isNotNull();
		assertThat(this.scheduler.nextUpdate("t1").getState()).isEqualTo(TaskState.TASK_STARTING);
	}

	@Test
	void aCallIsNeverAnswered() {
		this.cluster.faults().next(Call.Type.SUPPRESS).abort();

		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> this.scheduler.send(this.scheduler.call(Call.Type.SUPPRESS)));
	}

	@Test
	void anAcceptIsProcessedButItsAnswerIsLost() {
		this.cluster.faults().next(Call.Type.ACCEPT).loseAnswer();
		Offer offer = this.scheduler.nextOffer();

		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> this.scheduler.launch(offer, "cpus:1;mem:32", "t1", ""));
		this.scheduler.dropCalls();
		assertThat(this.scheduler.nextUpdate("t1").getState()).isEqualTo(TaskState.TASK_STARTING);
	}

	@Test
	void offersAreHuge() {
		this.cluster.faults().everyEvent(Event.Type.OFFERS).inflate(5_000_000);
		resubscribe();

		assertThat(this.scheduler.next(Event.Type.OFFERS).getSerializedSize()).isGreaterThan(5_000_000);
	}

	@Test
	void everyFaultLeavesANoteInTheTimeline() {
		this.cluster.faults().next(Call.Type.KILL).drop();
		this.cluster.agents().get(1).partition();

		assertThat(this.cluster.timeline().print((entry) -> false, 50)).contains("⚡ [KILL] accepted and dropped")
			.contains("⚡ agent 1 partitioned");
	}

	private RawScheduler.Reply resubscribe() {
		return this.scheduler.trySubscribe(this.scheduler.info());
	}

	private TaskStatus run(String taskId, String command) {
		this.scheduler.launch(this.scheduler.nextOffer(), "cpus:1;mem:32", taskId, command);
		assertThat(this.scheduler.nextUpdate(taskId).getState()).isEqualTo(TaskState.TASK_STARTING);
		return this.scheduler.nextUpdate(taskId);
	}

	private static TaskStatus reconcile(RawScheduler scheduler) {
		scheduler.expectAccepted(scheduler.call(Call.Type.RECONCILE).setReconcile(Call.Reconcile.getDefaultInstance()));
		return scheduler.next(Event.Type.UPDATE).getUpdate().getStatus();
	}

	private AgentNode agentOf(AgentID id) {
		return this.cluster.agents().stream().filter((agent) -> id.equals(agent.id())).findFirst().orElseThrow();
	}

}
