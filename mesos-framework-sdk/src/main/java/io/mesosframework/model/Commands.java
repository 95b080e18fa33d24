package io.mesosframework.model;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import org.apache.mesos.v1.Protos.CommandInfo;

/**
 * Describes what a task or an executor runs. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class Commands {

	private final CommandInfo.Builder command = CommandInfo.newBuilder();

	private final Environments environment = Environments.empty();

	private Commands() {
	}

	/**
	 * A line for {@code /bin/sh -c}.
	 * @param line the line
	 * @return a builder
	 */
	public static Commands shell(String line) {
		Commands commands = new Commands();
		commands.command.setShell(true).setValue(line);
		return commands;
	}

	/**
	 * A program with arguments, run without a shell. For a container of type DOCKER use
	 * {@link #dockerArgv}.
	 * @param program the program; a plain name is looked for on the path
	 * @param arguments its arguments, without the program itself
	 * @return a builder
	 */
	public static Commands argv(String program, String... arguments) {
		return argv(program, Arrays.asList(arguments));
	}

	/**
	 * A program with arguments, run without a shell.
	 * @param program the program; a plain name is looked for on the path
	 * @param arguments its arguments, without the program itself
	 * @return a builder
	 */
	public static Commands argv(String program, List<String> arguments) {
		Commands commands = new Commands();
		// Mesos wants argv[0] among the arguments.
		commands.command.setShell(false).setValue(program).addArguments(program).addAllArguments(arguments);
		return commands;
	}

	/**
	 * A program with arguments, run without a shell in a container of type DOCKER: Docker
	 * gets the program and then all arguments, so that the program must not be among them
	 * (as it must elsewhere).
	 * @param program the program, or the first argument of the image's entry point
	 * @param arguments what follows
	 * @return a builder
	 */
	public static Commands dockerArgv(String program, String... arguments) {
		Commands commands = new Commands();
		commands.command.setShell(false).setValue(program).addAllArguments(Arrays.asList(arguments));
		return commands;
	}

	/**
	 * What the container's image runs by itself.
	 * @param arguments arguments for the image's entry point
	 * @return a builder
	 */
	public static Commands imageDefault(String... arguments) {
		Commands commands = new Commands();
		commands.command.setShell(false).addAllArguments(Arrays.asList(arguments));
		return commands;
	}

	/**
	 * Adds a plain environment variable.
	 * @param name the name
	 * @param value the value
	 * @return this builder
	 */
	public Commands env(String name, String value) {
		this.environment.variable(name, value);
		return this;
	}

	/**
	 * Adds environment variables.
	 * @param variables adds them
	 * @return this builder
	 */
	public Commands env(Consumer<Environments> variables) {
		variables.accept(this.environment);
		return this;
	}

	/**
	 * Adds a file to fetch.
	 * @param uri where it is
	 * @return this builder
	 */
	public Commands uri(String uri) {
		return uri(Uris.of(uri));
	}

	/**
	 * Adds a file to fetch.
	 * @param uri the file
	 * @return this builder
	 */
	public Commands uri(Uris uri) {
		this.command.addUris(uri.build());
		return this;
	}

	/**
	 * Sets the user who runs it; the framework's user by default.
	 * @param user the user
	 * @return this builder
	 */
	public Commands user(String user) {
		this.command.setUser(user);
		return this;
	}

	/**
	 * Makes the description.
	 * @return the description
	 */
	public CommandInfo build() {
		CommandInfo.Builder built = this.command.clone();
		if (this.environment.build().getVariablesCount() > 0) {
			built.setEnvironment(this.environment.build());
		}
		return built.build();
	}

}
