package io.mesosframework.sample.hello;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import io.mesosframework.resource.ResourceBag;
import io.mesosframework.resource.ResourceNeed;
import io.mesosframework.resource.Taken;

/**
 * Tracks the tasks of the hello sample and their states. Not thread-safe: call on the
 * event loop only.
 */
@Component
@Profile("hello")
class HelloTasks {

	private static final Set<TaskState> ENDED = Set.of(TaskState.TASK_FINISHED, TaskState.TASK_FAILED,
			TaskState.TASK_KILLED, TaskState.TASK_ERROR);

	private static final Set<TaskState> GONE = Set.of(TaskState.TASK_LOST, TaskState.TASK_DROPPED, TaskState.TASK_GONE,
			TaskState.TASK_GONE_BY_OPERATOR);

	private final HelloProperties properties;

	private final ApplicationEventPublisher events;

	private final ResourceNeed need;

	private final Queue<Integer> waiting = new ArrayDeque<>();

	private final Map<String, Launched> running = new TreeMap<>();

	private final Map<Integer, HelloFinished.Result> results = new TreeMap<>();

	HelloTasks(HelloProperties properties, ApplicationEventPublisher events) {
		this.properties = properties;
		this.events = events;
		this.need = ResourceNeed.of(properties.cpus(), properties.mem(), 0);
		for (int number = 0; number < properties.tasks(); number++) {
			this.waiting.add(number);
		}
	}

	/** Return as many of the waiting tasks as fit into an offer. */
	List<TaskInfo> fitting(Offer offer) {
		List<TaskInfo> tasks = new ArrayList<>();
		ResourceBag rest = ResourceBag.of(offer.getResourcesList());
		while (!this.waiting.isEmpty() && this.need.fitsInto(rest)) {
			Taken taken = Taken.from(rest, this.need);
			rest = taken.rest();
			int number = this.waiting.remove();
			String id = "hello-" + number + "." + UUID.randomUUID();
			this.running.put(id, new Launched(number, offer, Instant.now()));
			tasks.add(TaskInfo.newBuilder()
				.setName("hello-" + number)
				.setTaskId(TaskID.newBuilder().setValue(id))
				.setAgentId(offer.getAgentId())
				.addAllResources(taken.resources().toResources())
				.setCommand(CommandInfo.newBuilder().setValue(this.properties.command()))
				.build());
		}
		return tasks;
	}

	/**
	 * Record a status update. Publishes {@code HelloFinished} when the last task has
	 * ended.
	 */
	void update(TaskStatus status) {
		String id = status.getTaskId().getValue();
		Launched task = this.running.get(id);
		if (task == null) {
			return;
		}
		if (GONE.contains(status.getState())) {
			// The task is not to blame: launch it again under a new id.
			this.running.remove(id);
			this.waiting.add(task.number());
		}
		else if (ENDED.contains(status.getState())) {
			this.running.remove(id);
			this.results.put(task.number(), new HelloFinished.Result(id, task.offer(), status.getState(),
					Duration.between(task.since(), Instant.now())));
			if (this.results.size() == this.properties.tasks()) {
				this.events.publishEvent(new HelloFinished(List.copyOf(this.results.values())));
			}
		}
	}

	/**
	 * A task that has been launched.
	 *
	 * @param number the number of the task
	 * @param offer the offer with which it was launched
	 * @param since when it was launched
	 */
	private record Launched(int number, Offer offer, Instant since) {

	}

}
