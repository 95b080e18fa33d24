package io.mesosframework.embedded.agent;

import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.agent.Protos.Call;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.codec.CallFields;

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
			return CallFields.expect(false, "type");
		}
		return switch (call.getType()) {
			case GET_METRICS -> CallFields.expect(call.hasGetMetrics(), "get_metrics");
			case SET_LOGGING_LEVEL -> CallFields.expect(call.hasSetLoggingLevel(), "set_logging_level");
			case LIST_FILES -> CallFields.expect(call.hasListFiles(), "list_files");
			case READ_FILE -> CallFields.expect(call.hasReadFile(), "read_file");
			case LAUNCH_NESTED_CONTAINER ->
				CallFields.expect(call.hasLaunchNestedContainer(), "launch_nested_container");
			case WAIT_NESTED_CONTAINER -> nested(call.hasWaitNestedContainer(),
					call.getWaitNestedContainer().getContainerId(), "wait_nested_container");
			case KILL_NESTED_CONTAINER -> nested(call.hasKillNestedContainer(),
					call.getKillNestedContainer().getContainerId(), "kill_nested_container");
			case REMOVE_NESTED_CONTAINER -> nested(call.hasRemoveNestedContainer(),
					call.getRemoveNestedContainer().getContainerId(), "remove_nested_container");
			case LAUNCH_CONTAINER -> CallFields.expect(call.hasLaunchContainer(), "launch_container");
			case WAIT_CONTAINER -> CallFields.expect(call.hasWaitContainer(), "wait_container");
			case KILL_CONTAINER -> CallFields.expect(call.hasKillContainer(), "kill_container");
			case REMOVE_CONTAINER -> CallFields.expect(call.hasRemoveContainer(), "remove_container");
			case LAUNCH_NESTED_CONTAINER_SESSION ->
				CallFields.expect(call.hasLaunchNestedContainerSession(), "launch_nested_container_session");
			case ATTACH_CONTAINER_INPUT -> CallFields.expect(call.hasAttachContainerInput(), "attach_container_input");
			case ATTACH_CONTAINER_OUTPUT ->
				CallFields.expect(call.hasAttachContainerOutput(), "attach_container_output");
			default -> null;
		};
	}

	private static @Nullable String nested(boolean present, ContainerID containerId, String member) {
		String error = CallFields.expect(present, member);
		if (error == null && !containerId.hasParent()) {
			return "Expecting '" + member + ".container_id.parent' to be present";
		}
		return error;
	}

}
