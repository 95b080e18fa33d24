package io.mesosframework.embedded.agent.check;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

import org.apache.mesos.v1.Protos.CheckInfo;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.process.WaitStatus;

/**
 * Runs the commands of tasks, either as operating system processes or from a script. Used
 * on the loop only; callbacks run on the loop.
 *
 * @since 0.1.0
 */
public interface TaskRunner {

	/**
	 * Return whether tasks have a sandbox: directories, fetched files and custom
	 * executors as processes.
	 * @return {@code false} when nothing outside the JVM is wanted
	 */
	boolean needsSandbox();

	/**
	 * Start a command.
	 * @param launch what to start
	 * @param listener is told what happens
	 * @return the running command
	 */
	Running run(Launch launch, Listener listener);

	/**
	 * Perform one check of a running task.
	 * @param check the check
	 * @param scheme the scheme of an HTTP check, {@code http} unless given
	 * @param launch the task's own command
	 * @param result takes the result exactly once
	 */
	void check(CheckInfo check, @Nullable String scheme, Launch launch, Consumer<CheckResult> result);

	/**
	 * A command to be started.
	 *
	 * @param task the task
	 * @param command its command
	 * @param sandbox its working directory; without meaning when there are no sandboxes
	 * @param environment its whole environment
	 * @param user the user it should run as
	 */
	record Launch(TaskInfo task, CommandInfo command, Path sandbox, Map<String, String> environment,
			@Nullable String user) {
	}

	/** A command that has been started. */
	interface Running {

		/** Ask it to end, as SIGTERM does. */
		void terminate();

		/** End it, as SIGKILL does. */
		void kill();

		/** Kill what is left of it after its end. */
		void release();

	}

	/** Is told what happens to a command. */
	interface Listener {

		/** The command runs. */
		void started();

		/**
		 * The command could not be started; nothing else follows.
		 * @param message why
		 */
		void failed(String message);

		/**
		 * The command has ended.
		 * @param status its status
		 */
		void exited(WaitStatus status);

	}

}
