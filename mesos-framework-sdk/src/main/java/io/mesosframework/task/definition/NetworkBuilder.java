package io.mesosframework.task.definition;

import java.util.Map;

/**
 * Builds a network of a container. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class NetworkBuilder extends DocumentPart<NetworkBuilder> {

	NetworkBuilder() {
	}

	/**
	 * Set the name.
	 * @param name the name of a CNI or Docker network, {@code host}, {@code bridge} or
	 * {@code none}
	 * @return this builder
	 */
	public NetworkBuilder name(String name) {
		return set("name", name);
	}

	/**
	 * Request an address.
	 * @param ip the address
	 * @return this builder
	 */
	public NetworkBuilder address(String ip) {
		return add("ipaddress", Map.of("ip", ip));
	}

	/**
	 * Add a group.
	 * @param group the group
	 * @return this builder
	 */
	public NetworkBuilder group(String group) {
		return add("group", group);
	}

	/**
	 * Add a label.
	 * @param key the key
	 * @param value the value
	 * @return this builder
	 */
	public NetworkBuilder label(String key, String value) {
		return put("labels", key, value);
	}

	/**
	 * Map a TCP port.
	 * @param hostPort the port of the agent; 0 for the next port of the task
	 * @param containerPort the port in the container; 0 for the same as the host's
	 * @return this builder
	 */
	public NetworkBuilder map(int hostPort, int containerPort) {
		return map(hostPort, containerPort, "tcp");
	}

	/**
	 * Map a port.
	 * @param hostPort the port of the agent; 0 for the next port of the task
	 * @param containerPort the port in the container; 0 for the same as the host's
	 * @param protocol {@code tcp} or {@code udp}
	 * @return this builder
	 */
	public NetworkBuilder map(int hostPort, int containerPort, String protocol) {
		return add("port_mapping",
				Map.of("host_port", hostPort, "container_port", containerPort, "protocol", protocol));
	}

}
