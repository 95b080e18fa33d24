package io.mesosframework.embedded.simulation;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.mesos.v1.Protos.TaskInfo;

/**
 * Chooses the script of each simulated task. Called on the cluster's loop; must not
 * block.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface TaskScripts {

	/**
	 * Return what a task does.
	 * @param task the task
	 * @return the script
	 */
	TaskScript of(TaskInfo task);

	/**
	 * Read the script from the command of the task: {@code sleep 1.5} finishes after that
	 * time, {@code exit 3} fails at once, {@code true} and {@code false} do what they
	 * say, {@code sleep 5; exit 1} does both, and everything else runs until it is
	 * killed.
	 * @return the scripts
	 */
	static TaskScripts fromCommand() {
		Pattern pattern = Pattern.compile(
				"\\s*(?:sleep\\s+(\\d+(?:\\.\\d+)?)\\s*)?(?:(?:;|&&)?\\s*" + "(?:exit\\s+(\\d+)|(true|false)))?\\s*");
		return (task) -> {
			String command = task.getCommand().getValue();
			Matcher matcher = pattern.matcher(command);
			if (command.isBlank() || !matcher.matches()) {
				return TaskScript.running();
			}
			Duration duration = (matcher.group(1) != null)
					? Duration.ofMillis((long) (Double.parseDouble(matcher.group(1)) * 1000)) : Duration.ZERO;
			int status = (matcher.group(2) != null) ? Integer.parseInt(matcher.group(2))
					: "false".equals(matcher.group(3)) ? 1 : 0;
			return (status == 0) ? TaskScript.finishing(duration) : TaskScript.failing(duration, status);
		};
	}

	/**
	 * Give every task the same script.
	 * @param script the script
	 * @return the scripts
	 */
	static TaskScripts always(TaskScript script) {
		return (task) -> script;
	}

}
