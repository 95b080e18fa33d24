package io.mesosframework.embedded.master.validation;

import java.util.List;

import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.master.Protos.Call;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.codec.CallFields;
import io.mesosframework.embedded.resource.Resources;

/**
 * Validates the envelope of operator calls, see {@code src/master/validation.cpp} of
 * Mesos.
 *
 * @since 0.1.0
 */
public final class OperatorCallValidation {

	private static final String AGENT_REQUIRED = "Expecting 'agent_id' to be present; only agent default resources "
			+ "are supported right now";

	private OperatorCallValidation() {
	}

	/**
	 * Validate a call.
	 * @param call the call
	 * @return the error or {@code null}
	 */
	public static @Nullable String validate(Call call) {
		if (!call.hasType()) {
			return CallFields.expect(false, "type");
		}
		return switch (call.getType()) {
			case GET_METRICS -> CallFields.expect(call.hasGetMetrics(), "get_metrics");
			case SET_LOGGING_LEVEL -> CallFields.expect(call.hasSetLoggingLevel(), "set_logging_level");
			case LIST_FILES -> CallFields.expect(call.hasListFiles(), "list_files");
			case READ_FILE -> CallFields.expect(call.hasReadFile(), "read_file");
			case UPDATE_WEIGHTS -> CallFields.expect(call.hasUpdateWeights(), "update_weights");
			case RESERVE_RESOURCES -> resources(call.hasReserveResources(), "reserve_resources",
					call.getReserveResources().getResourcesList());
			case UNRESERVE_RESOURCES -> resources(call.hasUnreserveResources(), "unreserve_resources",
					call.getUnreserveResources().getResourcesList());
			case CREATE_VOLUMES -> CallFields.expect(call.hasCreateVolumes(), "create_volumes");
			case DESTROY_VOLUMES -> CallFields.expect(call.hasDestroyVolumes(), "destroy_volumes");
			case GROW_VOLUME -> resize(call.hasGrowVolume(), "grow_volume", call.getGrowVolume().hasAgentId());
			case SHRINK_VOLUME -> resize(call.hasShrinkVolume(), "shrink_volume", call.getShrinkVolume().hasAgentId());
			case UPDATE_MAINTENANCE_SCHEDULE ->
				CallFields.expect(call.hasUpdateMaintenanceSchedule(), "update_maintenance_schedule");
			case START_MAINTENANCE -> CallFields.expect(call.hasStartMaintenance(), "start_maintenance");
			case STOP_MAINTENANCE -> CallFields.expect(call.hasStopMaintenance(), "stop_maintenance");
			case DRAIN_AGENT -> CallFields.expect(call.hasDrainAgent(), "drain_agent");
			case DEACTIVATE_AGENT -> CallFields.expect(call.hasDeactivateAgent(), "deactivate_agent");
			case REACTIVATE_AGENT -> CallFields.expect(call.hasReactivateAgent(), "reactivate_agent");
			case UPDATE_QUOTA -> CallFields.expect(call.hasUpdateQuota(), "update_quota");
			case SET_QUOTA -> CallFields.expect(hasSetQuota(call), "set_quota");
			case REMOVE_QUOTA -> CallFields.expect(hasRemoveQuota(call), "remove_quota");
			case TEARDOWN -> CallFields.expect(call.hasTeardown(), "teardown");
			case MARK_AGENT_GONE -> CallFields.expect(call.hasMarkAgentGone(), "mark_agent_gone");
			default -> null;
		};
	}

	@SuppressWarnings("deprecation")
	private static boolean hasSetQuota(Call call) {
		return call.hasSetQuota();
	}

	@SuppressWarnings("deprecation")
	private static boolean hasRemoveQuota(Call call) {
		return call.hasRemoveQuota();
	}

	private static @Nullable String resources(boolean present, String field, List<Resource> resources) {
		return present ? Resources.validate(resources) : CallFields.expect(false, field);
	}

	private static @Nullable String resize(boolean present, String field, boolean agent) {
		if (!present) {
			return CallFields.expect(false, field);
		}
		return agent ? null : AGENT_REQUIRED;
	}

}
