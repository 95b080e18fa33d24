package io.mesosframework.embedded.master.state;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;

/**
 * What a framework is able to understand, and what the agents of this cluster are.
 *
 * @param types the capabilities of a framework
 * @since 0.1.0
 */
public record Capabilities(Set<FrameworkInfo.Capability.Type> types) {

	/** The capabilities which every embedded agent has. */
	public static final List<AgentInfo.Capability> AGENT = List.of(agent(AgentInfo.Capability.Type.MULTI_ROLE),
			agent(AgentInfo.Capability.Type.HIERARCHICAL_ROLE), agent(AgentInfo.Capability.Type.RESERVATION_REFINEMENT),
			agent(AgentInfo.Capability.Type.RESOURCE_PROVIDER), agent(AgentInfo.Capability.Type.RESIZE_VOLUME),
			agent(AgentInfo.Capability.Type.AGENT_OPERATION_FEEDBACK), agent(AgentInfo.Capability.Type.AGENT_DRAINING),
			agent(AgentInfo.Capability.Type.TASK_RESOURCE_LIMITS));

	public static Capabilities of(FrameworkInfo info) {
		Set<FrameworkInfo.Capability.Type> types = EnumSet.noneOf(FrameworkInfo.Capability.Type.class);
		info.getCapabilitiesList().forEach((capability) -> types.add(capability.getType()));
		return new Capabilities(types);
	}

	public static boolean has(FrameworkInfo info, FrameworkInfo.Capability.Type type) {
		return info.getCapabilitiesList().stream().anyMatch((capability) -> capability.getType() == type);
	}

	public boolean partitionAware() {
		return this.types.contains(FrameworkInfo.Capability.Type.PARTITION_AWARE);
	}

	public boolean multiRole() {
		return this.types.contains(FrameworkInfo.Capability.Type.MULTI_ROLE);
	}

	public boolean reservationRefinement() {
		return this.types.contains(FrameworkInfo.Capability.Type.RESERVATION_REFINEMENT);
	}

	public boolean gpuResources() {
		return this.types.contains(FrameworkInfo.Capability.Type.GPU_RESOURCES);
	}

	public boolean sharedResources() {
		return this.types.contains(FrameworkInfo.Capability.Type.SHARED_RESOURCES);
	}

	public boolean revocableResources() {
		return this.types.contains(FrameworkInfo.Capability.Type.REVOCABLE_RESOURCES);
	}

	boolean regionAware() {
		return this.types.contains(FrameworkInfo.Capability.Type.REGION_AWARE);
	}

	private static AgentInfo.Capability agent(AgentInfo.Capability.Type type) {
		return AgentInfo.Capability.newBuilder().setType(type).build();
	}

}
