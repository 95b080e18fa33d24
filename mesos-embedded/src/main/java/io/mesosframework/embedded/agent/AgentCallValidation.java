package io.mesosframework.embedded.agent;

import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.agent.Protos.Call;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.codec.CallFields;
import io.mesosframework.embedded.resource.IdRules;

/**
 * Validates the calls of operators, with the texts of {@code src/slave/validation.cpp}.
 */
final class AgentCallValidation {

	private static final int MAX_ID_LENGTH = 242;

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
			case LAUNCH_NESTED_CONTAINER -> nested(call.hasLaunchNestedContainer(),
					call.getLaunchNestedContainer().getContainerId(), "launch_nested_container");
			case LAUNCH_NESTED_CONTAINER_SESSION -> nested(call.hasLaunchNestedContainerSession(),
					call.getLaunchNestedContainerSession().getContainerId(), "launch_nested_container_session");
			case WAIT_NESTED_CONTAINER -> nested(call.hasWaitNestedContainer(),
					call.getWaitNestedContainer().getContainerId(), "wait_nested_container");
			case KILL_NESTED_CONTAINER -> nested(call.hasKillNestedContainer(),
					call.getKillNestedContainer().getContainerId(), "kill_nested_container");
			case REMOVE_NESTED_CONTAINER -> nested(call.hasRemoveNestedContainer(),
					call.getRemoveNestedContainer().getContainerId(), "remove_nested_container");
			case LAUNCH_CONTAINER ->
				container(call.hasLaunchContainer(), call.getLaunchContainer().getContainerId(), "launch_container");
			case WAIT_CONTAINER ->
				container(call.hasWaitContainer(), call.getWaitContainer().getContainerId(), "wait_container");
			case KILL_CONTAINER ->
				container(call.hasKillContainer(), call.getKillContainer().getContainerId(), "kill_container");
			case REMOVE_CONTAINER ->
				container(call.hasRemoveContainer(), call.getRemoveContainer().getContainerId(), "remove_container");
			case ATTACH_CONTAINER_INPUT -> input(call);
			case ATTACH_CONTAINER_OUTPUT -> container(call.hasAttachContainerOutput(),
					call.getAttachContainerOutput().getContainerId(), "attach_container_output");
			default -> null;
		};
	}

	private static @Nullable String nested(boolean present, ContainerID containerId, String member) {
		String error = container(present, containerId, member);
		if (error == null && !containerId.hasParent()) {
			return "Expecting '" + member + ".container_id.parent' to be present";
		}
		return error;
	}

	private static @Nullable String container(boolean present, ContainerID containerId, String member) {
		String error = CallFields.expect(present, member);
		if (error == null) {
			error = validate(containerId);
			return (error != null) ? "'" + member + ".container_id' is invalid: " + error : null;
		}
		return error;
	}

	private static @Nullable String validate(ContainerID containerId) {
		String id = containerId.getValue();
		String error = IdRules.validate(id);
		if (error != null) {
			return error;
		}
		if (id.length() > MAX_ID_LENGTH) {
			return "'ContainerID.value' '" + id + "' exceeds the maximum length (" + MAX_ID_LENGTH + ")";
		}
		if (id.indexOf('.') >= 0 || id.indexOf(' ') >= 0) {
			return "'ContainerID.value' '" + id + "' contains invalid characters";
		}
		error = containerId.hasParent() ? validate(containerId.getParent()) : null;
		return (error != null) ? "'ContainerID.parent' is invalid: " + error : null;
	}

	private static @Nullable String input(Call call) {
		Call.AttachContainerInput input = call.getAttachContainerInput();
		if (!call.hasAttachContainerInput()) {
			return CallFields.expect(false, "attach_container_input");
		}
		if (!input.hasType()) {
			return CallFields.expect(false, "attach_container_input.type");
		}
		return switch (input.getType()) {
			case UNKNOWN -> "'attach_container_input.type' is unknown";
			case CONTAINER_ID -> container(true, input.getContainerId(), "attach_container_input");
			case PROCESS_IO -> null;
		};
	}

}
