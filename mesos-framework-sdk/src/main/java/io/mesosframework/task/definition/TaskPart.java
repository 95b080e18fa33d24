package io.mesosframework.task.definition;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Builds a task: the only task of a definition, or one task of a group. Not thread-safe.
 *
 * @param <B> the type of the builder
 * @since 0.1.0
 */
public abstract class TaskPart<B extends TaskPart<B>> extends DocumentPart<B> {

	TaskPart() {
	}

	/**
	 * Set the CPUs.
	 * @param cpus the number, at least 0.001, with a precision of a thousandth
	 * @return this builder
	 */
	public B cpus(double cpus) {
		return set("resources.cpus", cpus);
	}

	/**
	 * Set the memory.
	 * @param megabytes the size in megabytes, at least 0.001
	 * @return this builder
	 */
	public B mem(double megabytes) {
		return set("resources.mem", megabytes);
	}

	/**
	 * Set the disk space for the sandbox.
	 * @param megabytes the size in megabytes
	 * @return this builder
	 */
	public B disk(double megabytes) {
		return set("resources.disk.size", megabytes);
	}

	/**
	 * Set the disk with more options than its size.
	 * @param disk configures the disk
	 * @return this builder
	 */
	public B disk(Consumer<DiskBuilder> disk) {
		return nested("resources.disk", DiskBuilder::new, disk);
	}

	/**
	 * Set the GPUs.
	 * @param gpus the number
	 * @return this builder
	 */
	public B gpus(int gpus) {
		return set("resources.gpus", gpus);
	}

	/**
	 * Use revocable CPUs, which the agent may revoke.
	 * @return this builder
	 */
	public B revocable() {
		return set("resources.revocable", true);
	}

	/**
	 * Add a port. Its number is in the environment variable {@code PORT0}, {@code PORT1}
	 * and so on.
	 * @param number the number, or 0 for any free port
	 * @return this builder
	 */
	public B port(int number) {
		return add("resources.ports", number);
	}

	/**
	 * Add a named port with any free number. Its number is also in the environment
	 * variable {@code PORT_<NAME>}.
	 * @param name the name
	 * @return this builder
	 */
	public B port(String name) {
		return port(name, 0, "tcp");
	}

	/**
	 * Add a named port.
	 * @param name the name
	 * @param number the number, or 0 for any free port
	 * @param protocol {@code tcp} or {@code udp}
	 * @return this builder
	 */
	public B port(String name, int number, String protocol) {
		Map<String, Object> port = new LinkedHashMap<>();
		port.put("name", name);
		port.put("number", number);
		port.put("protocol", protocol);
		return add("resources.ports", port);
	}

	/**
	 * Set the command line for {@code /bin/sh -c}.
	 * @param command the command line
	 * @return this builder
	 */
	public B cmd(String command) {
		return set("command.cmd", command);
	}

	/**
	 * Set the command as a program with arguments, without a shell.
	 * @param argv the program and its arguments
	 * @return this builder
	 */
	public B argv(String... argv) {
		return set("command.argv", List.of(argv));
	}

	/**
	 * Set an environment variable.
	 * @param name the name
	 * @param value the value
	 * @return this builder
	 */
	public B env(String name, String value) {
		return put("command.environment", name, value);
	}

	/**
	 * Set an environment variable to a secret, which the agent resolves.
	 * @param name the name
	 * @param reference the name of the secret
	 * @return this builder
	 */
	public B secret(String name, String reference) {
		return put("command.secrets", name, reference);
	}

	/**
	 * Fetch a file into the sandbox.
	 * @param uri its URI
	 * @return this builder
	 */
	public B uri(String uri) {
		return add("command.uris", Map.of("uri", uri));
	}

	/**
	 * Fetch a file into the sandbox, with options.
	 * @param uri its URI
	 * @param extract whether an archive is extracted
	 * @param executable whether it is made executable
	 * @param cache whether the agent caches it
	 * @param outputFile the name in the sandbox; empty for the last part of the URI
	 * @return this builder
	 */
	public B uri(String uri, boolean extract, boolean executable, boolean cache, String outputFile) {
		Map<String, Object> fetched = new LinkedHashMap<>();
		fetched.put("uri", uri);
		fetched.put("extract", extract);
		fetched.put("executable", executable);
		fetched.put("cache", cache);
		if (!outputFile.isEmpty()) {
			fetched.put("output_file", outputFile);
		}
		return add("command.uris", fetched);
	}

	/**
	 * Set the user.
	 * @param user the name of a user of the agents
	 * @return this builder
	 */
	public B user(String user) {
		return set("command.user", user);
	}

	/**
	 * Set a resource limit of the process.
	 * @param name the limit, such as {@code RLMT_NOFILE}
	 * @param limit a number, {@code soft:hard} or {@code unlimited}
	 * @return this builder
	 */
	public B rlimit(String name, String limit) {
		return put("command.rlimits", name, limit);
	}

	/**
	 * Run in a container.
	 * @param container configures the container
	 * @return this builder
	 */
	public B container(Consumer<ContainerBuilder> container) {
		return nested("container", ContainerBuilder::new, container);
	}

	/**
	 * Set the health check. A task that fails it is killed and replaced.
	 * @param check configures the check
	 * @return this builder
	 */
	public B healthCheck(Consumer<CheckBuilder> check) {
		return nested("healthcheck", CheckBuilder::new, check);
	}

	/**
	 * Set the readiness check. Updates wait until it succeeds.
	 * @param check configures the check
	 * @return this builder
	 */
	public B readiness(Consumer<CheckBuilder> check) {
		return nested("readiness", CheckBuilder::new, check);
	}

	/**
	 * Set how long the task may take to end after a kill.
	 * @param grace the grace period
	 * @return this builder
	 */
	public B killGrace(Duration grace) {
		return set("kill.grace", grace.toString());
	}

	/**
	 * Set the maximum run time of the task.
	 * @param time the time
	 * @return this builder
	 */
	public B maxCompletionTime(Duration time) {
		return set("max_completion_time", time.toString());
	}

}
