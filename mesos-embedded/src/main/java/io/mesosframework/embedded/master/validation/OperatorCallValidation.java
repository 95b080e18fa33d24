package io.mesosframework.embedded.master.validation;

import java.util.List;

import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.master.Protos.Call;
import org.jspecify.annotations.Nullable;

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
			return "Expecting 'type' to be present";
		}
		return switch (call.getType()) {
			case GET_METRICS -> expect(call.hasGetMetrics(), "get_metrics");
			case SET_LOGGING_LEVEL -> expect(call.hasSetLoggingLevel(), "set_logging_level");
			case LIST_FILES -> expect(call.hasListFiles(), "list_files");
			case READ_FILE -> expect(call.hasReadFile(), "read_file");
			case UPDATE_WEIGHTS -> expect(call.hasUpdateWeights(), "update_weights");
			case RESERVE_RESOURCES -> resources(call.hasReserveResources(), "reserve_resources",
					call.getReserveResources().getResourcesList());
			case UNRESERVE_RESOURCES -> resources(call.hasUnreserveResources(), "unreserve_resources",
					call.getUnreserveResources().getResourcesList());
			case CREATE_VOLUMES -> expect(call.hasCreateVolumes(), "create_volumes");
			case DESTROY_VOLUMES -> expect(call.hasDestroyVolumes(), "destroy_volumes");
			case GROW_VOLUME -> resize(call.hasGrowVolume(), "grow_volume", call.getGrowVolume().hasAgentId());
			case SHRINK_VOLUME -> resize(call.hasShrinkVolume(), "shrink_volume", call.getShrinkVolume().hasAgentId());
			case UPDATE_MAINTENANCE_SCHEDULE ->
				expect(call.hasUpdateMaintenanceSchedule(), "update_maintenance_schedule");
			case START_MAINTENANCE -> expect(call.hasStartMaintenance(), "start_maintenance");
			case STOP_MAINTENANCE -> expect(call.hasStopMaintenance(), "stop_maintenance");
			case DRAIN_AGENT -> expect(call.hasDrainAgent(), "drain_agent");
			case DEACTIVATE_AGENT -> expect(call.hasDeactivateAgent(), "deactivate_agent");
			case REACTIVATE_AGENT -> expect(call.hasReactivateAgent(), "reactivate_agent");
			case UPDATE_QUOTA -> expect(call.hasUpdateQuota(), "update_quota");
			case SET_QUOTA -> expect(hasSetQuota(call), "set_quota");
			case REMOVE_QUOTA -> expect(hasRemoveQuota(call), "remove_quota");
			case TEARDOWN -> expect(call.hasTeardown(), "teardown");
			case MARK_AGENT_GONE -> expect(call.hasMarkAgentGone(), "mark_agent_gone");
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
		return present ? Resources.validate(resources) : expect(false, field);
	}

	private static @Nullable String resize(boolean present, String field, boolean agent) {
		if (!present) {
			return expect(false, field);
		}
		return agent ? null : AGENT_REQUIRED;
	}

	private static @Nullable String expect(boolean present, String field) {
		return present ? null : "Expecting '" + field + "' to be present";
	}

}
