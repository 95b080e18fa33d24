package io.mesosframework.scheduler.event;

/**
 * The scheduler has given up, because trying again cannot help.
 *
 * @param kind what sort of fault it is
 * @param reason what is wrong, usually the master's own words
 * @param remedy what to do about it
 * @param epoch the session that ended
 * @since 0.1.0
 */
public record MesosFailed(Kind kind, String reason, String remedy, long epoch) implements MesosLifecycleEvent {

	/**
	 * What sort of fault stopped the scheduler.
	 */
	public enum Kind {

		/** The master wants credentials, or does not accept ours (401). */
		UNAUTHENTICATED,

		/** The principal may not do this (403, or an ERROR that says so). */
		UNAUTHORIZED,

		/** A role is invalid, unknown or not allowed. */
		INVALID_ROLE,

		/** The user may not run tasks. */
		INVALID_USER,

		/** The principal is not the one the framework was registered with. */
		INVALID_PRINCIPAL,

		/** The framework id is not a valid id. */
		INVALID_FRAMEWORK_ID,

		/** The failover timeout is out of range. */
		INVALID_FAILOVER_TIMEOUT,

		/** The offer constraints or the suppressed roles do not fit the roles. */
		INVALID_OFFER_CONSTRAINTS,

		/** The framework was torn down, or its failover timeout has passed. */
		FRAMEWORK_REMOVED,

		/** What answers is not a Mesos master. */
		NOT_A_MASTER,

		/** Any other refusal. */
		REFUSED

	}

}
