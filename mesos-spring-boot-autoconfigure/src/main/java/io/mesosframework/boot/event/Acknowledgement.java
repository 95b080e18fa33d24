package io.mesosframework.boot.event;

/**
 * The acknowledgement of a status update. A handler with a parameter of this type decides
 * itself when the update is acknowledged; until then the agent sends the update again
 * (after 10 s, 20 s, 40 s … up to 10 min) and holds back the later updates of the task.
 * <p>
 * It may be kept and used later from any thread. When the session in which the update
 * arrived has ended, the acknowledgement is not sent; the agent sends the update again in
 * the new session.
 *
 * @since 0.1.0
 */
public interface Acknowledgement {

	/**
	 * Acknowledges the update. Does nothing when the update does not ask for an
	 * acknowledgement (it has no {@code uuid}), or was acknowledged through this object
	 * before.
	 */
	void acknowledge();

	/**
	 * Says whether Mesos waits for an acknowledgement of this update.
	 * @return {@code true} if the update has a {@code uuid} and was not acknowledged
	 * through this object yet
	 */
	boolean isPending();

}
