package io.mesosframework.embedded.agent;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.DomainInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of an agent. Immutable.
 *
 * @param hostname the advertised name
 * @param ip the address it listens on
 * @param port the port it listens on
 * @param resources its total, in the format with a list of reservations
 * @param attributes its attributes
 * @param domain its fault domain, if any
 * @param workDir the directory of sandboxes and volumes; created when needed
 * @param timeouts its timeouts
 * @param executorEnvironment further variables of every executor
 * @param jwtSecretKey the key of the executors' tokens; {@code null} to let executors in
 * without token
 * @since 0.1.0
 */
public record AgentOptions(String hostname, String ip, int port, List<Resource> resources, List<Attribute> attributes,
		@Nullable DomainInfo domain, Path workDir, AgentTimeouts timeouts, Map<String, String> executorEnvironment,
		@Nullable String jwtSecretKey) {

	/**
	 * Create the options of an agent on the loopback address.
	 * @param port the port
	 * @param resources the total
	 * @param workDir the directory of sandboxes and volumes
	 */
	public AgentOptions(int port, List<Resource> resources, Path workDir) {
		this("127.0.0.1", "127.0.0.1", port, resources, List.of(), null, workDir, AgentTimeouts.DEFAULTS, Map.of(),
				null);
	}

	/**
	 * Return the address as Mesos prints it.
	 * @return for example {@code 127.0.0.1:5051}
	 */
	public String address() {
		return this.ip + ":" + this.port;
	}

	/**
	 * Return the libprocess name of the agent.
	 * @return for example {@code slave(1)@127.0.0.1:5051}
	 */
	public String pid() {
		return "slave(1)@" + address();
	}

	/**
	 * Return a copy with another hostname.
	 * @param value the name
	 * @return the copy
	 */
	public AgentOptions withHostname(String value) {
		return new AgentOptions(value, this.ip, this.port, this.resources, this.attributes, this.domain, this.workDir,
				this.timeouts, this.executorEnvironment, this.jwtSecretKey);
	}

	/**
	 * Return a copy with another address.
	 * @param newIp the address
	 * @param newPort the port
	 * @return the copy
	 */
	public AgentOptions withAddress(String newIp, int newPort) {
		return new AgentOptions(this.hostname, newIp, newPort, this.resources, this.attributes, this.domain,
				this.workDir, this.timeouts, this.executorEnvironment, this.jwtSecretKey);
	}

	/**
	 * Return a copy with other attributes.
	 * @param value the attributes
	 * @return the copy
	 */
	public AgentOptions withAttributes(List<Attribute> value) {
		return new AgentOptions(this.hostname, this.ip, this.port, this.resources, List.copyOf(value), this.domain,
				this.workDir, this.timeouts, this.executorEnvironment, this.jwtSecretKey);
	}

	/**
	 * Return a copy with another fault domain.
	 * @param value the domain
	 * @return the copy
	 */
	public AgentOptions withDomain(@Nullable DomainInfo value) {
		return new AgentOptions(this.hostname, this.ip, this.port, this.resources, this.attributes, value, this.workDir,
				this.timeouts, this.executorEnvironment, this.jwtSecretKey);
	}

	/**
	 * Return a copy with other timeouts.
	 * @param value the timeouts
	 * @return the copy
	 */
	public AgentOptions withTimeouts(AgentTimeouts value) {
		return new AgentOptions(this.hostname, this.ip, this.port, this.resources, this.attributes, this.domain,
				this.workDir, value, this.executorEnvironment, this.jwtSecretKey);
	}

	/**
	 * Return a copy with further variables for all executors.
	 * @param value the variables
	 * @return the copy
	 */
	public AgentOptions withExecutorEnvironment(Map<String, String> value) {
		return new AgentOptions(this.hostname, this.ip, this.port, this.resources, this.attributes, this.domain,
				this.workDir, this.timeouts, Map.copyOf(value), this.jwtSecretKey);
	}

	/**
	 * Return a copy which demands tokens of executors.
	 * @param value the key that the tokens are signed with
	 * @return the copy
	 */
	public AgentOptions withJwtSecretKey(@Nullable String value) {
		return new AgentOptions(this.hostname, this.ip, this.port, this.resources, this.attributes, this.domain,
				this.workDir, this.timeouts, this.executorEnvironment, value);
	}

}
