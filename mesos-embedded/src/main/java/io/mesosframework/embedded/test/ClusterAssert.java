package io.mesosframework.embedded.test;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.apache.mesos.v1.master.Protos.Response;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.assertj.core.api.AbstractAssert;

import io.mesosframework.embedded.EmbeddedMesosCluster;
import io.mesosframework.embedded.timeline.TimelineEntry;

/**
 * Assertions on what a cluster has received, sent and knows. A failure prints the
 * timeline of calls and events, with the ones in question marked.
 *
 * <pre>{@code
 * assertThat(cluster).within(Duration.ofSeconds(10)).hasTask("web.0").inState(TaskState.TASK_RUNNING);
 * assertThat(cluster).received(Call.Type.ACCEPT).times(1);
 * }</pre>
 *
 * @since 0.1.0
 */
public final class ClusterAssert extends AbstractAssert<ClusterAssert, EmbeddedMesosCluster> {

	private static final int PRINTED_ENTRIES = 100;

	private Duration timeout = Duration.ZERO;

	ClusterAssert(EmbeddedMesosCluster cluster) {
		super(cluster, ClusterAssert.class);
	}

	/**
	 * Wait for the assertions that follow to become true.
	 * @param timeout how long, in real time
	 * @return this
	 */
	public ClusterAssert within(Duration timeout) {
		this.timeout = timeout;
		return this;
	}

	/**
	 * Assert something about the calls that were received since the start or the last
	 * {@code timeline().clear()}.
	 * @param type their type
	 * @return the assertions
	 */
	public TrafficAssert<Call> received(Call.Type type) {
		return new TrafficAssert<>(this, "received " + type,
				(entry) -> (entry.call() != null && entry.call().getType() == type) ? entry.call() : null);
	}

	/**
	 * Assert something about the events that were sent since the start or the last
	 * {@code timeline().clear()}.
	 * @param type their type
	 * @return the assertions
	 */
	public TrafficAssert<Event> sent(Event.Type type) {
		return new TrafficAssert<>(this, "sent " + type,
				(entry) -> (entry.event() != null && entry.event().getType() == type) ? entry.event() : null);
	}

	/**
	 * Assert that a framework is connected.
	 * @param name its name
	 * @return this
	 */
	public ClusterAssert hasSubscribedFramework(String name) {
		return check(() -> isConnected(name), () -> "to have a subscribed framework '" + name + "' but there are "
				+ this.actual.state().frameworks().stream().map(ClusterAssert::describe).toList(), mark(name));
	}

	/**
	 * Assert that no framework of that name is connected.
	 * @param name its name
	 * @return this
	 */
	public ClusterAssert hasNoSubscribedFramework(String name) {
		return check(() -> !isConnected(name), () -> "to have no subscribed framework '" + name + "'", mark(name));
	}

	/**
	 * Assert that the master knows a task, running or completed.
	 * @param taskId its id
	 * @return assertions on the task
	 */
	public TaskAssert hasTask(String taskId) {
		check(() -> this.actual.state().task(taskId).isPresent(),
				() -> "to have task '" + taskId + "' but there are "
						+ this.actual.state().tasks().stream().map((task) -> task.getTaskId().getValue()).toList(),
				mark(taskId));
		return new TaskAssert(this, taskId);
	}

	/**
	 * Assert how many tasks are running or starting.
	 * @param count the number
	 * @return this
	 */
	public ClusterAssert hasActiveTasks(int count) {
		return check(() -> TaskAssert.active(this.actual.state()) == count,
				() -> "to have " + count + " active tasks but there are " + TaskAssert.active(this.actual.state()),
				(entry) -> entry.event() != null && entry.event().getType() == Event.Type.UPDATE);
	}

	/**
	 * Assert how many agents are registered and active.
	 * @param count the number
	 * @return this
	 */
	public ClusterAssert hasActiveAgents(int count) {
		return check(() -> activeAgents() == count,
				() -> "to have " + count + " active agents but there are " + activeAgents(), (entry) -> false);
	}

	private long activeAgents() {
		return this.actual.state().agents().stream().filter(Response.GetAgents.Agent::getActive).count();
	}

	private boolean isConnected(String name) {
		return this.actual.state()
			.frameworks()
			.stream()
			.anyMatch((framework) -> framework.getConnected() && framework.getFrameworkInfo().getName().equals(name));
	}

	private static String describe(Response.GetFrameworks.Framework framework) {
		return framework.getFrameworkInfo().getName() + (framework.getConnected() ? "" : " (disconnected)");
	}

	private static Predicate<TimelineEntry> mark(String word) {
		return (entry) -> entry.summary().contains(word);
	}

	EmbeddedMesosCluster cluster() {
		return this.actual;
	}

	Duration timeout() {
		return this.timeout;
	}

	ClusterAssert check(BooleanSupplier condition, Supplier<String> expectation, Predicate<TimelineEntry> marked) {
		isNotNull();
		if (!this.actual.timeline().await(this.timeout, condition)) {
			fail(expectation.get(), marked);
		}
		return this;
	}

	void fail(String expectation, Predicate<TimelineEntry> marked) {
		String waited = this.timeout.isZero() ? "" : " within " + this.timeout.toMillis() + " ms";
		failWithMessage(
				"Expected the cluster%s %s%n%nTimeline (→ call received, ← event sent, ⚡ fault, ✔ matches):%n%s",
				waited, expectation, this.actual.timeline().print(marked, PRINTED_ENTRIES));
	}

}
