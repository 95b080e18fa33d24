package io.mesosframework.embedded.master.validation;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.codec.CallFields;
import io.mesosframework.embedded.codec.Uuids;

/**
 * Validates the envelope of scheduler calls, see {@code src/master/validation.cpp} of
 * Mesos.
 *
 * @since 0.1.0
 */
public final class SchedulerCallValidation {

	private SchedulerCallValidation() {
	}

	/**
	 * Validate a call.
	 * @param call the call
	 * @param principal on whose behalf
	 * @return the error or {@code null}
	 */
	public static @Nullable String validate(Call call, @Nullable String principal) {
		if (!call.hasType()) {
			return CallFields.expect(false, "type");
		}
		if (call.getType() == Call.Type.SUBSCRIBE) {
			return validateSubscribe(call, principal);
		}
		if (!call.hasFrameworkId()) {
			return CallFields.expect(false, "framework_id");
		}
		return switch (call.getType()) {
			case ACCEPT -> CallFields.expect(call.hasAccept(), "accept");
			case DECLINE -> CallFields.expect(call.hasDecline(), "decline");
			case ACCEPT_INVERSE_OFFERS -> CallFields.expect(call.hasAcceptInverseOffers(), "accept_inverse_offers");
			case DECLINE_INVERSE_OFFERS -> CallFields.expect(call.hasDeclineInverseOffers(), "decline_inverse_offers");
			case KILL -> CallFields.expect(call.hasKill(), "kill");
			case SHUTDOWN -> CallFields.expect(call.hasShutdown(), "shutdown");
			case ACKNOWLEDGE -> (!call.hasAcknowledge()) ? CallFields.expect(false, "acknowledge")
					: uuid(call.getAcknowledge().getUuid());
			case ACKNOWLEDGE_OPERATION_STATUS -> validateAcknowledgeOperation(call);
			case RECONCILE -> CallFields.expect(call.hasReconcile(), "reconcile");
			case RECONCILE_OPERATIONS -> CallFields.expect(call.hasReconcileOperations(), "reconcile_operations");
			case MESSAGE -> CallFields.expect(call.hasMessage(), "message");
			case REQUEST -> CallFields.expect(call.hasRequest(), "request");
			case UPDATE_FRAMEWORK -> validateUpdateFramework(call);
			case SUBSCRIBE, TEARDOWN, REVIVE, SUPPRESS, UNKNOWN -> null;
		};
	}

	private static @Nullable String validateSubscribe(Call call, @Nullable String principal) {
		if (!call.hasSubscribe()) {
			return CallFields.expect(false, "subscribe");
		}
		FrameworkInfo info = call.getSubscribe().getFrameworkInfo();
		if (!info.getId().getValue().equals(call.getFrameworkId().getValue())) {
			return "'framework_id' differs from 'subscribe.framework_info.id'";
		}
		if (principal != null && info.hasPrincipal() && !principal.equals(info.getPrincipal())) {
			return principalMismatch(principal, info.getPrincipal());
		}
		return null;
	}

	public static String principalMismatch(String authenticated, String declared) {
		return "Authenticated principal '" + authenticated + "' does not match principal '" + declared
				+ "' set in `FrameworkInfo`";
	}

	private static @Nullable String validateAcknowledgeOperation(Call call) {
		if (!call.hasAcknowledgeOperationStatus()) {
			return CallFields.expect(false, "acknowledge_operation_status");
		}
		String error = uuid(call.getAcknowledgeOperationStatus().getUuid());
		return (error != null) ? error
				: CallFields.expect(call.getAcknowledgeOperationStatus().hasAgentId(), "agent_id");
	}

	private static @Nullable String validateUpdateFramework(Call call) {
		if (!call.hasUpdateFramework()) {
			return CallFields.expect(false, "update_framework");
		}
		String id = call.getUpdateFramework().getFrameworkInfo().getId().getValue();
		return call.getFrameworkId().getValue().equals(id) ? null
				: "'framework_id' differs from 'update_framework.framework_info.id'";
	}

	private static @Nullable String uuid(ByteString bytes) {
		return Uuids.isValid(bytes) ? null : "Not a valid UUID";
	}

}
