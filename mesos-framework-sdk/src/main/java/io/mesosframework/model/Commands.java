package io.mesosframework.model;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import org.apache.mesos.v1.Protos.CommandInfo;

/**
 * Builds the command of a task or an executor. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class Commands {

	private final CommandInfo.Builder command = CommandInfo.newBuilder();

	private final Environments environment = Environments.empty();

	private Commands() {
	}

	/**
	 * Create a command for {@code /bin/sh -c}.
	 * @param line the command line
	 * @return a builder
	 */
	public static Commands shell(String line) {
		Commands commands = new Commands();
		commands.command.setShell(true).setValue(line);
		return commands;
	}

	/**
	 * Create a command that runs a program with arguments, without a shell. For a
	 * container of type DOCKER use {@link #dockerArgv}.
	 * @param program the program; a plain name is searched on the path
	 * @param arguments its arguments, without the program itself
	 * @return a builder
	 */
	public static Commands argv(String program, String... arguments) {
		return argv(program, Arrays.asList(arguments));
	}

	/**
	 * Create a command that runs a program with arguments, without a shell.
	 * @param program the program; a plain name is searched on the path
	 * @param arguments its arguments, without the program itself
	 * @return a builder
	 */
	public static Commands argv(String program, List<String> arguments) {
		Commands commands = new Commands();
		// Mesos expects argv[0] among the arguments.
		commands.command.setShell(false).setValue(program).addArguments(program).addAllArguments(arguments);
		return commands;
	}

	/**
	 * Create a command that runs a program with arguments, without a shell, in a
	 * container of type DOCKER. Docker receives the program followed by all arguments, so
	 * the arguments must not contain the program, unlike elsewhere.
	 * @param program the program, or the first argument of the image's entry point
	 * @param arguments the remaining arguments
	 * @return a builder
	 */
	public static Commands dockerArgv(String program, String... arguments) {
		Commands commands = new Commands();
		commands.command.setShell(false).setValue(program).addAllArguments(Arrays.asList(arguments));
		return commands;
	}

	/**
	 * Create a command that runs the default command of the container's image.
	 * @param arguments arguments for the image's entry point
	 * @return a builder
	 */
	public static Commands imageDefault(String... arguments) {
		Commands commands = new Commands();
		commands.command.setShell(false).addAllArguments(Arrays.asList(arguments));
		return commands;
	}

	/**
	 * Add a plain environment variable.
	 * @param name the name
	 * @param value the value
	 * @return this builder
	 */
	public Commands env(String name, String value) {
		this.environment.variable(name, value);
		return this;
	}

	/**
	 * Add environment variables.
	 * @param variables adds the variables
	 * @return this builder
	 */
	public Commands env(Consumer<Environments> variables) {
		variables.accept(this.environment);
		return this;
	}

	/**
	 * Add a file to fetch.
	 * @param uri the URI of the file
	 * @return this builder
	 */
	public Commands uri(String uri) {
		return uri(Uris.of(uri));
	}

	/**
	 * Add a file to fetch.
	 * @param uri the file
	 * @return this builder
	 */
	public Commands uri(Uris uri) {
		this.command.addUris(uri.build());
		return this;
	}

	/**
	 * Set the user that runs the command; the framework's user by default.
	 * @param user the user
	 * @return this builder
	 */
	public Commands user(String user) {
		this.command.setUser(user);
		return this;
	}

	/**
	 * Build the command.
	 * @return the command
	 */
	public CommandInfo build() {
		CommandInfo.Builder built = this.command.clone();
		if (this.environment.build().getVariablesCount() > 0) {
			built.setEnvironment(this.environment.build());
		}
		return built.build();
	}

}
