package io.mesosframework.embedded.process;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Starts processes, each as the leader of its own session so that a signal reaches all
 * its children.
 * <p>
 * Where the tool {@code setsid} can wait for its child (util-linux), it also tells a
 * process which was killed from one that has exited with a code above 128; elsewhere such
 * codes are taken for signals, as a shell does.
 */
final class Launcher {

	/** Says its process id, redirects and becomes the program. */
	private static final String SCRIPT = "echo $$; o=$1 e=$2; shift 2; exec >>\"$o\" 2>>\"$e\" </dev/null; exec \"$@\"";

	/** The same, with the failure of an unknown program as Mesos reports it. */
	private static final String CHECKED_SCRIPT = "echo $$; o=$1 e=$2; shift 2; exec >>\"$o\" 2>>\"$e\" </dev/null; "
			+ "command -v \"$1\" >/dev/null 2>&1 || "
			+ "{ echo 'Failed to execute command: No such file or directory' >&2; exit 1; }; exec \"$@\"";

	/** The same for bash, which can set the name a program sees. */
	private static final String NAMED_SCRIPT = CHECKED_SCRIPT.replace("exec \"$@\"",
			"p=$1 n=$2; shift 2; exec -a \"$n\" \"$p\" \"$@\"");

	private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

	private static final String SHELL = "/bin/sh";

	private final @Nullable String setsid;

	private final @Nullable String setpriv;

	private final @Nullable String bash;

	private final String self = System.getProperty("user.name", "");

	Launcher() {
		this.setsid = findSetsid();
		this.setpriv = "root".equals(this.self) ? find("setpriv") : null;
		this.bash = find("bash");
	}

	/**
	 * Start a process. Blocks for a few milliseconds.
	 * @param spec what to start
	 * @return the running process
	 * @throws IOException if it cannot be started
	 */
	Started start(ProcessSpec spec) throws IOException {
		List<String> line = new ArrayList<>();
		if (this.setsid != null) {
			line.addAll(List.of(this.setsid, "-f", "-w"));
		}
		boolean plain = SHELL.equals(spec.program());
		boolean named = !plain && this.bash != null && !spec.arguments().get(0).equals(spec.program());
		line.add((named && this.bash != null) ? this.bash : SHELL);
		line.addAll(List.of("-c", plain ? SCRIPT : (named ? NAMED_SCRIPT : CHECKED_SCRIPT), "mesos"));
		line.addAll(List.of(spec.stdout().toString(), spec.stderr().toString()));
		if (!named) {
			addUser(line, spec.user());
			addOddVariables(line, spec.environment());
		}
		line.add(spec.program());
		line.addAll(named ? spec.arguments() : spec.arguments().subList(1, spec.arguments().size()));
		ProcessBuilder builder = new ProcessBuilder(line).directory(spec.directory().toFile())
			.redirectErrorStream(true)
			.redirectInput(new File("/dev/null"));
		Map<String, String> environment = builder.environment();
		environment.clear();
		environment.putAll(spec.environment());
		environment.putIfAbsent("PATH", ProcessSpec.DEFAULT_PATH);
		Process process = builder.start();
		BufferedReader report = new BufferedReader(
				new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
		String first = report.readLine();
		try {
			return new Started(process, report, Long.parseLong((first != null) ? first.trim() : ""));
		}
		catch (NumberFormatException ex) {
			process.destroyForcibly();
			throw new IOException("The process reported '" + first + "' instead of its id", ex);
		}
	}

	/**
	 * Return whether processes lead their own session.
	 * @return {@code true} when a signal can be sent to a whole group
	 */
	boolean hasSessions() {
		return this.setsid != null;
	}

	private void addUser(List<String> line, @Nullable String user) {
		String[] account = (this.setpriv != null && user != null && !user.equals(this.self)) ? Users.find(user) : null;
		if (this.setpriv != null && account != null) {
			line.addAll(List.of(this.setpriv, "--reuid=" + account[Users.UID], "--regid=" + account[Users.GID],
					"--init-groups"));
		}
	}

	/** A shell drops variables whose name is not an identifier; env passes them on. */
	private static void addOddVariables(List<String> line, Map<String, String> environment) {
		List<String> odd = new ArrayList<>();
		environment.forEach((name, value) -> {
			if (!VARIABLE.matcher(name).matches()) {
				odd.add(name + "=" + value);
			}
		});
		if (!odd.isEmpty()) {
			line.add("/usr/bin/env");
			line.addAll(odd);
		}
	}

	private static @Nullable String find(String name) {
		for (String directory : ProcessSpec.DEFAULT_PATH.split(":")) {
			Path path = Path.of(directory, name);
			if (Files.isExecutable(path)) {
				return path.toString();
			}
		}
		return null;
	}

	private static @Nullable String findSetsid() {
		String path = find("setsid");
		if (path == null) {
			return null;
		}
		try {
			Process process = new ProcessBuilder(path, "-f", "-w", SHELL, "-c", "exit 3").redirectErrorStream(true)
				.redirectInput(new File("/dev/null"))
				.start();
			process.getInputStream().readAllBytes();
			return (process.waitFor() == 3) ? path : null;
		}
		catch (IOException ex) {
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

	/**
	 * A process that has been started.
	 *
	 * @param process the process that waits for the program
	 * @param report what it says about the program's end
	 * @param pid the program, the leader of its session
	 */
	record Started(Process process, BufferedReader report, long pid) {
	}

}
