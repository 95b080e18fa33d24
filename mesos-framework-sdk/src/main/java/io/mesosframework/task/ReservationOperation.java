package io.mesosframework.task;

import org.apache.mesos.v1.Protos.OperationState;

/**
 * Offer operation on a {@link Reservation} for which the agent sends feedback. Immutable.
 *
 * @param id the operation id
 * @param type the type of the operation
 * @param state the last state reported, or {@code OPERATION_PENDING} before the first
 * report
 * @since 0.1.0
 */
public record ReservationOperation(String id, Type type, OperationState state) {

	/**
	 * Type of an operation.
	 */
	public enum Type {

		/** Resources are reserved. */
		RESERVE,

		/** Persistent volumes are created. */
		CREATE,

		/** Persistent volumes are destroyed, with their data. */
		DESTROY,

		/** Resources are unreserved. */
		UNRESERVE

	}

	public static ReservationOperation sent(String id, Type type) {
		return new ReservationOperation(id, type, OperationState.OPERATION_PENDING);
	}

	/** Return whether the outcome may still be reported. */
	public boolean isOpen() {
		return switch (this.state) {
			case OPERATION_PENDING, OPERATION_UNREACHABLE, OPERATION_RECOVERING, OPERATION_UNSUPPORTED -> true;
			default -> false;
		};
	}

	/** Return whether the operation has definitely not been applied. */
	public boolean hasFailed() {
		return switch (this.state) {
			case OPERATION_FAILED, OPERATION_ERROR, OPERATION_DROPPED, OPERATION_GONE_BY_OPERATOR -> true;
			default -> false;
		};
	}

	public boolean isFinished() {
		return this.state == OperationState.OPERATION_FINISHED;
	}

	public ReservationOperation with(OperationState next) {
		return new ReservationOperation(this.id, this.type, next);
	}

}
