package io.mesosframework.embedded.master;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.master.state.Agent;
import io.mesosframework.embedded.master.state.Framework;
import io.mesosframework.embedded.master.state.Subscription;
import io.mesosframework.embedded.master.state.TaskRecord;
import io.mesosframework.embedded.wire.ToAgent;

/**
 * The frameworks that are subscribed, disconnected or only known from agents, and the
 * most recently removed ones.
 */
final class Frameworks {

	private final Term term;

	private final Map<String, Framework> registered = new LinkedHashMap<>();

	private final Map<String, Framework> completed = new LinkedHashMap<>();

	private long next;

	Frameworks(Term term) {
		this.term = term;
	}

	@Nullable Framework get(String frameworkId) {
		return this.registered.get(frameworkId);
	}

	Collection<Framework> registered() {
		return this.registered.values();
	}

	Collection<Framework> completed() {
		return this.completed.values();
	}

	boolean isCompleted(String frameworkId) {
		return this.completed.containsKey(frameworkId);
	}

	FrameworkID newId() {
		return FrameworkID.newBuilder()
			.setValue(String.format("%s-%04d", this.term.info().getId(), this.next++))
			.build();
	}

	/**
	 * Add a framework that has just subscribed or that an agent has told about.
	 * @param info the framework with its id
	 * @return the framework, without stream
	 */
	Framework add(FrameworkInfo info) {
		Framework framework = new Framework(info, this.term.now());
		this.registered.put(framework.key(), framework);
		for (Agent agent : this.term.agents().registered()) {
			agent.tasks()
				.getOrDefault(framework.key(), Map.of())
				.values()
				.forEach((task) -> framework.tasks().put(task.id(), task));
			Map<String, ExecutorInfo> executors = agent.executors().get(framework.key());
			if (executors != null) {
				framework.executors().put(agent.key(), new LinkedHashMap<>(executors));
			}
			agent.operations()
				.values()
				.stream()
				.filter((operation) -> framework.id().equals(operation.frameworkId()))
				.forEach((operation) -> this.term.operations().attach(framework, operation));
		}
		this.term.allocator().add(framework);
		return framework;
	}

	/**
	 * The stream of a framework has broken.
	 * @param framework the framework
	 * @param subscription the stream
	 */
	void streamClosed(Framework framework, Subscription subscription) {
		if (framework.subscription() != subscription || this.term.ended()) {
			return;
		}
		deactivate(framework, true);
		framework.disconnect();
		Duration timeout = failoverTimeout(framework.info());
		framework.failoverTimer(this.term.loop().schedule(timeout, () -> {
			if (this.registered.get(framework.key()) == framework && !framework.connected()) {
				remove(framework);
			}
		}));
	}

	private static Duration failoverTimeout(FrameworkInfo info) {
		double seconds = Math.max(0, info.getFailoverTimeout());
		return Duration.ofNanos((long) Math.min(Long.MAX_VALUE / 2, seconds * 1e9));
	}

	void activate(Framework framework) {
		if (!framework.active()) {
			framework.active(true);
			this.term.allocator().activate(framework);
		}
	}

	void deactivate(Framework framework, boolean rescind) {
		if (framework.active()) {
			framework.active(false);
			this.term.allocator().deactivate(framework);
			this.term.offers().removeAll(framework, rescind);
		}
	}

	/**
	 * Remove a framework for good: its executors are shut down and its id is refused from
	 * now on.
	 * @param framework the framework
	 */
	void remove(Framework framework) {
		deactivate(framework, false);
		framework.cancelFailover();
		for (Agent agent : this.term.agents().registered()) {
			agent.send(new ToAgent.ShutdownFramework(framework.id()));
		}
		String message = "Framework " + framework.key() + " removed";
		for (TaskRecord task : new ArrayList<>(framework.tasks().values())) {
			this.term.tasks().update(task, killed(task, message), null);
			this.term.tasks().remove(task, false);
		}
		for (TaskRecord task : new ArrayList<>(framework.unreachableTasks().values())) {
			this.term.tasks().update(task, killed(task, message), null);
			framework.complete(task, this.term.options().maxCompletedTasksPerFramework());
		}
		framework.unreachableTasks().clear();
		removeExecutors(framework);
		this.term.operations().orphan(framework);
		framework.disconnect();
		framework.unregistered(this.term.now());
		this.registered.remove(framework.key());
		this.term.allocator().remove(framework);
		complete(framework);
		this.term.operatorEvents().frameworkRemoved(framework);
	}

	private TaskStatus killed(TaskRecord task, String message) {
		return this.term.statuses()
			.of(task, TaskState.TASK_KILLED, TaskStatus.Reason.REASON_FRAMEWORK_REMOVED, message);
	}

	private void removeExecutors(Framework framework) {
		for (String agentId : new ArrayList<>(framework.executors().keySet())) {
			Agent agent = this.term.agents().get(agentId);
			if (agent != null) {
				for (String executorId : agent.executorsOf(framework.key())) {
					this.term.tasks().removeExecutor(agent, framework.key(), executorId);
				}
			}
		}
	}

	private void complete(Framework framework) {
		this.completed.put(framework.key(), framework);
		while (this.completed.size() > this.term.options().maxCompletedFrameworks()) {
			this.completed.remove(this.completed.keySet().iterator().next());
		}
	}

	/**
	 * Forget a framework as if this master had never known it: its stream ends, nothing
	 * happens to its tasks on agents.
	 * @param framework the framework
	 */
	void forget(Framework framework) {
		deactivate(framework, false);
		framework.cancelFailover();
		framework.disconnect();
		this.registered.remove(framework.key());
		this.term.allocator().remove(framework);
	}

	void dropAll(boolean abrupt) {
		for (Framework framework : this.registered.values()) {
			framework.cancelFailover();
			Subscription subscription = framework.subscription();
			if (subscription != null && abrupt) {
				subscription.abort();
			}
			framework.disconnect();
		}
	}

}
