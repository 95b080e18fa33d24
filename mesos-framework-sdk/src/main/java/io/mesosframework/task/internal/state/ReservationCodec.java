package io.mesosframework.task.internal.state;

import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.Resource.DiskInfo.Source;

import io.mesosframework.resource.DiskNeed;
import io.mesosframework.resource.PortRanges;
import io.mesosframework.resource.ResourceNeed;
import io.mesosframework.task.Reservation;
import io.mesosframework.task.ReservationOperation;
import io.mesosframework.task.ReservationState;
import io.mesosframework.task.internal.state.v1.StateProtos;

/**
 * Encodes and decodes reservations.
 */
final class ReservationCodec {

	private static final EnumNumbers<ReservationState, StateProtos.Reservation.State> STATES = new EnumNumbers<>(
			"state", ReservationState.values(), (state) -> switch (state) {
				case WANTED -> StateProtos.Reservation.State.WANTED;
				case RECOVERING -> StateProtos.Reservation.State.RECOVERING;
				case RESERVING -> StateProtos.Reservation.State.RESERVING;
				case READY -> StateProtos.Reservation.State.READY;
				case RELEASING -> StateProtos.Reservation.State.RELEASING;
			});

	private static final EnumNumbers<ReservationOperation.Type, StateProtos.Reservation.Operation.Type> TYPES = new EnumNumbers<>(
			"operation.type", ReservationOperation.Type.values(), (type) -> switch (type) {
				case RESERVE -> StateProtos.Reservation.Operation.Type.RESERVE;
				case CREATE -> StateProtos.Reservation.Operation.Type.CREATE;
				case DESTROY -> StateProtos.Reservation.Operation.Type.DESTROY;
				case UNRESERVE -> StateProtos.Reservation.Operation.Type.UNRESERVE;
			});

	private ReservationCodec() {
	}

	static StateProtos.Reservation write(Reservation reservation) {
		StateProtos.Reservation.Builder written = StateProtos.Reservation.newBuilder()
			.setApp(reservation.app())
			.setIndex(reservation.index())
			.setId(reservation.id())
			.setState(STATES.write(reservation.state()))
			.addAllVolumes(reservation.volumes())
			.setFailures(reservation.failures())
			.setSince(Fields.timestamp(reservation.since()));
		Fields.set(reservation.agentId(), written::setAgentId);
		Fields.set(reservation.hostname(), written::setHostname);
		Fields.set(reservation.role(), written::setRole);
		Fields.set(reservation.reserved(), ReservationCodec::need, written::setReserved);
		reservation.operations()
			.forEach((operation) -> written.addOperationsBuilder()
				.setId(operation.id())
				.setType(TYPES.write(operation.type()))
				.setState(operation.state().getNumber()));
		Fields.set(reservation.problem(), written::setProblem);
		Fields.set(reservation.due(), Fields::timestamp, written::setDue);
		return written.build();
	}

	static Reservation read(StateProtos.Reservation stored) {
		return new Reservation(stored.getApp(), stored.getIndex(), stored.getId(), STATES.read(stored.getState()),
				stored.hasAgentId() ? stored.getAgentId() : null, stored.hasHostname() ? stored.getHostname() : null,
				stored.hasRole() ? stored.getRole() : null, stored.hasReserved() ? need(stored.getReserved()) : null,
				stored.getVolumesList(), stored.getOperationsList().stream().map(ReservationCodec::operation).toList(),
				stored.getFailures(), stored.hasProblem() ? stored.getProblem() : null,
				Fields.instant(Fields.require("since", stored.hasSince(), stored.getSince())),
				stored.hasDue() ? Fields.instant(stored.getDue()) : null);
	}

	private static ReservationOperation operation(StateProtos.Reservation.Operation stored) {
		return new ReservationOperation(stored.getId(), TYPES.read(stored.getType()), Fields
			.requireKnown("operation.state", stored.hasState(), stored.getState(), OperationState::forNumber));
	}

	private static StateProtos.ResourceNeed need(ResourceNeed need) {
		StateProtos.ResourceNeed.Builder written = StateProtos.ResourceNeed.newBuilder()
			.putAllScalars(need.scalars())
			.setDynamicPorts(need.dynamicPorts())
			.setRevocable(need.revocable());
		need.fixedPorts()
			.ranges()
			.forEach((range) -> written.addFixedPortsBuilder().setBegin(range.begin()).setEnd(range.end()));
		Fields.set(need.owner(), written::setOwner);
		need.disks().forEach((disk) -> written.addDisks(disk(disk)));
		return written.build();
	}

	private static ResourceNeed need(StateProtos.ResourceNeed stored) {
		PortRanges ports = new PortRanges(stored.getFixedPortsList()
			.stream()
			.map((range) -> new PortRanges.Range(range.getBegin(), range.getEnd()))
			.toList());
		return new ResourceNeed(stored.getScalarsMap(), ports, stored.getDynamicPorts(), stored.getRevocable(),
				stored.hasOwner() ? stored.getOwner() : null,
				stored.getDisksList().stream().map(ReservationCodec::disk).toList());
	}

	private static StateProtos.ResourceNeed.Disk disk(DiskNeed disk) {
		StateProtos.ResourceNeed.Disk.Builder written = StateProtos.ResourceNeed.Disk.newBuilder()
			.setMilli(disk.milli());
		Fields.set(disk.type(), Source.Type::getNumber, written::setSource);
		Fields.set(disk.root(), written::setRoot);
		return written.build();
	}

	private static DiskNeed disk(StateProtos.ResourceNeed.Disk stored) {
		Source.Type type = stored.hasSource()
				? Fields.requireKnown("disk.source", true, stored.getSource(), Source.Type::forNumber) : null;
		return new DiskNeed(type, stored.hasRoot() ? stored.getRoot() : null, stored.getMilli());
	}

}
