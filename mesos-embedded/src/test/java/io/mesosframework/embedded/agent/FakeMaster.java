package io.mesosframework.embedded.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.loop.Loop;
import io.mesosframework.embedded.process.Waiting;
import io.mesosframework.embedded.wire.ToAgent;
import io.mesosframework.embedded.wire.ToMaster;

/**
 * A master that accepts every agent, remembers what it is told and acknowledges updates
 * when asked to.
 */
final class FakeMaster implements ToAgent.Endpoint {

	static final AgentID AGENT = AgentID.newBuilder().setValue("master-S0").build();

	private final Loop loop;

	private final List<ToMaster> received = new ArrayList<>();

	private ToAgent.@Nullable Link agent;

	private boolean acknowledging = true;

	private Consumer<TaskStatus> onUpdate = (status) -> {
	};

	private int links;

	FakeMaster(Loop loop) {
		this.loop = loop;
	}

	@Override
	public ToMaster.Link connect(ToAgent.Link link) {
		this.agent = link;
		this.links++;
		return new MasterEnd(link);
	}

	void acknowledging(boolean value) {
		this.acknowledging = value;
	}

	/**
	 * Do something on the loop when an update has come.
	 * @param action what to do
	 */
	void onUpdate(Consumer<TaskStatus> action) {
		this.loop.execute(() -> this.onUpdate = action);
	}

	void send(ToAgent message) {
		this.loop.execute(() -> {
			if (this.agent != null) {
				this.agent.receive(message);
			}
		});
	}

	void acknowledge(TaskStatus status, String frameworkId) {
		send(new ToAgent.AcknowledgeUpdate(Fixtures.frameworkId(frameworkId), status.getTaskId(), status.getUuid()));
	}

	void drop() {
		this.loop.execute(() -> {
			ToAgent.Link link = this.agent;
			this.agent = null;
			if (link != null) {
				link.disconnected();
			}
		});
	}

	List<ToMaster> received() {
		return this.loop.submit(() -> List.copyOf(this.received)).join();
	}

	<T extends ToMaster> List<T> received(Class<T> type) {
		return received().stream().filter(type::isInstance).map(type::cast).toList();
	}

	List<TaskStatus> updates(String taskId) {
		return received(ToMaster.StatusUpdate.class).stream()
			.map(ToMaster.StatusUpdate::status)
			.filter((status) -> status.getTaskId().getValue().equals(taskId))
			.toList();
	}

	List<TaskState> states(String taskId) {
		return updates(taskId).stream().map(TaskStatus::getState).toList();
	}

	TaskStatus await(String taskId, TaskState state) {
		return await(taskId, (status) -> status.getState() == state);
	}

	TaskStatus await(String taskId, Predicate<TaskStatus> condition) {
		List<TaskStatus> found = Waiting.until(() -> updates(taskId).stream().filter(condition).toList(),
				(list) -> !list.isEmpty());
		return found.get(0);
	}

	<T extends ToMaster> T await(Class<T> type) {
		return Waiting.until(() -> received(type), (list) -> !list.isEmpty()).get(0);
	}

	private final class MasterEnd implements ToMaster.Link {

		private final ToAgent.Link link;

		private MasterEnd(ToAgent.Link link) {
			this.link = link;
		}

		@Override
		public void send(ToMaster message) {
			FakeMaster.this.loop.execute(() -> receive(message));
		}

		private void receive(ToMaster message) {
			FakeMaster.this.received.add(message);
			if (message instanceof ToMaster.StatusUpdate update) {
				FakeMaster.this.onUpdate.accept(update.status());
			}
			if (message instanceof ToMaster.Register || message instanceof ToMaster.Reregister) {
				this.link.receive(new ToAgent.Registered(AGENT));
			}
			else if (message instanceof ToMaster.StatusUpdate update && FakeMaster.this.acknowledging) {
				ByteString uuid = update.status().getUuid();
				this.link
					.receive(new ToAgent.AcknowledgeUpdate(update.frameworkId(), update.status().getTaskId(), uuid));
			}
		}

		@Override
		public void close() {
			FakeMaster.this.agent = null;
		}

		@Override
		public AgentID agentId() {
			return AGENT;
		}

	}

}
