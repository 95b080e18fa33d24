package io.mesosframework.embedded.agent;

import java.util.List;

import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.Value;

/**
 * Creates the executor of a command task, as {@code src/slave/slave.cpp} does.
 */
final class ExecutorInfos {

	/** The longest time until Mesos notices the end of a process. */
	static final long MAX_REAP_NANOS = 1_000_000_000L;

	private static final long MARGIN_NANOS = 1_000_000_000L;

	private static final double OVERHEAD_CPUS = 0.1;

	private static final double OVERHEAD_MEM = 32;

	private static final int NAME_LENGTH = 15;

	private ExecutorInfos() {
	}

	/**
	 * Return the executor of a task.
	 * @param framework the task's framework
	 * @param task the task
	 * @return its own executor, or one made up for its command
	 */
	@SuppressWarnings("deprecation")
	static ExecutorInfo of(FrameworkInfo framework, TaskInfo task) {
		if (task.hasExecutor()) {
			return task.getExecutor();
		}
		ExecutorInfo.Builder executor = ExecutorInfo.newBuilder();
		executor.getExecutorIdBuilder().setValue(task.getTaskId().getValue());
		executor.setFrameworkId(framework.getId());
		if (task.hasContainer()) {
			executor.setContainer(task.getContainer());
		}
		executor.setName("Command Executor (Task: " + task.getTaskId().getValue() + ") " + describe(task.getCommand()));
		executor.setSource(task.getTaskId().getValue());
		executor.setCommand(command(task.getCommand()));
		if (task.hasLabels()) {
			executor.setLabels(task.getLabels());
		}
		if (task.hasDiscovery()) {
			executor.setDiscovery(task.getDiscovery());
		}
		if (task.getKillPolicy().hasGracePeriod()) {
			executor.setShutdownGracePeriod(DurationInfo.newBuilder()
				.setNanoseconds(
						task.getKillPolicy().getGracePeriod().getNanoseconds() + MAX_REAP_NANOS + MARGIN_NANOS));
		}
		return executor.addAllResources(overhead(task)).build();
	}

	private static CommandInfo command(CommandInfo task) {
		CommandInfo.Builder command = CommandInfo.newBuilder().addAllUris(task.getUrisList());
		if (task.hasEnvironment()) {
			command.setEnvironment(task.getEnvironment());
		}
		if (task.hasUser()) {
			command.setUser(task.getUser());
		}
		return command.setShell(false).setValue("mesos-executor").addArguments("mesos-executor").build();
	}

	private static String describe(CommandInfo command) {
		if (command.getShell()) {
			if (!command.hasValue()) {
				return "(Command: NO COMMAND)";
			}
			return "(Command: sh -c '" + shorten(command.getValue(), "...") + "')";
		}
		if (!command.hasValue()) {
			return "(Command: NO EXECUTABLE)";
		}
		return "(Command: [" + shorten(command.getValue() + ", " + String.join(", ", command.getArgumentsList()), "...")
				+ "])";
	}

	private static String shorten(String text, String ellipsis) {
		return (text.length() > NAME_LENGTH) ? text.substring(0, NAME_LENGTH - ellipsis.length()) + ellipsis : text;
	}

	private static List<Resource> overhead(TaskInfo task) {
		return List.of(scalar("cpus", OVERHEAD_CPUS, task), scalar("mem", OVERHEAD_MEM, task));
	}

	private static Resource scalar(String name, double value, TaskInfo task) {
		Resource.Builder resource = Resource.newBuilder()
			.setName(name)
			.setType(Value.Type.SCALAR)
			.setScalar(Value.Scalar.newBuilder().setValue(value));
		if (task.getResourcesCount() > 0 && task.getResources(0).hasAllocationInfo()) {
			resource.setAllocationInfo(task.getResources(0).getAllocationInfo());
		}
		return resource.build();
	}

}
