package io.mesosframework.client;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

import com.google.protobuf.Message;
import org.jspecify.annotations.Nullable;

/**
 * One subscription and the calls which belong to it. A session is an epoch: it is opened
 * once and ends once, its calls die with it, and nothing is ever sent again by the
 * transport. All methods may be called from any thread and never block.
 * <p>
 * The subscription has a connection of its own, because Mesos queues the answers of later
 * requests on a connection behind the never-ending stream
 * ({@code 3rdparty/libprocess/src/http_proxy.cpp}). All calls travel over one other
 * connection, pipelined, in the order in which they were submitted, and the master
 * handles them in that order.
 * <p>
 * When the call connection is lost while answers are outstanding, those calls end as
 * {@link CallOutcome#UNKNOWN} and the session ends with
 * {@link SessionEnd.ConnectionLost}: what the master did with them can only be settled by
 * subscribing anew and reconciling. When it is lost while idle (a proxy timed it out),
 * nothing is unknown and the next call opens it again.
 *
 * @param <C> the type of the calls
 * @since 0.1.0
 */
public interface ApiSession<C extends Message> extends AutoCloseable {

	/**
	 * Return the server this session talks to.
	 * @return the address given to {@code subscribe}
	 */
	MasterAddress address();

	/**
	 * Return the {@code Mesos-Stream-Id} of the subscription.
	 * @return the id, or {@code null} before the subscription is open and for APIs which
	 * have none (executor)
	 */
	@Nullable String streamId();

	/**
	 * Return whether the subscription is open: {@link SessionListener#onOpen} was called
	 * and the session has not ended.
	 * @return whether calls can be sent
	 */
	boolean isOpen();

	/**
	 * Stop reading from the subscription, so that TCP slows the master down. At most what
	 * one read has already brought (one network buffer) is still delivered. The watchdog
	 * rests meanwhile.
	 */
	void pauseReading();

	/**
	 * Read from the subscription again.
	 */
	void resumeReading();

	/**
	 * End the session with {@link SessionEnd.Silent} when no event of any kind arrives
	 * for so long. Until this is called {@link ClientOptions#responseTimeout()} applies.
	 * {@code docs/scheduler-http-api.md} recommends about five times the announced
	 * heartbeat interval.
	 * @param silence the longest silence, or {@code null} to never end the session for it
	 * (executors)
	 */
	void watchdog(@Nullable Duration silence);

	/**
	 * Send a call. The stage completes on a network thread: with the classified answer,
	 * with {@link CallOutcome#UNKNOWN} if the connection broke after (a part of) the call
	 * was written, or exceptionally with {@link SessionLostException} if the session
	 * ended before it was written and with {@link CallQueueFullException} if too much is
	 * pending. A call is sent at most once.
	 * @param call the call, complete with framework id
	 * @return the answer
	 */
	CompletionStage<CallResult> send(C call);

	/**
	 * Return how many calls are not answered yet.
	 * @return the number of calls waiting to be sent or for an answer
	 */
	int pendingCalls();

	/**
	 * Return how large the calls are which are not answered yet.
	 * @return the serialized size in bytes
	 */
	long pendingBytes();

	/**
	 * Return whether it is wise to send more: {@code false} once half of a pending limit
	 * is used, {@code true} again when a quarter or less is
	 * ({@link SessionListener#onWritable()} tells).
	 * @return whether more calls are welcome
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
