package io.mesosframework.boot.event;

/**
 * Acknowledges a status update. A handler with a parameter of this type decides itself
 * when the update is acknowledged. Until then the agent resends the update (after 10 s,
 * 20 s, 40 s … up to 10 min) and holds back later updates of the task.
 * <p>
 * The object may be kept and used later from any thread. If the session in which the
 * update arrived has ended, the acknowledgement is not sent, and the agent resends the
 * update in the new session.
 *
 * @since 0.1.0
 */
public interface Acknowledgement {

	/**
	 * Acknowledge the update. Does nothing if the update requires no acknowledgement (it
	 * has no {@code uuid}) or has already been acknowledged through this object.
	 */
	void acknowledge();

	/**
	 * Return whether Mesos waits for an acknowledgement of this update.
	 * @return {@code true} if the update has a {@code uuid} and has not been acknowledged
	 * through this object yet
	 */
	boolean isPending();

}
