package io.mesosframework.task.definition;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.mesosframework.task.definition.TaskSpec.CheckType;

import static io.mesosframework.task.definition.FieldTypes.DURATION;
import static io.mesosframework.task.definition.FieldTypes.TEXT;

/**
 * Declares the fields of a health or readiness check.
 */
final class CheckFields {

	static final DefinitionField<Integer> PORT = DefinitionField.of("port", FieldTypes.integer(1, 65535),
			"Port to connect to, instead of one of the task's.");

	static final DefinitionField<Integer> PORT_INDEX = DefinitionField
		.of("port_index", FieldTypes.integer(0, 100), "Port of the task to connect to, by its position in `ports`.")
		.orElse(0);

	static final DefinitionField<String> SCHEME = DefinitionField
		.of("scheme", FieldTypes.oneOf("http", "https"), "Scheme; `https` is for `healthcheck` only.")
		.orElse("http");

	static final DefinitionField<String> PATH = DefinitionField.of("path", TEXT, "Path of the request.").orElse("/");

	static final DefinitionField<List<Integer>> STATUSES = DefinitionField.list("statuses",
			FieldTypes.integer(100, 599),
			"Statuses that are good, instead of 200 to 399; only custom executors heed them. For `healthcheck` only.");

	static final DefinitionField<DocumentReader> HTTP = DefinitionField.of("http",
			ObjectType.of(PORT, PORT_INDEX, SCHEME, PATH, STATUSES), "Request of a check of type `http`.");

	static final DefinitionField<DocumentReader> TCP = DefinitionField.of("tcp", ObjectType.of(PORT, PORT_INDEX),
			"Connection of a check of type `tcp`.");

	static final DefinitionField<String> CMD = DefinitionField.of("cmd", TEXT, "Command for `/bin/sh -c`; 0 is good.")
		.required("");

	static final DefinitionField<Map<String, String>> ENVIRONMENT = DefinitionField
		.map("environment", "Environment variables of the command.")
		.secret();

	static final DefinitionField<List<DocumentReader>> URIS = DefinitionField
		.list("uris", UriFields.URI_TYPE, "Ignored: a check runs in the container of its task.")
		.secret()
		.unused();

	static final DefinitionField<String> SHORT_COMMAND = DefinitionField.shorthand(TEXT, "").required("");

	static final DefinitionField<DocumentReader> COMMAND = DefinitionField.of("command",
			ObjectType.of(CMD, ENVIRONMENT, URIS).orShort(SHORT_COMMAND),
			"Command of a check of type `command`; a text stands for its `cmd`.");

	static final DefinitionField<CheckType> TYPE = DefinitionField
		.of("type", FieldTypes.choice(CheckType.class), "What the check does.")
		.orElse(CheckType.COMMAND, "`http` or `tcp` if that is given, else `command`");

	static final DefinitionField<String> ENDPOINT = DefinitionField.of("endpoint", TEXT,
			"`host:port`, of which the port is checked; means type `tcp` if there is no other.");

	static final DefinitionField<Duration> DELAY = DefinitionField
		.of("delay", DURATION, "Time from the start of the task to the first check.")
		.orElse(Duration.ofSeconds(15));

	static final DefinitionField<Duration> INTERVAL = DefinitionField
		.of("interval", DURATION, "Time between two checks.")
		.orElse(Duration.ofSeconds(10));

	static final DefinitionField<Duration> TIMEOUT = DefinitionField
		.of("timeout", DURATION, "Time that a check may take.")
		.orElse(Duration.ofSeconds(20));

	static final DefinitionField<Duration> GRACE_PERIOD = DefinitionField
		.of("graceperiod", DURATION, "Time from the start in which failures do not count. For `healthcheck` only.")
		.orElse(Duration.ofSeconds(10));

	static final DefinitionField<Integer> FAILS = DefinitionField
		.of("fails", FieldTypes.integer(1, Integer.MAX_VALUE),
				"Failures in a row after which the task is killed. For `healthcheck` only.")
		.orElse(3);

	static final ObjectType CHECK = ObjectType.of(TYPE, HTTP, TCP, COMMAND, ENDPOINT, DELAY, INTERVAL, TIMEOUT,
			GRACE_PERIOD, FAILS);

	private CheckFields() {
	}

}
