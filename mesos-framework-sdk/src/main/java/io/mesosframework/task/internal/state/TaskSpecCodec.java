package io.mesosframework.task.internal.state;

import java.util.List;
import java.util.Map;

import io.mesosframework.task.definition.TaskSpec;
import io.mesosframework.task.definition.TaskSpec.CheckSpec;
import io.mesosframework.task.definition.TaskSpec.CheckType;
import io.mesosframework.task.definition.TaskSpec.CommandSpec;
import io.mesosframework.task.definition.TaskSpec.DiskSpec;
import io.mesosframework.task.definition.TaskSpec.PortSpec;
import io.mesosframework.task.definition.TaskSpec.ResourceSpec;
import io.mesosframework.task.definition.TaskSpec.UriSpec;
import io.mesosframework.task.internal.state.v1.StateProtos;

/**
 * Encodes and decodes the tasks of definitions.
 */
final class TaskSpecCodec {

	private static final EnumNumbers<CheckType, StateProtos.Check.Type> CHECKS = new EnumNumbers<>("check.type",
			CheckType.values(), (type) -> switch (type) {
				case COMMAND -> StateProtos.Check.Type.COMMAND;
				case HTTP -> StateProtos.Check.Type.HTTP;
				case TCP -> StateProtos.Check.Type.TCP;
			});

	private TaskSpecCodec() {
	}

	static StateProtos.TaskSpec write(TaskSpec task) {
		StateProtos.TaskSpec.Builder written = StateProtos.TaskSpec.newBuilder()
			.setName(task.name())
			.setResources(resources(task.resources()))
			.setCommand(command(task.command()));
		Fields.set(task.container(), ContainerCodec::write, written::setContainer);
		Fields.set(task.health(), TaskSpecCodec::check, written::setHealth);
		Fields.set(task.readiness(), TaskSpecCodec::check, written::setReadiness);
		Fields.set(task.killGrace(), Fields::duration, written::setKillGrace);
		Fields.set(task.maxCompletionTime(), Fields::duration, written::setMaxCompletionTime);
		return written.build();
	}

	static TaskSpec read(StateProtos.TaskSpec stored) {
		return new TaskSpec(stored.getName(),
				resources(Fields.require("resources", stored.hasResources(), stored.getResources())),
				command(Fields.require("command", stored.hasCommand(), stored.getCommand())),
				stored.hasContainer() ? ContainerCodec.read(stored.getContainer()) : null,
				stored.hasHealth() ? check(stored.getHealth()) : null,
				stored.hasReadiness() ? check(stored.getReadiness()) : null,
				stored.hasKillGrace() ? Fields.duration(stored.getKillGrace()) : null,
				stored.hasMaxCompletionTime() ? Fields.duration(stored.getMaxCompletionTime()) : null);
	}

	private static StateProtos.Resources resources(ResourceSpec resources) {
		StateProtos.Resources.Builder written = StateProtos.Resources.newBuilder()
			.setCpus(resources.cpus())
			.setMem(resources.mem())
			.setDisk(disk(resources.disk()))
			.setGpus(resources.gpus())
			.setRevocable(resources.revocable());
		resources.ports().forEach((port) -> {
			StateProtos.Resources.Port.Builder each = written.addPortsBuilder()
				.setNumber(port.number())
				.setProtocol(port.protocol());
			Fields.set(port.name(), each::setName);
		});
		return written.build();
	}

	private static ResourceSpec resources(StateProtos.Resources stored) {
		return new ResourceSpec(stored.getCpus(), stored.getMem(),
				disk(Fields.require("resources.disk", stored.hasDisk(), stored.getDisk())), stored.getGpus(),
				stored.getPortsList()
					.stream()
					.map((each) -> new PortSpec(each.hasName() ? each.getName() : null, each.getNumber(),
							each.getProtocol()))
					.toList(),
				stored.getRevocable());
	}

