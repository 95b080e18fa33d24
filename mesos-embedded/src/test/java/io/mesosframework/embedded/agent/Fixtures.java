package io.mesosframework.embedded.agent;

import java.util.List;

import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.HealthCheck;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.Value;

/**
 * Frameworks, executors and tasks for tests.
 */
final class Fixtures {

	private Fixtures() {
	}

	static FrameworkID frameworkId(String id) {
		return FrameworkID.newBuilder().setValue(id).build();
	}

	static TaskID taskId(String id) {
		return TaskID.newBuilder().setValue(id).build();
	}

	static ExecutorID executorId(String id) {
		return ExecutorID.newBuilder().setValue(id).build();
	}

	static FrameworkInfo framework(String id, boolean checkpoint, FrameworkInfo.Capability.Type... capabilities) {
		FrameworkInfo.Builder framework = FrameworkInfo.newBuilder()
			.setId(frameworkId(id))
			.setUser(System.getProperty("user.name"))
			.setName("test")
			.addRoles("*")
			.setCheckpoint(checkpoint);
		for (FrameworkInfo.Capability.Type capability : capabilities) {
			framework.addCapabilities(FrameworkInfo.Capability.newBuilder().setType(capability));
		}
		return framework.build();
	}

	static CommandInfo shell(String command) {
		return CommandInfo.newBuilder().setShell(true).setValue(command).build();
	}

	static TaskInfo task(String id, String command) {
		return taskWithout(id).setCommand(shell(command)).build();
	}

	static TaskInfo.Builder taskWithout(String id) {
		return TaskInfo.newBuilder()
			.setName(id)
			.setTaskId(taskId(id))
			.setAgentId(FakeMaster.AGENT)
			.addAllResources(resources());
	}

	static TaskInfo task(String id, ExecutorInfo executor) {
		return taskWithout(id).setExecutor(executor).build();
	}

	static ExecutorInfo executor(String id, String frameworkId, String command) {
		return ExecutorInfo.newBuilder()
			.setType(ExecutorInfo.Type.CUSTOM)
			.setExecutorId(executorId(id))
			.setFrameworkId(frameworkId(frameworkId))
			.setCommand(shell(command))
			.addAllResources(resources())
			.build();
	}

	static ExecutorInfo defaultExecutor(String id, String frameworkId) {
		return ExecutorInfo.newBuilder()
			.setType(ExecutorInfo.Type.DEFAULT)
			.setExecutorId(executorId(id))
			.setFrameworkId(frameworkId(frameworkId))
			.addAllResources(resources())
			.build();
	}

	static List<Resource> resources() {
		return List.of(scalar("cpus", 0.1), scalar("mem", 32));
	}

	static Resource scalar(String name, double value) {
		return Resource.newBuilder()
			.setName(name)
			.setType(Value.Type.SCALAR)
			.setScalar(Value.Scalar.newBuilder().setValue(value))
			.setAllocationInfo(Resource.AllocationInfo.newBuilder().setRole("*"))
			.build();
	}

	/**
	 * Create a health check that always fails.
	 * @param delay the seconds before the first one
	 * @param interval the seconds between them
	 * @param grace the seconds in which failures do not count
	 * @return the health check, which gives up after two failures
	 */
	static HealthCheck failingHealthCheck(double delay, double interval, double grace) {
		return HealthCheck.newBuilder()
			.setType(HealthCheck.Type.COMMAND)
			.setCommand(shell("false"))
			.setDelaySeconds(delay)
			.setIntervalSeconds(interval)
			.setGracePeriodSeconds(grace)
			.setConsecutiveFailures(2)
			.build();
	}

}
