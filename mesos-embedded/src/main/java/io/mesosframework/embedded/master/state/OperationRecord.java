package io.mesosframework.embedded.master.state;

import java.util.ArrayList;
import java.util.List;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Operation;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.codec.Uuids;

/**
 * An operation on reservations or volumes that has been sent to an agent.
 *
 * @since 0.1.0
 */
public final class OperationRecord {

	private final String uuid;

	private final @Nullable FrameworkID frameworkId;

	private final Agent agent;

	private final Offer.Operation info;

	private final List<OperationStatus> statuses = new ArrayList<>(1);

	private OperationStatus latest;

	public OperationRecord(String uuid, @Nullable FrameworkID frameworkId, Agent agent, Offer.Operation info,
			OperationStatus latest) {
		this.uuid = uuid;
		this.frameworkId = frameworkId;
		this.agent = agent;
		this.info = info;
		this.latest = latest;
	}

	public String uuid() {
		return this.uuid;
	}

	public @Nullable FrameworkID frameworkId() {
		return this.frameworkId;
	}

	public Agent agent() {
		return this.agent;
	}

	public Offer.Operation info() {
		return this.info;
	}

	public OperationStatus latest() {
		return this.latest;
	}

	/**
	 * Take a new status over.
	 * @param status the status
	 */
	public void update(OperationStatus status) {
		if (!isTerminal(this.latest.getState())) {
			this.latest = status;
		}
		if (this.statuses.isEmpty() || !this.statuses.get(this.statuses.size() - 1).equals(status)) {
			this.statuses.add(status);
		}
	}

	/** The status that reconciliation answers with. */
	public OperationStatus known() {
		OperationStatus status = this.statuses.isEmpty() ? this.latest : this.statuses.get(this.statuses.size() - 1);
		return status.toBuilder().clearUuid().build();
	}

	public @Nullable OperationStatus statusWith(ByteString statusUuid) {
		return this.statuses.stream()
			.filter((status) -> status.hasUuid() && status.getUuid().getValue().equals(statusUuid))
			.findFirst()
			.orElse(null);
	}

	public Operation toProto() {
		Operation.Builder builder = Operation.newBuilder()
			.setAgentId(this.agent.id())
			.setInfo(this.info)
			.setLatestStatus(this.latest)
			.addAllStatuses(this.statuses)
			.setUuid(org.apache.mesos.v1.Protos.UUID.newBuilder().setValue(Uuids.bytes(this.uuid)));
		if (this.frameworkId != null) {
			builder.setFrameworkId(this.frameworkId);
		}
		return builder.build();
	}

	public static boolean isTerminal(OperationState state) {
		return switch (state) {
			case OPERATION_FINISHED, OPERATION_FAILED, OPERATION_ERROR, OPERATION_DROPPED, OPERATION_GONE_BY_OPERATOR ->
				true;
			default -> false;
		};
	}

}
