package io.mesosframework.task.internal.info;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.DiscoveryInfo;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.Environment;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Port;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Secret;
import org.apache.mesos.v1.Protos.TaskGroupInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.jspecify.annotations.Nullable;

import io.mesosframework.resource.DiskNeed;
import io.mesosframework.resource.FixedPoint;
import io.mesosframework.resource.PortRanges;
import io.mesosframework.resource.ResourceBag;
import io.mesosframework.resource.ResourceNeed;
import io.mesosframework.resource.Taken;
import io.mesosframework.task.Launch;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.definition.TaskSpec;
import io.mesosframework.task.definition.TaskSpec.CommandSpec;
import io.mesosframework.task.definition.TaskSpec.PortSpec;
import io.mesosframework.task.definition.TaskSpec.ResourceSpec;
import io.mesosframework.task.definition.TaskSpec.UriSpec;

/**
 * Builds the launch operation for an instance from its definition and its placement.
 *
 * @since 0.1.0
 */
public final class TaskInfos {

	/** Resources of the default executor of a task group. */
	private static final ResourceNeed GROUP_EXECUTOR = ResourceNeed.of(0.1, 32, 1);

	private TaskInfos() {
	}

	/** Return the total resource need of an instance, including the executor. */
	public static ResourceNeed need(TaskDefinition definition) {
		Map<String, Long> scalars = new HashMap<>();
		List<Long> fixed = new ArrayList<>();
		int dynamic = 0;
		boolean revocable = false;
		List<DiskNeed> disks = new ArrayList<>();
		for (TaskSpec task : definition.tasks()) {
			ResourceNeed need = need(task.resources());
			disks.addAll(need.disks());
			need.scalars().forEach((name, milli) -> scalars.merge(name, milli, Long::sum));
			fixed.addAll(need.fixedPorts().numbers());
			dynamic += need.dynamicPorts();
			revocable |= need.revocable();
		}
		if (definition.isGroup()) {
			GROUP_EXECUTOR.scalars().forEach((name, milli) -> scalars.merge(name, milli, Long::sum));
		}
		return new ResourceNeed(scalars, PortRanges.ofNumbers(fixed), dynamic, revocable).withDisks(disks);
	}

	/** Return the resource need of a task. */
	public static ResourceNeed need(ResourceSpec spec) {
		Map<String, Long> scalars = new HashMap<>();
		scalars.put("cpus", FixedPoint.milli(spec.cpus()));
		scalars.put("mem", FixedPoint.milli(spec.mem()));
		// persistent volumes and disks with a source are not counted as an amount
		boolean scalar = !spec.disk().isPersistent() && spec.disk().sourceType() == null;
		scalars.put("disk", scalar ? FixedPoint.milli(spec.disk().size()) : 0);
		scalars.put("gpus", spec.gpus() * FixedPoint.ONE);
		List<Long> fixed = spec.ports()
			.stream()
			.filter((port) -> port.number() > 0)
			.map((port) -> (long) port.number())
			.toList();
		return new ResourceNeed(scalars, PortRanges.ofNumbers(fixed), spec.ports().size() - fixed.size(),
				spec.revocable())
			.withDisks((scalar || spec.disk().isPersistent()) ? List.of() : List.of(spec.disk().need()));
	}

	/** Return the operation that launches an instance. */
	public static Offer.Operation launch(TaskDefinition definition, int index, Launch launch, Taken taken,
			FrameworkID frameworkId) {
		return launch(definition, index, launch, taken, frameworkId, null, Map.of());
	}

	/**
	 * Return the operation that launches an instance in its reservation, with its
	 * volumes.
	 */
	public static Offer.Operation launch(TaskDefinition definition, int index, Launch launch, Taken taken,
			FrameworkID frameworkId, @Nullable String reservation, Map<String, Resource> volumes) {
		if (!definition.isGroup()) {
			TaskSpec spec = definition.tasks().get(0);
			TaskInfo task = task(definition, spec, index, launch, launch.taskId(),
					(reservation == null) ? new TaskShare(taken, spec) : new TaskShare(spec, PortRanges.EMPTY,
							withoutDisks(taken), taken.disks().iterator(), reservation, volumes));
			return Offer.Operation.newBuilder()
				.setType(Offer.Operation.Type.LAUNCH)
				.setLaunch(Offer.Operation.Launch.newBuilder().addTaskInfos(task))
				.build();
		}
		TaskGroupInfo.Builder group = TaskGroupInfo.newBuilder();
		ResourceBag rest = withoutDisks(taken);
		Iterator<ResourceBag> disks = taken.disks().iterator();
		PortRanges fixed = need(definition).fixedPorts();
		for (TaskSpec spec : definition.tasks()) {
			TaskShare share = new TaskShare(spec, fixed, rest, disks, reservation, volumes);
			rest = share.rest();
			group.addTasks(task(definition, spec, index, launch, memberId(launch.taskId(), spec), share));
		}
		ExecutorInfo executor = ExecutorInfo.newBuilder()
			.setType(ExecutorInfo.Type.DEFAULT)
			.setExecutorId(ExecutorID.newBuilder().setValue(launch.taskId()))
			.setFrameworkId(frameworkId)
			.addAllResources(rest.toResources())
			.build();
		return Offer.Operation.newBuilder()
			.setType(Offer.Operation.Type.LAUNCH_GROUP)
			.setLaunchGroup(Offer.Operation.LaunchGroup.newBuilder().setExecutor(executor).setTaskGroup(group))
			.build();
	}

	/**
	 * Return the taken resources without the disks, which are already assigned to tasks.
	 */
	private static ResourceBag withoutDisks(Taken taken) {
		return taken.disks().stream().reduce(taken.resources(), ResourceBag::minus);
	}

