package io.mesosframework.scheduler.event;

/**
 * Published when the scheduler has given up because another attempt cannot succeed.
 *
 * @param kind the kind of failure
 * @param reason what is wrong, usually in the words of the master
 * @param remedy what to do about it
 * @param epoch the session that ended
 * @since 0.1.0
 */
public record MesosFailed(Kind kind, String reason, String remedy, long epoch) implements MesosLifecycleEvent {

	/**
	 * The kind of failure that stopped the scheduler.
	 */
	public enum Kind {

		/** The master requires credentials, or rejects ours (401). */
		UNAUTHENTICATED,

		/** The principal is not authorized (403, or an ERROR that says so). */
		UNAUTHORIZED,

		/** A role is invalid, unknown or not allowed. */
		INVALID_ROLE,

		/** The user is not allowed to run tasks. */
		INVALID_USER,

		/** The principal differs from the one with which the framework was registered. */
		INVALID_PRINCIPAL,

		/** The framework id is invalid. */
		INVALID_FRAMEWORK_ID,

		/** The failover timeout is out of range. */
		INVALID_FAILOVER_TIMEOUT,

		/**
		 * The offer constraints or the suppressed roles are inconsistent with the roles.
		 */
		INVALID_OFFER_CONSTRAINTS,

		/** The framework was torn down, or its failover timeout has expired. */
		FRAMEWORK_REMOVED,

		/** The server is not a Mesos master. */
		NOT_A_MASTER,

		/** Any other rejection. */
		REFUSED

	}

}
