package io.mesosframework.client;

/**
 * Thrown when a call was not sent because too many are pending. It had no effect.
 *
 * @since 0.1.0
 */
public class CallQueueFullException extends MesosException {

	private static final long serialVersionUID = 1L;

	private final int pendingCalls;

	private final long pendingBytes;

	/**
	 * Create an exception.
	 * @param pendingCalls the number of pending calls
	 * @param pendingBytes their size in bytes
	 */
	public CallQueueFullException(int pendingCalls, long pendingBytes) {
		super("The call was not sent: " + pendingCalls + " calls of " + pendingBytes
				+ " bytes are already pending. Wait until the session is writable, or raise 'maxPendingCalls' or "
				+ "'maxPendingBytes'");
		this.pendingCalls = pendingCalls;
		this.pendingBytes = pendingBytes;
	}

	/**
	 * Return how many calls were pending.
	 * @return the number of calls
	 */
	public int pendingCalls() {
		return this.pendingCalls;
	}

	/**
	 * Return how large the pending calls were.
	 * @return the size in bytes
	 */
	public long pendingBytes() {
		return this.pendingBytes;
	}

}
