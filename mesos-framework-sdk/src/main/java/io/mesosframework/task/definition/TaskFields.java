package io.mesosframework.task.definition;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import static io.mesosframework.task.definition.FieldTypes.DURATION;
import static io.mesosframework.task.definition.FieldTypes.FLAG;
import static io.mesosframework.task.definition.FieldTypes.TEXT;

/**
 * Declares the fields of a task.
 */
final class TaskFields {

	static final DefinitionField<String> PORT_NAME = DefinitionField.of("name", TEXT,
			"Name, for the environment variable `PORT_<NAME>`.");

	static final DefinitionField<Integer> PORT_NUMBER = DefinitionField
		.of("number", FieldTypes.integer(0, 65535), "Number; 0 for any that is free.")
		.orElse(0);

	static final DefinitionField<Integer> SHORT_PORT = DefinitionField.shorthand(FieldTypes.integer(0, 65535), 0);

	static final ObjectType PORT = ObjectType.of(PORT_NAME, PORT_NUMBER, ContainerFields.PROTOCOL).orShort(SHORT_PORT);

	static final DefinitionField<String> PERSISTENCE_ID = DefinitionField
		.of("id", TEXT, "Begins the id of the volume, `<id>.<instance>.<reservation>`.")
		.required("");

	static final DefinitionField<String> PRINCIPAL = DefinitionField
		.of("principal", TEXT, "Principal of the volume, instead of the framework's.")
		.alias("principle");

	static final DefinitionField<DocumentReader> PERSISTENCE = DefinitionField.of("persistence",
			ObjectType.of(PERSISTENCE_ID, PRINCIPAL), "Makes the disk a persistent volume.");

	static final DefinitionField<String> MOUNT_PATH = DefinitionField.of("container_path", TEXT,
			"Where the disk is mounted: a name in the sandbox, or an absolute path.");

	static final DefinitionField<String> MOUNT_HOST_PATH = DefinitionField.of("host_path", TEXT,
			"Directory of the agent to mount, if the volume is not persistent.");

	static final DefinitionField<DocumentReader> DISK_VOLUME = DefinitionField.of("volume",
			ObjectType.of(MOUNT_PATH, ContainerFields.MODE, MOUNT_HOST_PATH), "How the disk is mounted.");

	static final DefinitionField<String> DISK_TYPE = DefinitionField
		.of("type", FieldTypes.oneOf("PATH", "MOUNT"), "Type of the disk.")
		.required("PATH");

	static final DefinitionField<String> DISK_ROOT = DefinitionField.of("path", TEXT, "Root of the disk.")
		.alias("mount");

	static final DefinitionField<DocumentReader> DISK_SOURCE = DefinitionField.of("source",
			ObjectType.of(DISK_TYPE, DISK_ROOT), "Disk other than the agent's root disk.");

	static final DefinitionField<Double> DISK_SIZE = DefinitionField
		.of("size", FieldTypes.number(0, 1e12), "Size in megabytes.")
		.orElse(0.0);

	static final DefinitionField<DocumentReader> DISK = DefinitionField.of("disk",
			ObjectType.of(DISK_SIZE, PERSISTENCE, DISK_VOLUME, DISK_SOURCE), "Disk space.");

	static final DefinitionField<Double> CPU = DefinitionField
		.of("cpu", FieldTypes.positive("CPUs"), "CPUs, in steps of a thousandth.")
		.alias("cpus")
		.required(0.0);

	static final DefinitionField<Double> MEM = DefinitionField
		.of("mem", FieldTypes.positive("megabytes"), "Memory in megabytes.")
		.required(0.0);

	static final DefinitionField<Integer> GPUS = DefinitionField.of("gpus", FieldTypes.integer(0, 1000), "GPUs.")
		.orElse(0);

	static final DefinitionField<List<DocumentReader>> PORTS = DefinitionField.list("ports", PORT,
			"Ports of the agent; a number stands for its `number`.");

	static final DefinitionField<Boolean> REVOCABLE = DefinitionField
		.of("revocable", FLAG, "Whether CPUs are used that the agent may take back.")
		.orElse(false);

	static final ObjectType RESOURCES_TYPE = ObjectType.of(CPU, MEM, DISK, GPUS, PORTS, REVOCABLE);

	static final DefinitionField<DocumentReader> RESOURCES = DefinitionField.of("resources", RESOURCES_TYPE,
			"What the task needs. Must be given.");

	static final DefinitionField<String> CMD = DefinitionField.of("cmd", TEXT, "Command for `/bin/sh -c`.");

	static final DefinitionField<List<String>> ARGV = DefinitionField.list("argv", TEXT,
			"Program and arguments, without a shell, instead of `cmd`. With an image both may be absent.");

	static final DefinitionField<List<DocumentReader>> URIS = DefinitionField
		.list("uris", UriFields.URI_TYPE, "What the agent fetches into the sandbox.")
		.secret();

	static final DefinitionField<Map<String, String>> ENVIRONMENT = DefinitionField
		.map("environment", "Environment variables.")
		.secret();

	static final DefinitionField<Map<String, String>> SECRETS = DefinitionField
		.map("secrets",
				"Environment variables whose values are references to secrets, which a resolver of the agent knows.")
		.secret();

	static final DefinitionField<String> USER = DefinitionField.of("user", TEXT,
			"User that runs the command, instead of the framework's.");

	static final DefinitionField<Map<String, String>> RLIMITS = DefinitionField.map("rlimits",
			"Limits such as `RLMT_NOFILE: 1024`, as a number, `soft:hard` or `unlimited`.");

	static final DefinitionField<DocumentReader> COMMAND = DefinitionField.of("command",
			ObjectType.of(CMD, ARGV, URIS, ENVIRONMENT, SECRETS, USER, RLIMITS),
			"What runs. Must have `cmd` or `argv`, unless there is an image.");

	static final DefinitionField<DocumentReader> CONTAINER = DefinitionField.of("container", ContainerFields.CONTAINER,
			"Container in which the command runs; a plain process if absent.");

	static final DefinitionField<DocumentReader> HEALTH = DefinitionField.of("healthcheck", CheckFields.CHECK,
			"Check of the task's health; if it fails too often the task is killed.");

	static final DefinitionField<DocumentReader> READINESS = DefinitionField.of("readiness", CheckFields.CHECK,
			"Check that must succeed before the instance counts as ready.");

	static final DefinitionField<Duration> KILL_GRACE = DefinitionField.of("grace", DURATION,
			"Time that a task has to end before it is killed hard, instead of the agent's default.");

	static final DefinitionField<DocumentReader> KILL = DefinitionField.of("kill", ObjectType.of(KILL_GRACE),
			"How the task is killed.");

	static final DefinitionField<Duration> MAX_COMPLETION_TIME = DefinitionField.of("max_completion_time", DURATION,
			"Time after which a task that still runs is killed and counts as failed.");

	static final DefinitionField<String> NAME = DefinitionField
		.of("name", TEXT, "Name in the group: 1 to 100 letters, digits, `-` and `_`.")
		.required("");

	/** A task of a group. */
	static final ObjectType MEMBER = ObjectType.of(NAME, RESOURCES, COMMAND, CONTAINER, HEALTH, READINESS, KILL,
			MAX_COMPLETION_TIME);

	private TaskFields() {
	}

}
