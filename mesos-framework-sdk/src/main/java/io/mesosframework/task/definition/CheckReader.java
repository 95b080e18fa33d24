package io.mesosframework.task.definition;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.definition.TaskSpec.CheckSpec;
import io.mesosframework.task.definition.TaskSpec.CheckType;
import io.mesosframework.task.definition.TaskSpec.ResourceSpec;

/**
 * Reads a health or readiness check.
 */
final class CheckReader {

	private CheckReader() {
	}

	static CheckSpec read(DocumentReader node, ResourceSpec resources) {
		CheckType type = node.get(CheckFields.TYPE, guess(node));
		DocumentReader http = node.find(CheckFields.HTTP);
		DocumentReader tcp = node.find(CheckFields.TCP);
		DocumentReader command = node.find(CheckFields.COMMAND);
		int endpoint = endpointPort(node);
		int httpPort = port(http, endpoint);
		int tcpPort = port(tcp, endpoint);
		int port = (type == CheckType.HTTP) ? httpPort : tcpPort;
		if (type != CheckType.COMMAND && -1 - port >= resources.ports().size()) {
			node.fault((type == CheckType.HTTP) ? CheckFields.HTTP : CheckFields.TCP,
					"needs port " + (-1 - port) + " of resources.ports, of which there are " + resources.ports().size()
							+ "; give it a port of its own or the task more ports");
		}
		if (type == CheckType.COMMAND && command == null) {
			node.fault(CheckFields.COMMAND, "must be given for a check by command");
		}
		return new CheckSpec(type, (command != null) ? command(command) : null,
				(command != null) ? TaskSpecReader.variables(command, CheckFields.ENVIRONMENT) : Map.of(),
				(http != null) ? http.get(CheckFields.SCHEME) : "http", port,
				(http != null) ? path(http.get(CheckFields.PATH)) : null,
				(http != null) ? http.get(CheckFields.STATUSES) : List.of(), node.get(CheckFields.DELAY),
				node.get(CheckFields.INTERVAL), node.get(CheckFields.TIMEOUT), node.get(CheckFields.GRACE_PERIOD),
				node.get(CheckFields.FAILS));
	}

	private static CheckType guess(DocumentReader node) {
		if (node.has(CheckFields.HTTP)) {
			return CheckType.HTTP;
		}
		return (node.has(CheckFields.TCP) || node.has(CheckFields.ENDPOINT)) ? CheckType.TCP : CheckType.COMMAND;
	}

	/** Return a path with a leading slash, which Mesos requires. */
	private static String path(String path) {
		return path.startsWith("/") ? path : "/" + path;
	}

	/** Read a port. Negative numbers refer to the ports of the task: -1 is the first. */
	private static int port(@Nullable DocumentReader where, int otherwise) {
		if (where == null) {
			return otherwise;
		}
		int index = where.get(CheckFields.PORT_INDEX);
		return where.has(CheckFields.PORT) ? where.get(CheckFields.PORT, 0) : -1 - index;
	}

	/** Read the command of a check: a text, or an object with the field cmd. */
	private static String command(DocumentReader node) {
		if (node.has(CheckFields.SHORT_COMMAND)) {
			return node.get(CheckFields.SHORT_COMMAND);
		}
		node.get(CheckFields.URIS).forEach(TaskSpecReader::uri);
		return node.get(CheckFields.CMD);
	}

	private static int endpointPort(DocumentReader node) {
		String endpoint = node.find(CheckFields.ENDPOINT);
		if (endpoint == null) {
			return -1;
		}
		try {
			int port = Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
			if (port > 0 && port < 65536) {
				return port;
			}
		}
		catch (NumberFormatException ex) {
			// reported below, like numbers out of range
		}
		node.fault(CheckFields.ENDPOINT, "must be host:port but is '" + endpoint + "'");
		return -1;
	}

}
