package io.mesosframework.embedded.master.validation;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.jspecify.annotations.Nullable;

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
			return "Expecting 'type' to be present";
		}
		if (call.getType() == Call.Type.SUBSCRIBE) {
			return validateSubscribe(call, principal);
		}
		if (!call.hasFrameworkId()) {
			return "Expecting 'framework_id' to be present";
		}
		return switch (call.getType()) {
			case ACCEPT -> expect(call.hasAccept(), "accept");
			case DECLINE -> expect(call.hasDecline(), "decline");
			case ACCEPT_INVERSE_OFFERS -> expect(call.hasAcceptInverseOffers(), "accept_inverse_offers");
			case DECLINE_INVERSE_OFFERS -> expect(call.hasDeclineInverseOffers(), "decline_inverse_offers");
			case KILL -> expect(call.hasKill(), "kill");
			case SHUTDOWN -> expect(call.hasShutdown(), "shutdown");
			case ACKNOWLEDGE ->
				(!call.hasAcknowledge()) ? expect(false, "acknowledge") : uuid(call.getAcknowledge().getUuid());
			case ACKNOWLEDGE_OPERATION_STATUS -> validateAcknowledgeOperation(call);
			case RECONCILE -> expect(call.hasReconcile(), "reconcile");
			case RECONCILE_OPERATIONS -> expect(call.hasReconcileOperations(), "reconcile_operations");
			case MESSAGE -> expect(call.hasMessage(), "message");
			case REQUEST -> expect(call.hasRequest(), "request");
			case UPDATE_FRAMEWORK -> validateUpdateFramework(call);
			case SUBSCRIBE, TEARDOWN, REVIVE, SUPPRESS, UNKNOWN -> null;
		};
	}

	private static @Nullable String validateSubscribe(Call call, @Nullable String principal) {
		if (!call.hasSubscribe()) {
			return expect(false, "subscribe");
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
			return expect(false, "acknowledge_operation_status");
		}
		String error = uuid(call.getAcknowledgeOperationStatus().getUuid());
		return (error != null) ? error : expect(call.getAcknowledgeOperationStatus().hasAgentId(), "agent_id");
	}

	private static @Nullable String validateUpdateFramework(Call call) {
		if (!call.hasUpdateFramework()) {
			return expect(false, "update_framework");
		}
		String id = call.getUpdateFramework().getFrameworkInfo().getId().getValue();
		return call.getFrameworkId().getValue().equals(id) ? null
				: "'framework_id' differs from 'update_framework.framework_info.id'";
	}

	private static @Nullable String uuid(ByteString bytes) {
		return IdRules.isUuid(bytes) ? null : "Not a valid UUID";
	}

	private static @Nullable String expect(boolean present, String field) {
		return present ? null : "Expecting '" + field + "' to be present";
	}

}
