package io.mesosframework.client;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

import com.google.protobuf.Message;
import org.jspecify.annotations.Nullable;

/**
 * One subscription and its calls. A session is opened once and ends once, its calls end
 * with it, and the transport never sends anything again. All methods may be called from
 * any thread and never block.
 * <p>
 * The subscription uses a separate connection, because Mesos queues the answers of later
 * requests on a connection behind the never-ending stream ({@code
 * 3rdparty/libprocess/src/http_proxy.cpp}). All calls are pipelined on one other
 * connection in the order in which they were submitted, and the master handles them in
 * that order.
 * <p>
 * If the call connection is lost while answers are outstanding, those calls end as
 * {@link CallOutcome#UNKNOWN} and the session ends with
 * {@link SessionEnd.ConnectionLost}: their effect can only be determined by subscribing
 * again and reconciling. If it is lost while idle, for example because a proxy closed it,
 * nothing is unknown and the next call opens it again.
 *
 * @param <C> the type of the calls
 * @since 0.1.0
 */
public interface ApiSession<C extends Message> extends AutoCloseable {

	/**
	 * Return the server of this session.
	 * @return the address given to {@code subscribe}
	 */
	MasterAddress address();

	/**
	 * Return the {@code Mesos-Stream-Id} of the subscription.
	 * @return the id, or {@code null} before the subscription is open and for APIs
	 * without one (executor)
	 */
	@Nullable String streamId();

	/**
	 * Return whether the subscription is open: {@link SessionListener#onOpen} was called
	 * and the session has not ended.
	 * @return whether calls can be sent
	 */
	boolean isOpen();

	/**
	 * Stop reading from the subscription, so that TCP slows down the master. At most the
	 * data of the last read (one network buffer) is still delivered. The watchdog is
	 * suspended meanwhile.
	 */
	void pauseReading();

	/**
	 * Resume reading from the subscription.
	 */
	void resumeReading();

	/**
	 * Set the time without any event after which the session ends with
	 * {@link SessionEnd.Silent}. Until this is called,
	 * {@link ClientOptions#responseTimeout()} applies. {@code docs/scheduler-http-api.md}
	 * recommends about five times the announced heartbeat interval.
	 * @param silence the timeout, or {@code null} to disable it (executors)
	 */
	void watchdog(@Nullable Duration silence);

	/**
	 * Send a call. The stage completes on a network thread: with the classified answer,
	 * or with {@link CallOutcome#UNKNOWN} if the connection broke after at least a part
	 * of the call was written. It completes exceptionally with
	 * {@link SessionLostException} if the session ended before the call was written, and
	 * with {@link CallQueueFullException} if too many calls are pending. A call is sent
	 * at most once.
	 * @param call the call, complete with framework id
	 * @return the answer
	 */
	CompletionStage<CallResult> send(C call);

	/**
	 * Return how many calls are unanswered.
	 * @return the number of calls waiting to be sent or for an answer
	 */
	int pendingCalls();

	/**
	 * Return the size of the unanswered calls.
	 * @return the serialized size in bytes
	 */
	long pendingBytes();

	/**
	 * Return whether more calls should be sent: {@code false} once half of a pending
	 * limit is used, {@code true} again when a quarter or less is used (see
	 * {@link SessionListener#onWritable()}).
	 * @return whether more calls should be sent
	 */
	boolean isWritable();

	/**
	 * End the session with {@link SessionEnd.ClosedByUs}. Calls not yet written fail with
	 * {@link SessionLostException}; answers to written ones are still awaited for
	 * {@link ClientOptions#drainTimeout()}. Does nothing when the session has already
	 * ended.
	 */
	@Override
	void close();

}
