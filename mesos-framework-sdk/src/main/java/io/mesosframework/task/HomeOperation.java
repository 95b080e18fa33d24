package io.mesosframework.task;

import org.apache.mesos.v1.Protos.OperationState;

/**
 * An operation on a {@link Home} of which the agent gives feedback. Immutable.
 *
 * @param id the operation id
 * @param type what is done
 * @param state what was last heard of it, or {@code OPERATION_PENDING}
 */
public record HomeOperation(String id, Type type, OperationState state) {

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

	static HomeOperation sent(String id, Type type) {
		return new HomeOperation(id, type, OperationState.OPERATION_PENDING);
	}

	/** Return whether its outcome may still be heard. */
	boolean isOpen() {
		return switch (this.state) {
			case OPERATION_PENDING, OPERATION_UNREACHABLE, OPERATION_RECOVERING, OPERATION_UNSUPPORTED -> true;
			default -> false;
		};
	}

	/** Return whether it has certainly not been done. */
	boolean hasFailed() {
		return switch (this.state) {
			case OPERATION_FAILED, OPERATION_ERROR, OPERATION_DROPPED, OPERATION_GONE_BY_OPERATOR -> true;
			default -> false;
		};
	}

	boolean isFinished() {
		return this.state == OperationState.OPERATION_FINISHED;
	}

	HomeOperation with(OperationState next) {
		return new HomeOperation(this.id, this.type, next);
	}

}