	/** Return the Mesos task id of a member of a group. */
	public static String memberId(String launchId, TaskSpec spec) {
		return launchId + "." + spec.name();
	}

	/** Return every port of an instance, in the order of the definition. */
	public static List<Long> ports(TaskDefinition definition, Taken taken) {
		List<Long> ports = new ArrayList<>();
		int next = 0;
		for (TaskSpec spec : definition.tasks()) {
			for (PortSpec port : spec.resources().ports()) {
				ports.add((port.number() > 0) ? (long) port.number() : taken.ports().get(next++));
			}
		}
		return ports;
	}

	private static TaskInfo task(TaskDefinition definition, TaskSpec spec, int index, Launch launch, String taskId,
			TaskShare share) {
		TaskInfo.Builder task = TaskInfo.newBuilder()
			.setName(spec.name())
			.setTaskId(TaskID.newBuilder().setValue(taskId))
			.setAgentId(AgentID.newBuilder().setValue(launch.agentId()))
			.addAllResources(share.resources())
			.setCommand(command(definition, spec, index, launch, share.ports()));
		if (!definition.labels().isEmpty()) {
			task.setLabels(Containers.labels(definition.labels()));
		}
		ContainerInfo container = Containers.of(spec, definition.isGroup(), share.ports());
		if (container != null) {
			task.setContainer(container);
		}
		TaskChecks.Ports ports = new TaskChecks.Ports(share.ports(), spec.container());
		if (spec.health() != null) {
			task.setHealthCheck(TaskChecks.health(spec.health(), ports));
		}
		if (spec.readiness() != null) {
			task.setCheck(TaskChecks.readiness(spec.readiness(), ports));
		}
		if (!share.ports().isEmpty()) {
			task.setDiscovery(discovery(definition, spec, share.ports()));
		}
		if (spec.killGrace() != null) {
			task.setKillPolicy(KillPolicy.newBuilder()
				.setGracePeriod(DurationInfo.newBuilder().setNanoseconds(spec.killGrace().toNanos())));
		}
		if (spec.maxCompletionTime() != null) {
			task.setMaxCompletionTime(DurationInfo.newBuilder().setNanoseconds(spec.maxCompletionTime().toNanos()));
		}
		return task.build();
	}

	/** Return the discovery information that names the ports. */
	private static DiscoveryInfo discovery(TaskDefinition definition, TaskSpec spec, List<Long> ports) {
		DiscoveryInfo.Builder discovery = DiscoveryInfo.newBuilder()
			.setVisibility(DiscoveryInfo.Visibility.CLUSTER)
			.setName(definition.isGroup() ? spec.name() + "." + definition.name() : definition.name());
		for (int i = 0; i < ports.size(); i++) {
			PortSpec port = spec.resources().ports().get(i);
			Port.Builder target = discovery.getPortsBuilder()
				.addPortsBuilder()
				.setNumber(ports.get(i).intValue())
				.setProtocol(port.protocol());
			if (port.name() != null) {
				target.setName(port.name());
			}
		}
		return discovery.build();
	}

	private static CommandInfo command(TaskDefinition definition, TaskSpec spec, int index, Launch launch,
			List<Long> ports) {
		CommandSpec command = spec.command();
		CommandInfo.Builder builder = CommandInfo.newBuilder().setShell(command.shell() != null);
		if (command.shell() != null) {
			builder.setValue(command.shell());
		}
		else if (!command.argv().isEmpty()) {
			// Docker gets the program and its arguments separately, other containers the
			// whole argv
			boolean docker = spec.container() != null && spec.container().docker();
			builder.setValue(command.argv().get(0))
				.addAllArguments(command.argv().subList(docker ? 1 : 0, command.argv().size()));
		}
		if (command.user() != null) {
			builder.setUser(command.user());
		}
		for (UriSpec uri : command.uris()) {
			CommandInfo.URI.Builder target = builder.addUrisBuilder()
				.setValue(uri.uri())
				.setExtract(uri.extract())
				.setExecutable(uri.executable())
				.setCache(uri.cache());
			if (uri.outputFile() != null) {
				target.setOutputFile(uri.outputFile());
			}
		}
		return builder.setEnvironment(environment(definition, spec, index, launch, ports)).build();
	}

	private static Environment environment(TaskDefinition definition, TaskSpec spec, int index, Launch launch,
			List<Long> ports) {
		Map<String, String> values = new LinkedHashMap<>();
		values.put("MESOS_APP", definition.name());
		values.put("MESOS_APP_INSTANCE", String.valueOf(index));
		values.put("MESOS_APP_VERSION", String.valueOf(launch.version()));
		for (int i = 0; i < ports.size(); i++) {
			values.put("PORT" + i, ports.get(i).toString());
			String variable = spec.resources().ports().get(i).variable();
			if (variable != null) {
				values.put(variable, ports.get(i).toString());
			}
		}
		values.putAll(spec.command().environment());
		Environment.Builder environment = Environment.newBuilder();
		values.forEach((name,
				value) -> environment.addVariables(Environment.Variable.newBuilder()
					.setName(name)
					.setType(Environment.Variable.Type.VALUE)
					.setValue(value)));
		spec.command()
			.secrets()
			.forEach((name,
					reference) -> environment.addVariables(Environment.Variable.newBuilder()
						.setName(name)
						.setType(Environment.Variable.Type.SECRET)
						.setSecret(Secret.newBuilder()
							.setType(Secret.Type.REFERENCE)
							.setReference(Secret.Reference.newBuilder().setName(reference)))));
		return environment.build();
	}

}
