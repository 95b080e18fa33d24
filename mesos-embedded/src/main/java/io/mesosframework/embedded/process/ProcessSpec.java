package io.mesosframework.embedded.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.CommandInfo;
import org.jspecify.annotations.Nullable;

/**
 * What is needed to start a process.
 *
 * @param program the program: a path or a name that is searched in {@code PATH}
 * @param arguments the arguments including the name of the program as it shall see it
 * itself
 * @param directory the working directory
 * @param environment the whole environment; nothing is inherited
 * @param stdout the file that standard output is appended to
 * @param stderr the file that standard error is appended to
 * @param user the user to run as, ignored when it does not exist or when we may not
 * switch to it
 * @since 0.1.0
 */
public record ProcessSpec(String program, List<String> arguments, Path directory, Map<String, String> environment,
		Path stdout, Path stderr, @Nullable String user) {

	/** The search path of processes which are not told otherwise. */
	public static final String DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

	/**
	 * Create the specification of a command, a shell line or a program with arguments
	 * ({@code CommandInfo} in {@code include/mesos/v1/mesos.proto}).
	 * @param command the command
	 * @param sandbox the working directory, which gets the files {@code stdout} and
	 * {@code stderr}
	 * @param environment the whole environment
	 * @param user the user or {@code null}
	 * @return the specification
	 */
	public static ProcessSpec command(CommandInfo command, Path sandbox, Map<String, String> environment,
			@Nullable String user) {
		Path stdout = sandbox.resolve("stdout");
		Path stderr = sandbox.resolve("stderr");
		if (!command.hasValue()) {
			String text = command.getShell() ? "Shell command is not specified" : "Executable path is not specified";
			return new ProcessSpec("/bin/sh", List.of("sh", "-c", "echo '" + text + "' >&2; exit 1"), sandbox,
					environment, stdout, stderr, user);
		}
		if (command.getShell()) {
			return new ProcessSpec("/bin/sh", List.of("sh", "-c", command.getValue()), sandbox, environment, stdout,
					stderr, user);
		}
		List<String> arguments = List.copyOf(command.getArgumentsList());
		return new ProcessSpec(command.getValue(), arguments.isEmpty() ? List.of(command.getValue()) : arguments,
				sandbox, environment, stdout, stderr, user);
	}

}
