package io.mesosframework.embedded.master;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.master.Protos.Event;
import org.apache.mesos.v1.master.Protos.Response;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.codec.Codec;
import io.mesosframework.embedded.codec.MediaType;
import io.mesosframework.embedded.http.ByteStream;
import io.mesosframework.embedded.loop.Loop;
import io.mesosframework.embedded.master.state.Agent;
import io.mesosframework.embedded.master.state.Framework;
import io.mesosframework.embedded.master.state.Statuses;
import io.mesosframework.embedded.master.state.Subscription;
import io.mesosframework.embedded.master.state.TaskRecord;

/**
 * The event streams of operators, see {@code docs/operator-http-api.md} of Mesos.
 */
final class OperatorEvents {

	private final Term term;

	private final List<Subscriber> subscribers = new ArrayList<>();

	OperatorEvents(Term term) {
		this.term = term;
	}

	/**
	 * Send the present state and then every change.
	 * @param stream the open stream
	 * @param mediaType the encoding
	 */
	void subscribe(ByteStream stream, MediaType mediaType) {
		Subscriber subscriber = new Subscriber(stream, mediaType);
		subscriber.send(Event.newBuilder()
			.setType(Event.Type.SUBSCRIBED)
			.setSubscribed(Event.Subscribed.newBuilder()
				.setGetState(new OperatorReads(this.term).state())
				.setHeartbeatIntervalSeconds(Subscription.HEARTBEAT_INTERVAL.toSeconds()))
			.build());
		this.subscribers.add(subscriber);
		subscriber.heartbeat();
		stream.onDisconnect(() -> {
			this.subscribers.remove(subscriber);
			subscriber.stop();
		});
	}

	void dropAll() {
		for (Subscriber subscriber : this.subscribers) {
			subscriber.stop();
			subscriber.stream.close();
		}
		this.subscribers.clear();
	}

	void taskAdded(TaskRecord task) {
		if (!this.subscribers.isEmpty()) {
			send(Event.newBuilder()
				.setType(Event.Type.TASK_ADDED)
				.setTaskAdded(Event.TaskAdded.newBuilder().setTask(task.toProto())));
		}
	}

	void taskUpdated(TaskRecord task, TaskStatus status) {
		if (!this.subscribers.isEmpty()) {
			send(Event.newBuilder()
				.setType(Event.Type.TASK_UPDATED)
				.setTaskUpdated(Event.TaskUpdated.newBuilder()
					.setFrameworkId(task.info().getFrameworkId())
					.setStatus(status)
					.setState(task.state())));
		}
	}

	void agentAdded(Agent agent) {
		if (!this.subscribers.isEmpty()) {
			send(Event.newBuilder()
				.setType(Event.Type.AGENT_ADDED)
				.setAgentAdded(Event.AgentAdded.newBuilder().setAgent(new OperatorReads(this.term).agent(agent))));
		}
	}

	void agentRemoved(Agent agent) {
		if (!this.subscribers.isEmpty()) {
			send(Event.newBuilder()
				.setType(Event.Type.AGENT_REMOVED)
				.setAgentRemoved(Event.AgentRemoved.newBuilder().setAgentId(agent.id())));
		}
	}

	void frameworkAdded(Framework framework) {
		if (!this.subscribers.isEmpty()) {
			send(Event.newBuilder()
				.setType(Event.Type.FRAMEWORK_ADDED)
				.setFrameworkAdded(Event.FrameworkAdded.newBuilder().setFramework(framework(framework))));
		}
	}

	void frameworkUpdated(Framework framework) {
		if (!this.subscribers.isEmpty()) {
			send(Event.newBuilder()
				.setType(Event.Type.FRAMEWORK_UPDATED)
				.setFrameworkUpdated(Event.FrameworkUpdated.newBuilder().setFramework(framework(framework))));
		}
	}

	void frameworkRemoved(Framework framework) {
		if (!this.subscribers.isEmpty()) {
			send(Event.newBuilder()
				.setType(Event.Type.FRAMEWORK_REMOVED)
				.setFrameworkRemoved(Event.FrameworkRemoved.newBuilder().setFrameworkInfo(framework.info())));
		}
	}

	/** Events tell less of a framework than GET_FRAMEWORKS does, but always the times. */
	private static Response.GetFrameworks.Framework.Builder framework(Framework framework) {
		Instant ended = framework.unregisteredTime();
		return Response.GetFrameworks.Framework.newBuilder()
			.setFrameworkInfo(framework.info())
			.setActive(framework.active())
			.setConnected(framework.connected())
			.setRecovered(framework.recovered())
			.setRegisteredTime(Statuses.time(framework.registeredTime()))
			.setReregisteredTime(Statuses.time(framework.reregisteredTime()))
			.setUnregisteredTime(Statuses.time((ended != null) ? ended : Instant.EPOCH));
	}

	private void send(Event.Builder event) {
		Event built = event.build();
		List.copyOf(this.subscribers).forEach((subscriber) -> subscriber.send(built));
	}

	/**
	 * One stream.
	 */
	private final class Subscriber {

		private final ByteStream stream;

		private final MediaType mediaType;

		private Loop.@Nullable Timer timer;

		Subscriber(ByteStream stream, MediaType mediaType) {
			this.stream = stream;
			this.mediaType = mediaType;
		}

		void send(Event event) {
			this.stream.write(Codec.record(event, this.mediaType));
		}

		void heartbeat() {
			send(Event.newBuilder().setType(Event.Type.HEARTBEAT).build());
			this.timer = OperatorEvents.this.term.loop().schedule(Subscription.HEARTBEAT_INTERVAL, this::heartbeat);
		}

		void stop() {
			if (this.timer != null) {
				this.timer.cancel();
				this.timer = null;
			}
		}

	}

}
