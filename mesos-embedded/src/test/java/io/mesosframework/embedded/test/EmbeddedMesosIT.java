package io.mesosframework.embedded.test;

import java.time.Duration;

import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import io.mesosframework.embedded.EmbeddedMesosCluster;
import io.mesosframework.embedded.RawScheduler;

import static io.mesosframework.embedded.test.MesosAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@EmbeddedMesos(agents = 2, attributes = "rack:r{agent}")
class EmbeddedMesosIT {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static EmbeddedMesosCluster first;

	@Test
	void runsARealTaskAndAssertsOnIt(EmbeddedMesosCluster cluster) {
		try (RawScheduler scheduler = new RawScheduler(cluster.masterUrl())) {
			scheduler.subscribe(RawScheduler.framework("hello"));
			assertThat(cluster).within(PATIENCE).hasSubscribedFramework("hello").hasActiveAgents(2);

			scheduler.launch(scheduler.nextOffer(), "cpus:0.1;mem:32", "t1", "echo hello");

			assertThat(cluster).within(PATIENCE)
				.received(Call.Type.ACCEPT)
				.matching("of the framework", (call) -> call.getFrameworkId().equals(scheduler.id()))
				.once()
				.sent(Event.Type.UPDATE)
				.atLeast(1)
				.received(Call.Type.ACCEPT)
				.last((call) -> assertThat(call.getAccept().getOperationsCount()).isEqualTo(1));
			assertThat(scheduler.nextUpdate("t1").getState()).isEqualTo(TaskState.TASK_STARTING);
			assertThat(scheduler.nextUpdate("t1").getState()).isEqualTo(TaskState.TASK_RUNNING);
			assertThat(scheduler.nextUpdate("t1").getState()).isEqualTo(TaskState.TASK_FINISHED);
			assertThat(cluster).within(PATIENCE)
				.hasTask("t1")
				.inState(TaskState.TASK_FINISHED)
				.hasActiveTasks(0)
				.received(Call.Type.KILL)
				.matching("of the framework", (call) -> call.getFrameworkId().equals(scheduler.id()))
				.never();
			scheduler.send(scheduler.call(Call.Type.TEARDOWN));
			assertThat(cluster).within(PATIENCE).hasNoSubscribedFramework("hello");
		}
	}

	@Test
	void aFailureShowsTheTimeline(EmbeddedMesosCluster cluster) {
		try (RawScheduler scheduler = new RawScheduler(cluster.masterUrl())) {
			scheduler.subscribe(RawScheduler.framework("timeline"));
			scheduler.expectAccepted(scheduler.call(Call.Type.SUPPRESS));

			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> assertThat(cluster).received(Call.Type.SUPPRESS).times(7))
				.withMessageContaining("to have received SUPPRESS exactly 7 times but it has")
				.withMessageContaining("→ SUBSCRIBE timeline")
				.withMessageContaining("← SUBSCRIBED " + scheduler.id().getValue())
				.withMessageMatching("(?s).*✔ .*→ SUPPRESS.*");
			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> assertThat(cluster).received(Call.Type.SUPPRESS).never());
			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> assertThat(cluster).hasTask("no-such-task"))
				.withMessageContaining("to have task 'no-such-task'");
			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> assertThat(cluster).hasNoSubscribedFramework("timeline"));
			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> assertThat(cluster).hasSubscribedFramework("other"))
				.withMessageContaining("timeline");
			scheduler.send(scheduler.call(Call.Type.TEARDOWN));
		}
	}

	@RepeatedTest(2)
	void aFaultDoesNotSurviveItsTest(EmbeddedMesosCluster cluster) {
		try (RawScheduler scheduler = new RawScheduler(cluster.masterUrl())) {
			assertThat(scheduler.trySubscribe(RawScheduler.framework("f")).status()).isEqualTo(200);
			cluster.faults().every().unavailable();
			assertThat(scheduler.trySubscribe(RawScheduler.framework("f")).status()).isEqualTo(503);
		}
	}

	@Test
	void allTestsOfAClassShareItsCluster(EmbeddedMesosCluster cluster) {
		share(cluster);
	}

	@Nested
	class Inner {

		@Test
		void nestedClassesShareItToo(EmbeddedMesosCluster cluster) {
			share(cluster);
		}

	}

	@Nested
	@EmbeddedMesos(agents = 0, masters = 2, simulated = true, credentials = "alice:wonder")
	class Other {

		@Test
		void unlessTheyWantAnotherOne(EmbeddedMesosCluster cluster) {
			assertThat(cluster).isNotSameAs(first).hasActiveAgents(0);
			assertThat(cluster.masters()).hasSize(2);
			try (RawScheduler scheduler = new RawScheduler(cluster.masterUrl())) {
				assertThat(scheduler.trySubscribe(RawScheduler.framework("f")).status()).isEqualTo(401);
			}
		}

	}

	private static void share(EmbeddedMesosCluster cluster) {
		if (first == null) {
			first = cluster;
		}
		assertThat(cluster).isSameAs(first);
	}

}
