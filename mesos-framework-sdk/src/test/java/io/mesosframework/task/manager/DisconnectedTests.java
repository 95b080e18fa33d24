package io.mesosframework.task.manager;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Consumer;

import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.mesosframework.embedded.AgentNode;
import io.mesosframework.scheduler.SchedulerState;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.TaskTimeouts;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of instances while the framework has no session: nothing, since nothing
 * can be heard of them, and it is made up for afterwards.
 */
class DisconnectedTests {

	private final LateClock clock = new LateClock();

	private final ManagerFixture mesos = new ManagerFixture((cluster) -> cluster.simulated(true)
		.agentPings(Duration.ofMillis(300), 2)
		.agentReregisterTimeout(Duration.ofMillis(500)), options(this.clock));

	@AfterEach
	void stop() {
		this.mesos.close();
	}

	@Test
	void whatReturnsMeanwhileIsKept() {
		String taskId = deployOutOfReach(AgentNode::partition);
		disconnect();
		this.mesos.cluster.agents().forEach(AgentNode::heal);
		this.mesos.await(() -> this.mesos.running().contains(taskId));

		letTheTimePass();
		assertThat(this.mesos.app("web").count(Phase.UNREACHABLE)).isOne();
		this.mesos.cluster.faults().clear();

		this.mesos.awaitPhase("web", Phase.RUNNING, 1);
		assertThat(this.mesos.taskIds("web")).containsExactly(taskId);
		assertThat(this.mesos.app("web").instances().get(0).history()).isEmpty();
	}

	@Test
	void whatIsStillOutOfReachIsReplacedWhenThatIsCertain() {
		String taskId = deployOutOfReach(AgentNode::kill);
		disconnect();
		letTheTimePass();
		assertThat(this.mesos.app("web").count(Phase.UNREACHABLE)).isOne();

		this.mesos.cluster.faults().clear();

		this.mesos.await(() -> this.mesos.app("web").count(Phase.UNREACHABLE) == 0);
		assertThat(this.mesos.manager.reconciliation().running()).isFalse();
		assertThat(this.mesos.manager.status().abandoned()).isOne();
		assertThat(this.mesos.taskIds("web")).containsExactly(taskId);
	}

	@Test
	void whatWasToEndMeanwhileIsKilledAtOnce() {
		this.mesos.deploy(ManagerFixture.service("web", 2));
		this.mesos.awaitPhase("web", Phase.RUNNING, 2);
		disconnect();
		this.mesos.get(this.mesos.manager.remove("web"));
		this.mesos.awaitPhase("web", Phase.ENDING, 2);
		letTheTimePass();
		assertThat(this.mesos.app("web").instances()).allSatisfy((each) -> assertThat(each.attempts()).isZero());

		this.mesos.cluster.faults().clear();

		this.mesos.await(() -> this.mesos.manager.app("web") == null);
		assertThat(this.mesos.running()).isEmpty();
	}

	/** Deploy an instance that is to be replaced after an hour; return its task. */
	private String deployOutOfReach(Consumer<AgentNode> fault) {
		Map<String, Object> web = ManagerFixture.service("web", 1);
		web.put("unreachable", Map.of("replace_after", "1h"));
		this.mesos.deploy(web);
		this.mesos.awaitPhase("web", Phase.RUNNING, 1);
		this.mesos.cluster.agents().forEach(fault);
		this.mesos.awaitPhase("web", Phase.UNREACHABLE, 1);
		return this.mesos.taskIds("web").get(0);
	}

	private void disconnect() {
		this.mesos.cluster.faults().every(Call.Type.SUBSCRIBE).unavailable();
		this.mesos.cluster.faults().streams().abort();
		this.mesos.await(() -> this.mesos.driver.scheduler().state() != SchedulerState.SUBSCRIBED);
	}

	/** Two hours later the manager looks at everything. */
	private void letTheTimePass() {
		this.clock.late = Duration.ofHours(2);
		this.mesos.deploy(ManagerFixture.service("other", 0));
		this.mesos.await(() -> this.mesos.manager.app("other") != null);
	}

	/** Kills are repeated so rarely that no test would see it. */
	private static TaskManagerOptions options(Clock clock) {
		TaskManagerOptions defaults = TaskManagerOptions.defaults();
		TaskTimeouts timeouts = new TaskTimeouts(Duration.ofSeconds(5), Duration.ofHours(1), Duration.ofHours(9));
		return new TaskManagerOptions(timeouts, defaults.offers(), defaults.reconcileInterval(),
				defaults.implicitReconcileInterval(), defaults.reconcileQueueLimit(), defaults.killsInFlight(),
				defaults.unknownTasks(), Duration.ofMillis(100), clock, defaults.timers(), defaults.random());
	}

	/** A clock that can be set. */
	private static final class LateClock extends Clock {

		private volatile Duration late = Duration.ZERO;

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Instant instant() {
			return Instant.now().plus(this.late);
		}

	}

}
