package io.mesosframework.model;

import java.util.Arrays;
import java.util.List;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;

/**
 * Creates framework capabilities.
 *
 * @since 0.1.0
 */
public final class Capabilities {

	private Capabilities() {
	}

	/**
	 * Return the capabilities recommended for every new framework: PARTITION_AWARE,
	 * TASK_KILLING_STATE, MULTI_ROLE and RESERVATION_REFINEMENT.
	 * @return the capabilities
	 */
	public static List<Capability> recommended() {
		return of(Capability.Type.PARTITION_AWARE, Capability.Type.TASK_KILLING_STATE, Capability.Type.MULTI_ROLE,
				Capability.Type.RESERVATION_REFINEMENT);
	}

	/**
	 * Return the given capabilities.
	 * @param types the capabilities
	 * @return the capabilities
	 */
	public static List<Capability> of(Capability.Type... types) {
		return Arrays.stream(types).map((type) -> Capability.newBuilder().setType(type).build()).toList();
	}

	/**
	 * Return whether a framework has a capability.
	 * @param info the framework
	 * @param type the capability
	 * @return {@code true} if it does
	 */
	public static boolean has(FrameworkInfo info, Capability.Type type) {
		return info.getCapabilitiesList().stream().anyMatch((capability) -> capability.getType() == type);
	}

}
