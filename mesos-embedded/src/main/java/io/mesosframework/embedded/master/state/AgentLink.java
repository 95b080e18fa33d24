package io.mesosframework.embedded.master.state;

import org.apache.mesos.v1.Protos.AgentID;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.loop.Loop;
import io.mesosframework.embedded.wire.ToAgent;
import io.mesosframework.embedded.wire.ToMaster;

/**
 * The master's end of the link to one agent. Every message is a task of its own.
 *
 * @since 0.1.0
 */
public final class AgentLink implements ToMaster.Link {

	private final Loop loop;

	private final Receiver receiver;

	private final ToAgent.Link peer;

	private @Nullable Agent agent;

	private boolean open = true;

	public AgentLink(Loop loop, Receiver receiver, ToAgent.Link peer) {
		this.loop = loop;
		this.receiver = receiver;
		this.peer = peer;
	}

	public @Nullable Agent agent() {
		return this.agent;
	}

	public void agent(@Nullable Agent agent) {
		this.agent = agent;
	}

	public String address() {
		return this.peer.address();
	}

	public String ip() {
		return address().substring(0, address().lastIndexOf(':'));
	}

	/** Another link has taken the place of this one. */
	public void replace() {
		this.open = false;
		this.agent = null;
	}

	public boolean isOpen() {
		return this.open;
	}

	public void send(ToAgent message) {
		if (this.open) {
			this.loop.execute(() -> {
				if (this.open) {
					this.peer.receive(message);
				}
			});
		}
	}

	/** Break the link from this side; the agent notices. */
	public void drop() {
		if (this.open) {
			this.open = false;
			this.loop.execute(this.peer::disconnected);
		}
	}

	@Override
	public void send(ToMaster message) {
		if (this.open) {
			this.loop.execute(() -> {
				if (this.open) {
					this.receiver.receive(this, message);
				}
			});
		}
	}

	@Override
	public void close() {
		if (this.open) {
			this.loop.execute(() -> {
				if (this.open) {
					this.open = false;
					this.receiver.disconnected(this);
				}
			});
		}
	}

	@Override
	public @Nullable AgentID agentId() {
		return (this.agent != null) ? this.agent.id() : null;
	}

	/**
	 * Receives what comes over links. Called on the loop only.
	 */
	public interface Receiver {

		/**
		 * Receive a message.
		 * @param link the link it came over
		 * @param message the message
		 */
		void receive(AgentLink link, ToMaster message);

		/**
		 * Handle that the agent has broken a link.
		 * @param link the link
		 */
		void disconnected(AgentLink link);

	}

}
