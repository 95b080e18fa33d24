package io.mesosframework.task;

import org.apache.mesos.v1.Protos.OperationState;

/**
 * An operation on a {@link Reservation} of which the agent gives feedback. Immutable.
 *
 * @param id the operation id
 * @param type what is done
 * @param state what was last heard of it, or {@code OPERATION_PENDING}
 * @since 0.1.0
 */
public record ReservationOperation(String id, Type type, OperationState state) {

	/**
	 * What is done.
	 */
	public enum Type {

		/** Resources are reserved. */
		RESERVE,

		/** Persistent volumes are created. */
		CREATE,

		/** Persistent volumes are destroyed, with their data. */
		DESTROY,

		/** A reservation ends. */
		UNRESERVE

	}

	public static ReservationOperation sent(String id, Type type) {
		return new ReservationOperation(id, type, OperationState.OPERATION_PENDING);
	}

	/** Return whether its outcome may still be heard. */
	public boolean isOpen() {
		return switch (this.state) {
			case OPERATION_PENDING, OPERATION_UNREACHABLE, OPERATION_RECOVERING, OPERATION_UNSUPPORTED -> true;
			default -> false;
		};
	}

	/** Return whether it has certainly not been done. */
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
