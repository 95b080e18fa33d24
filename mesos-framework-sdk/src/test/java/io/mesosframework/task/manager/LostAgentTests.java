package io.mesosframework.task.manager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mesosframework.embedded.AgentNode;
import io.mesosframework.task.Deployment;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskManagerOptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of instances whose agents are lost, and come back.
 */
class LostAgentTests {

	private final ManagerFixture mesos = new ManagerFixture(
			(cluster) -> cluster.agentPings(Duration.ofMillis(300), 2).agentReregisterTimeout(Duration.ofSeconds(1)),
			TaskManagerOptions.defaults());

	@AfterEach
	void stop() {
		this.mesos.close();
	}

	@Test
	void anInstanceIsReplacedAfterItsTimeAndTheOldTaskKilledWhenItComesBack() {
		deployOne("replace_after", "200ms");
		String old = this.mesos.taskIds("web").get(0);
		AgentNode lost = agentOf("web");

		lost.partition();
		this.mesos.await(() -> !this.mesos.taskIds("web").contains(old));
		this.mesos.awaitPhase("web", Phase.RUNNING, 1);
		assertThat(this.mesos.manager.status().abandoned()).isOne();
		assertThat(this.mesos.app("web").instances().get(0).failures()).isZero();

		lost.heal();
		this.mesos.await(() -> state(old) == TaskState.TASK_KILLED);
		this.mesos.await(() -> this.mesos.manager.status().abandoned() == 0);
		assertThat(this.mesos.app("web").count(Phase.RUNNING)).isOne();
	}

	@Test
	void aNewPolicyHoldsForAnInstanceThatIsKept() {
		deployOne("replace_after", "1h");
		String old = this.mesos.taskIds("web").get(0);
		deployOne("replace_after", "200ms");
		this.mesos.awaitDeployment("web", Deployment.State.SUCCEEDED);
		assertThat(this.mesos.taskIds("web")).containsExactly(old);

		agentOf("web").partition();

		this.mesos.await(() -> !this.mesos.taskIds("web").contains(old));
	}

	@Test
	void anInstanceThatComesBackInTimeIsKept() {
		deployOne("replace_after", "1h");
		String old = this.mesos.taskIds("web").get(0);
		AgentNode lost = agentOf("web");

		lost.partition();
		this.mesos.awaitPhase("web", Phase.UNREACHABLE, 1);
		lost.heal();
		this.mesos.awaitPhase("web", Phase.RUNNING, 1);

		assertThat(this.mesos.taskIds("web")).containsExactly(old);
	}

	@Test
	void anInstanceThatComesBackIsReplacedIfItIsNotToBeAdopted() {
		deployOne("adopt", "false");
		String old = this.mesos.taskIds("web").get(0);
		AgentNode lost = agentOf("web");

		lost.partition();
		this.mesos.awaitPhase("web", Phase.UNREACHABLE, 1);
		lost.heal();

		this.mesos.await(() -> !this.mesos.taskIds("web").contains(old));
		this.mesos.awaitPhase("web", Phase.RUNNING, 1);
	}

	@Test
	void anAgentThatDoesNotComeBackAfterAFailoverOfTheMasterIsNoticed() {
		deployOne("replace_after", "200ms");
		String old = this.mesos.taskIds("web").get(0);
		AgentNode lost = agentOf("web");

		lost.kill();
		this.mesos.cluster.faults().failover();

		this.mesos.await(() -> !this.mesos.taskIds("web").contains(old));
		this.mesos.awaitPhase("web", Phase.RUNNING, 1);
	}

	@Test
	void aTaskThatFailsWhileItsAgentIsOutOfReachHasFailed(@TempDir Path directory) throws IOException {
		Path signal = directory.resolve("end");
		Map<String, Object> job = ManagerFixture.service("job", 1);
		job.put("command", Map.of("cmd", "while [ ! -e " + signal + " ]; do sleep 0.05; done; exit 3"));
		job.put("restart", "never");
		this.mesos.deploy(job);
		this.mesos.awaitPhase("job", Phase.RUNNING, 1);
		String taskId = this.mesos.taskIds("job").get(0);
		AgentNode lost = agentOf("job");

		lost.partition();
		// it fails long before the agent is given up
		Files.createFile(signal);
		this.mesos.awaitPhase("job", Phase.UNREACHABLE, 1);
		lost.heal();

		this.mesos.awaitPhase("job", Phase.GIVEN_UP, 1);
		assertThat(this.mesos.taskIds("job")).containsExactly(taskId);
		assertThat(this.mesos.app("job").instances().get(0).history()).isEmpty();
	}

	@Test
	void anAgentThatIsGoneForGoodIsReplacedAtOnceWithoutAFailureOfTheTask() {
		deployOne("replace_after", "1h");
		String old = this.mesos.taskIds("web").get(0);

		agentOf("web").markGone();

		this.mesos.await(() -> !this.mesos.taskIds("web").contains(old));
		this.mesos.awaitPhase("web", Phase.RUNNING, 1);
		assertThat(this.mesos.app("web").instances().get(0).failures()).isZero();
	}

	private void deployOne(String key, String value) {
		Map<String, Object> document = ManagerFixture.service("web", 1);
		document.put("unreachable", Map.of(key, value));
		this.mesos.deploy(document);
		this.mesos.awaitPhase("web", Phase.RUNNING, 1);
	}

	private AgentNode agentOf(String app) {
		String agentId = this.mesos.app(app).instances().get(0).launch().agentId();
		return this.mesos.cluster.agents()
			.stream()
			.filter((agent) -> Objects.requireNonNull(agent.id()).getValue().equals(agentId))
			.findFirst()
			.orElseThrow();
	}

	private TaskState state(String taskId) {
		return this.mesos.cluster.state().task(taskId).orElseThrow().getState();
	}

}
