package io.mesosframework.embedded;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.mesosframework.embedded.test.MesosAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The timers of masters and agents, to the millisecond.
 */
class VirtualTimeIT {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final Duration INTERVAL = Duration.ofSeconds(1);

	private EmbeddedMesosCluster cluster;

	private RawScheduler scheduler;

	@AfterEach
	void stop() {
		if (this.scheduler != null) {
			this.scheduler.close();
		}
		this.cluster.close();
	}

	@Test
	void heartbeatsComeEvery15Seconds() {
		start(1, true);
		this.scheduler.next(Event.Type.HEARTBEAT);

		this.cluster.advance(Duration.ofMillis(14_999));
		assertThat(this.scheduler.pollUntil(Duration.ofMillis(200), VirtualTimeIT::isHeartbeat)).isNull();
		this.cluster.advance(Duration.ofMillis(1));
		assertThat(this.scheduler.next(Event.Type.HEARTBEAT)).isNotNull();
		this.cluster.advance(Duration.ofSeconds(15));
		assertThat(this.scheduler.next(Event.Type.HEARTBEAT)).isNotNull();
	}

	@Test
	void updatesAreRetriedAfter10SecondsDoublingUpTo10Minutes() {
		start(1, true);
		this.scheduler.launch(offer(), "cpus:1;mem:32", "t1", "");
		awaitUpdates(1);
		long expected = 1;
		for (int seconds : new int[] { 10, 20, 40, 80, 160, 320, 600, 600 }) {
			this.cluster.advance(Duration.ofSeconds(seconds).minusMillis(1));
			assertThat(updates()).as("before %s s", seconds).isEqualTo(expected);
			this.cluster.advance(Duration.ofMillis(1));
			expected++;
			assertThat(updates()).as("after %s s", seconds).isEqualTo(expected);
		}
	}

	@Test
	void aFrameworkIsRemovedAfterItsFailoverTimeout() {
		start(1, true, RawScheduler.framework("f").toBuilder().setFailoverTimeout(60).build());
		this.scheduler.close();
		assertThat(this.cluster).within(PATIENCE).hasNoSubscribedFramework("f");

		this.cluster.advance(Duration.ofMillis(59_999));
		assertThat(this.cluster.state().framework("f")).isPresent();
		this.cluster.advance(Duration.ofMillis(1));
		assertThat(this.cluster.state().framework("f")).isEmpty();
	}

	@Test
	void declinedOffersComeAgainAfter5Seconds() {
		start(1, true);
		decline(offer(), Filters.getDefaultInstance());
		long before = this.cluster.timeline().count(Event.Type.OFFERS);

		this.cluster.advance(Duration.ofMillis(4_900));
		assertThat(this.cluster.timeline().count(Event.Type.OFFERS)).isEqualTo(before);
		this.cluster.advance(INTERVAL.multipliedBy(2));
		assertThat(this.cluster.timeline().count(Event.Type.OFFERS)).isEqualTo(before + 1);
	}

	@Test
	void aFilterHoldsAsLongAsItSays() {
		start(1, true);
		decline(offer(), Filters.newBuilder().setRefuseSeconds(3600).build());
		long before = this.cluster.timeline().count(Event.Type.OFFERS);

		this.cluster.advance(Duration.ofMinutes(59));
		assertThat(this.cluster.timeline().count(Event.Type.OFFERS)).isEqualTo(before);
		this.cluster.advance(Duration.ofMinutes(2));
		assertThat(this.cluster.timeline().count(Event.Type.OFFERS)).isEqualTo(before + 1);
	}

	@Test
	void anAgentIsUnreachableAfter75SecondsWithoutPong() {
		start(1, true);
		this.scheduler.launch(offer(), "cpus:1;mem:32", "t1", "");
		this.scheduler.nextUpdate("t1");
		this.scheduler.nextUpdate("t1");
		this.cluster.agents().get(0).partition();

		this.cluster.advance(Duration.ofSeconds(74));
		assertThat(this.cluster).hasTask("t1").inState(TaskState.TASK_RUNNING);
		this.cluster.advance(Duration.ofSeconds(16));
		assertThat(this.cluster).hasTask("t1").inState(TaskState.TASK_UNREACHABLE);
		assertThat(this.scheduler.nextUpdate("t1").getState()).isEqualTo(TaskState.TASK_UNREACHABLE);
	}

