package io.mesosframework.embedded.agent;

import org.apache.mesos.v1.Protos.CheckStatusInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.executor.Protos.Call;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.codec.CallFields;
import io.mesosframework.embedded.codec.Uuids;

/**
 * Validates the calls of executors, in the order and with the texts of
 * {@code src/common/validation.cpp}.
 */
final class ExecutorCallValidation {

	private ExecutorCallValidation() {
	}

	/**
	 * Validate a call.
	 * @param call the call
	 * @return what is wrong, or {@code null}
	 */
	static @Nullable String validate(Call call) {
		if (!call.hasType()) {
			return CallFields.expect(false, "type");
		}
		return switch (call.getType()) {
			case SUBSCRIBE -> CallFields.expect(call.hasSubscribe(), "subscribe");
			case UPDATE -> call.hasUpdate() ? update(call) : CallFields.expect(false, "update");
			case MESSAGE -> CallFields.expect(call.hasMessage(), "message");
			default -> null;
		};
	}

	private static @Nullable String update(Call call) {
		TaskStatus status = call.getUpdate().getStatus();
		String executorId = call.getExecutorId().getValue();
		if (!status.hasUuid()) {
			return CallFields.expect(false, "uuid");
		}
		if (!Uuids.isValid(status.getUuid())) {
			return "Not a valid UUID";
		}
		if (status.hasExecutorId() && !status.getExecutorId().equals(call.getExecutorId())) {
			return "ExecutorID in Call: " + executorId + " does not match ExecutorID in TaskStatus: "
					+ status.getExecutorId().getValue();
		}
		String from = " from executor " + executorId + " of framework " + call.getFrameworkId().getValue();
		if (!status.hasSource() || status.getSource() != TaskStatus.Source.SOURCE_EXECUTOR) {
			return "Received Call" + from + " with invalid source, expecting 'SOURCE_EXECUTOR'";
		}
		if (status.getState() == TaskState.TASK_STAGING) {
			return "Received TASK_STAGING" + from + " which is not allowed";
		}
		return status.hasCheckStatus() ? check(status.getCheckStatus()) : null;
	}

	private static @Nullable String check(CheckStatusInfo check) {
		if (!check.hasType()) {
			return "CheckStatusInfo must specify 'type'";
		}
		return switch (check.getType()) {
			case COMMAND -> check.hasCommand() ? null : "Expecting 'command' to be set for COMMAND check's status";
			case HTTP -> check.hasHttp() ? null : "Expecting 'http' to be set for HTTP check's status";
			case TCP -> check.hasTcp() ? null : "Expecting 'tcp' to be set for TCP check's status";
			default -> "'" + check.getType() + "' is not a valid check's status type";
		};
	}

}