	private static StateProtos.Resources.Disk disk(DiskSpec disk) {
		StateProtos.Resources.Disk.Builder written = StateProtos.Resources.Disk.newBuilder()
			.setSize(disk.size())
			.setMode(disk.mode());
		Fields.set(disk.persistenceId(), written::setPersistenceId);
		Fields.set(disk.principal(), written::setPrincipal);
		Fields.set(disk.containerPath(), written::setContainerPath);
		Fields.set(disk.hostPath(), written::setHostPath);
		Fields.set(disk.sourceType(), written::setSourceType);
		Fields.set(disk.sourceRoot(), written::setSourceRoot);
		return written.build();
	}

	private static DiskSpec disk(StateProtos.Resources.Disk stored) {
		return new DiskSpec(stored.getSize(), stored.hasPersistenceId() ? stored.getPersistenceId() : null,
				stored.hasPrincipal() ? stored.getPrincipal() : null,
				stored.hasContainerPath() ? stored.getContainerPath() : null,
				stored.hasHostPath() ? stored.getHostPath() : null, stored.getMode(),
				stored.hasSourceType() ? stored.getSourceType() : null,
				stored.hasSourceRoot() ? stored.getSourceRoot() : null);
	}

	private static StateProtos.Command command(CommandSpec command) {
		StateProtos.Command.Builder written = StateProtos.Command.newBuilder()
			.addAllArgv(command.argv())
			.putAllEnvironment(command.environment())
			.putAllSecrets(command.secrets())
			.putAllRlimits(command.rlimits());
		Fields.set(command.shell(), written::setShell);
		command.uris().forEach((uri) -> {
			StateProtos.Command.Uri.Builder each = written.addUrisBuilder()
				.setUri(uri.uri())
				.setExtract(uri.extract())
				.setExecutable(uri.executable())
				.setCache(uri.cache());
			Fields.set(uri.outputFile(), each::setOutputFile);
		});
		Fields.set(command.user(), written::setUser);
		return written.build();
	}

	private static CommandSpec command(StateProtos.Command stored) {
		return new CommandSpec(stored.hasShell() ? stored.getShell() : null, List.copyOf(stored.getArgvList()),
				stored.getUrisList()
					.stream()
					.map((each) -> new UriSpec(each.getUri(), each.getExtract(), each.getExecutable(), each.getCache(),
							each.hasOutputFile() ? each.getOutputFile() : null))
					.toList(),
				Map.copyOf(stored.getEnvironmentMap()), Map.copyOf(stored.getSecretsMap()),
				stored.hasUser() ? stored.getUser() : null, Map.copyOf(stored.getRlimitsMap()));
	}

	private static StateProtos.Check check(CheckSpec check) {
		StateProtos.Check.Builder written = StateProtos.Check.newBuilder()
			.setType(CHECKS.write(check.type()))
			.putAllEnvironment(check.environment())
			.setScheme(check.scheme())
			.setPort(check.port())
			.addAllStatuses(check.statuses())
			.setDelay(Fields.duration(check.delay()))
			.setInterval(Fields.duration(check.interval()))
			.setTimeout(Fields.duration(check.timeout()))
			.setGrace(Fields.duration(check.grace()))
			.setFailures(check.failures());
		Fields.set(check.command(), written::setCommand);
		Fields.set(check.path(), written::setPath);
		return written.build();
	}

	private static CheckSpec check(StateProtos.Check stored) {
		return new CheckSpec(CHECKS.read(stored.getType()), stored.hasCommand() ? stored.getCommand() : null,
				Map.copyOf(stored.getEnvironmentMap()), stored.getScheme(), stored.getPort(),
				stored.hasPath() ? stored.getPath() : null, List.copyOf(stored.getStatusesList()),
				Fields.duration(Fields.require("check.delay", stored.hasDelay(), stored.getDelay())),
				Fields.duration(Fields.require("check.interval", stored.hasInterval(), stored.getInterval())),
				Fields.duration(Fields.require("check.timeout", stored.hasTimeout(), stored.getTimeout())),
				Fields.duration(Fields.require("check.grace", stored.hasGrace(), stored.getGrace())),
				stored.getFailures());
	}

}