	@Test
	void anAgentThatDoesNotReturnToANewMasterIsUnreachableAfter10Minutes() {
		start(1, true);
		this.scheduler.launch(offer(), "cpus:1;mem:32", "t1", "");
		this.scheduler.nextUpdate("t1");
		this.scheduler.nextUpdate("t1");
		this.cluster.faults().failoverWithoutAgents();
		this.scheduler.nextEnd();
		this.scheduler = new RawScheduler(this.cluster.masterUrl()).subscribe(this.scheduler.info());

		this.cluster.advance(Duration.ofMillis(599_000));
		assertThat(this.scheduler.poll(Duration.ofMillis(100))).isNull();
		this.cluster.advance(Duration.ofSeconds(2));
		assertThat(this.scheduler.next(Event.Type.FAILURE).getFailure().hasAgentId()).isTrue();
	}

	@Test
	void anExecutorThatDoesNotSubscribeIsKilledAfterAMinute() {
		start(1, false);
		this.scheduler.launchExecutor(offer(), "t1", "sleep 1000");
		assertThat(this.cluster).within(PATIENCE).hasTask("t1").inState(TaskState.TASK_STAGING);

		advanceUntil(() -> updates() > 0);

		TaskStatus status = this.scheduler.nextUpdate("t1");
		assertThat(status.getState()).isEqualTo(TaskState.TASK_FAILED);
		assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_EXECUTOR_REGISTRATION_TIMEOUT);
	}

	@Test
	void simulatedTasksFollowTheirScriptsInVirtualTime() {
		start(1, true);
		this.scheduler.launch(offer(), "cpus:1;mem:32", "t1", "sleep 86400");
		this.scheduler.nextUpdate("t1");
		this.scheduler.nextUpdate("t1");

		this.cluster.advance(Duration.ofHours(24).minusMillis(1));
		assertThat(this.cluster).hasTask("t1").inState(TaskState.TASK_RUNNING);
		this.cluster.advance(Duration.ofSeconds(1));
		assertThat(this.scheduler.nextUpdate("t1").getState()).isEqualTo(TaskState.TASK_FINISHED);
	}

	private void start(int agents, boolean simulated) {
		start(agents, simulated, RawScheduler.framework("f"));
	}

	private void start(int agents, boolean simulated, FrameworkInfo framework) {
		this.cluster = EmbeddedMesosCluster.builder()
			.agents(agents)
			.simulated(simulated)
			.allocationInterval(INTERVAL)
			.virtualClock(Instant.parse("2030-01-01T00:00:00Z"))
			.start();
		advanceUntil(() -> this.cluster.leader() != null && this.cluster.state().agents().size() == agents);
		this.scheduler = new RawScheduler(this.cluster.masterUrl()).subscribe(framework);
	}

	private Offer offer() {
		advanceUntil(() -> this.cluster.timeline().count(Event.Type.OFFERS) > 0);
		return this.scheduler.nextOffer();
	}

	private void decline(Offer offer, Filters filters) {
		this.scheduler.expectAccepted(this.scheduler.call(Call.Type.DECLINE)
			.setDecline(Call.Decline.newBuilder().addOfferIds(offer.getId()).setFilters(filters)));
	}

	private long updates() {
		return this.cluster.timeline().count(Event.Type.UPDATE);
	}

	private void awaitUpdates(long count) {
		assertThat(this.cluster.timeline().await(PATIENCE, () -> updates() >= count)).isTrue();
	}

	private void advanceUntil(BooleanSupplier condition) {
		assertThat(this.cluster.timeline().await(PATIENCE, () -> {
			if (condition.getAsBoolean()) {
				return true;
			}
			this.cluster.advance(INTERVAL);
			return condition.getAsBoolean();
		})).isTrue();
	}

	private static boolean isHeartbeat(Object item) {
		return item instanceof Event event && event.getType() == Event.Type.HEARTBEAT;
	}

}
