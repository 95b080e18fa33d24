package io.mesosframework.embedded.master;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.apache.mesos.v1.Protos.Address;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.codec.Uuids;
import io.mesosframework.embedded.http.HttpRouter;
import io.mesosframework.embedded.loop.Loop;
import io.mesosframework.embedded.master.state.Registry;
import io.mesosframework.embedded.wire.ToAgent;
import io.mesosframework.embedded.wire.ToMaster;

/**
 * A Mesos master: it serves schedulers and operators over HTTP and commands agents. It
 * stands by until {@link #lead()} is called and redirects requests to the leader until
 * then. An instance corresponds to one run of the process: a restarted master is a new
 * instance with the same {@link Registry}.
 * <p>
 * All methods must be called on the loop.
 *
 * @since 0.1.0
 */
public final class Master implements ToAgent.Endpoint {

	private final Loop loop;

	private final MasterIdentity identity;

	private final MasterOptions options;

	private final Registry registry;

	private final MasterHooks hooks;

	private final MasterInfo info;

	private @Nullable MasterInfo leader;

	private @Nullable Term term;

	private @Nullable SchedulerEndpoint schedulerEndpoint;

	private @Nullable OperatorEndpoint operatorEndpoint;

	/**
	 * Create a master that stands by.
	 * @param loop the loop of the cluster
	 * @param identity how it presents itself
	 * @param options how it behaves
	 * @param registry what the masters of the cluster share
	 * @param hooks who watches and disturbs it
	 */
	public Master(Loop loop, MasterIdentity identity, MasterOptions options, Registry registry, MasterHooks hooks) {
		this.loop = loop;
		this.identity = identity;
		this.options = options;
		this.registry = registry;
		this.hooks = hooks;
		this.info = describe(identity);
	}

	private static MasterInfo describe(MasterIdentity identity) {
		return MasterInfo.newBuilder()
			.setId(Uuids.randomText())
			.setIp(pack(identity.ip()))
			.setPort(identity.port())
			.setPid("master@" + identity.ip() + ":" + identity.port())
			.setHostname(identity.hostname())
			.setVersion(MasterIdentity.VERSION)
			.setAddress(
					Address.newBuilder().setHostname(identity.hostname()).setIp(identity.ip()).setPort(identity.port()))
			.addCapabilities(capability(MasterInfo.Capability.Type.AGENT_UPDATE))
			.addCapabilities(capability(MasterInfo.Capability.Type.AGENT_DRAINING))
			.addCapabilities(capability(MasterInfo.Capability.Type.QUOTA_V2))
			.build();
	}

	private static MasterInfo.Capability capability(MasterInfo.Capability.Type type) {
		return MasterInfo.Capability.newBuilder().setType(type).build();
	}

	/** The address in network order, read as a number of this machine. */
	private static int pack(String ip) {
		try {
			return ByteBuffer.wrap(InetAddress.getByName(ip).getAddress()).order(ByteOrder.LITTLE_ENDIAN).getInt();
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException("'ip' must be an IPv4 address: " + ip, ex);
		}
	}

	/**
	 * Return how this master is announced.
	 * @return the information
	 */
	public MasterInfo info() {
		return this.info;
	}

	/**
	 * Register the routes of this master.
	 * @param router the router of its server
	 */
	public void routes(HttpRouter router) {
		new MasterRoutes(this).register(router);
	}

	/**
	 * Start to lead. The registry is read first: until then requests are answered with
	 * 503, and it takes one turn of the loop.
	 */
	public void lead() {
		if (this.term != null) {
			return;
		}
		Term started = new Term(this.loop, this.identity, this.options, this.info, this.registry, this.hooks);
		this.term = started;
		this.leader = this.info;
		this.schedulerEndpoint = new SchedulerEndpoint(started);
		this.operatorEndpoint = new OperatorEndpoint(started);
		this.loop.execute(() -> {
			if (!started.ended()) {
				started.recover();
			}
		});
	}

	/**
	 * Stand by, behind another master or none. A leader resigns: its streams end and its
	 * agents are let go.
	 * @param leader the leading master, {@code null} while there is none
	 */
	public void follow(@Nullable MasterInfo leader) {
		end(false);
		this.leader = leader;
	}

	/** End as if killed: streams and links break. */
	public void stop() {
		end(true);
		this.leader = null;
	}

	private void end(boolean abrupt) {
		if (this.term != null) {
			this.term.end(abrupt);
			this.term = null;
			this.schedulerEndpoint = null;
			this.operatorEndpoint = null;
		}
	}

	/**
	 * Return whether this master leads.
	 * @return {@code true} from {@link #lead()} on
	 */
	public boolean isLeading() {
		return this.term != null;
	}

	/**
	 * Return a handle that changes what this master knows.
	 * @return the handle
	 * @throws IllegalStateException if it does not lead
	 */
	public MasterControl control() {
		if (this.term == null) {
			throw new IllegalStateException("The master does not lead");
		}
		return new MasterControl(this.term);
	}

	@Override
	public ToMaster.@Nullable Link connect(ToAgent.Link agent) {
		Term current = this.term;
		return (current != null && current.recovered()) ? current.agentSessions().connect(agent) : null;
	}

	@Nullable MasterInfo leader() {
		return this.leader;
	}

	@Nullable Term term() {
		return this.term;
	}

	@Nullable SchedulerEndpoint schedulerEndpoint() {
		return this.schedulerEndpoint;
	}

	@Nullable OperatorEndpoint operatorEndpoint() {
		return this.operatorEndpoint;
	}

}
