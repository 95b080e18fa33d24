package io.mesosframework.embedded.agent;

import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.agent.Protos.Call;
import org.jspecify.annotations.Nullable;

/**
 * Validates the calls of operators, with the texts of {@code src/slave/validation.cpp}.
 */
final class AgentCallValidation {

	private AgentCallValidation() {
	}

	/**
	 * Validate a call.
	 * @param call the call
	 * @return what is wrong, or {@code null}
	 */
	@SuppressWarnings("deprecation")
	static @Nullable String validate(Call call) {
		if (!call.hasType()) {
			return "Expecting 'type' to be present";
		}
		return switch (call.getType()) {
			case GET_METRICS -> expect(call.hasGetMetrics(), "get_metrics");
			case SET_LOGGING_LEVEL -> expect(call.hasSetLoggingLevel(), "set_logging_level");
			case LIST_FILES -> expect(call.hasListFiles(), "list_files");
			case READ_FILE -> expect(call.hasReadFile(), "read_file");
			case LAUNCH_NESTED_CONTAINER -> expect(call.hasLaunchNestedContainer(), "launch_nested_container");
			case WAIT_NESTED_CONTAINER -> nested(call.hasWaitNestedContainer(),
					call.getWaitNestedContainer().getContainerId(), "wait_nested_container");
			case KILL_NESTED_CONTAINER -> nested(call.hasKillNestedContainer(),
					call.getKillNestedContainer().getContainerId(), "kill_nested_container");
			case REMOVE_NESTED_CONTAINER -> nested(call.hasRemoveNestedContainer(),
					call.getRemoveNestedContainer().getContainerId(), "remove_nested_container");
			case LAUNCH_CONTAINER -> expect(call.hasLaunchContainer(), "launch_container");
			case WAIT_CONTAINER -> expect(call.hasWaitContainer(), "wait_container");
			case KILL_CONTAINER -> expect(call.hasKillContainer(), "kill_container");
			case REMOVE_CONTAINER -> expect(call.hasRemoveContainer(), "remove_container");
			case LAUNCH_NESTED_CONTAINER_SESSION ->
				expect(call.hasLaunchNestedContainerSession(), "launch_nested_container_session");
			case ATTACH_CONTAINER_INPUT -> expect(call.hasAttachContainerInput(), "attach_container_input");
			case ATTACH_CONTAINER_OUTPUT -> expect(call.hasAttachContainerOutput(), "attach_container_output");
			default -> null;
		};
	}

	private static @Nullable String expect(boolean present, String member) {
		return present ? null : "Expecting '" + member + "' to be present";
	}

	private static @Nullable String nested(boolean present, ContainerID containerId, String member) {
		String error = expect(present, member);
		if (error == null && !containerId.hasParent()) {
			return "Expecting '" + member + ".container_id.parent' to be present";
		}
		return error;
	}

}
