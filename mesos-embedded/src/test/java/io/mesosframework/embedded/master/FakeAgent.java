package io.mesosframework.embedded.master;

import java.util.ArrayList;
import java.util.List;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.codec.Uuids;
import io.mesosframework.embedded.resource.Attributes;
import io.mesosframework.embedded.resource.Resources;
import io.mesosframework.embedded.wire.ToAgent;
import io.mesosframework.embedded.wire.ToMaster;

/**
 * An agent that remembers what the master tells it and does only what a test says.
 */
final class FakeAgent implements ToAgent.Link {

	private final MasterFixture fixture;

	private final String address;

	private final AgentInfo info;

	private final List<ToAgent> received = new ArrayList<>();

	private boolean answersPings = true;

	private ToMaster.@Nullable Link link;

	private @Nullable AgentID id;

	FakeAgent(MasterFixture fixture, int index, String resources) {
		this.fixture = fixture;
		this.address = "127.0.0.1:" + (6000 + index);
		this.info = AgentInfo.newBuilder()
			.setHostname("127.0.0.1")
			.setPort(6000 + index)
			.addAllResources(Resources.parse(resources).toList())
			.addAllAttributes(Attributes.parse("rack:r" + index + ";zone:z1;level:3"))
			.build();
	}

	FakeAgent register() {
		this.fixture.run(this::connectAndRegister);
		return this;
	}

	/** Register; called on the loop. */
	void connectAndRegister() {
		this.link = this.fixture.master().connect(this);
		send(new ToMaster.Register(this.info, this.info.getResourcesList()));
	}

	void reregister(List<FrameworkInfo> frameworks, List<Task> tasks) {
		this.fixture.run(() -> {
			this.link = this.fixture.master().connect(this);
			send(new ToMaster.Reregister(this.info.toBuilder().setId(id()).build(), this.info.getResourcesList(),
					frameworks, List.of(), tasks, List.of(), false));
		});
	}

	void disconnect() {
		this.fixture.run(() -> {
			if (this.link != null) {
				this.link.close();
			}
		});
	}

	void answersPings(boolean answers) {
		this.answersPings = answers;
	}

	AgentID id() {
		if (this.id == null) {
			throw new IllegalStateException("Not registered");
		}
		return this.id;
	}

	<T extends ToAgent> List<T> received(Class<T> type) {
		return this.received.stream().filter(type::isInstance).map(type::cast).toList();
	}

	/** Report a state of a task reliably; returns the uuid. */
	ByteString report(FrameworkInfo framework, String taskId, TaskState state) {
		ByteString uuid = Uuids.random();
		TaskStatus status = TaskStatus.newBuilder()
			.setTaskId(TaskID.newBuilder().setValue(taskId))
			.setState(state)
			.setAgentId(id())
			.setUuid(uuid)
			.build();
		this.fixture.run(() -> send(new ToMaster.StatusUpdate(framework.getId(), status, state)));
		return uuid;
	}

	private void send(ToMaster message) {
		if (this.link != null) {
			this.link.send(message);
		}
	}

	@Override
	public void receive(ToAgent message) {
		if (message instanceof ToAgent.Ping) {
			if (this.answersPings) {
				send(new ToMaster.Pong());
			}
			return;
		}
		if (message instanceof ToAgent.Registered registered) {
			this.id = registered.agentId();
		}
		this.received.add(message);
	}

	@Override
	public void disconnected() {
		this.link = null;
	}

	@Override
	public String address() {
		return this.address;
	}

}
