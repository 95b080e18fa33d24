package io.mesosframework.embedded.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.buffer.ByteBuf;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.embedded.loop.Loop;

/**
 * One connection of a client. Requests are handled as they come; their answers wait for
 * those of earlier requests, so that behind an open stream nothing is answered
 * ({@code 3rdparty/libprocess/src/http_proxy.cpp}).
 * <p>
 * What is written on the loop is collected and flushed once the loop has done what waits
 * already.
 */
final class HttpConnection {

	private static final Logger logger = LoggerFactory.getLogger(HttpConnection.class);

	/** Requests that wait for the loop before the socket is no longer read. */
	private static final int MAX_WAITING = 8192;

	private static final int FLUSH_ABOVE = 64 * 1024;

	private static final int MIN_BUFFER = 4 * 1024;

	private final SocketChannel socket;

	private final Loop loop;

	private final HttpRouter router;

	private final HttpFaults faults;

	private final Deque<HttpExchange> exchanges = new ArrayDeque<>();

	private final AtomicInteger waiting = new AtomicInteger();

	private volatile boolean mayRead = true;

	private @Nullable ByteBuf output;

	private boolean flushScheduled;

	private boolean open = true;

	HttpConnection(SocketChannel socket, Loop loop, HttpRouter router, HttpFaults faults) {
		this.socket = socket;
		this.loop = loop;
		this.router = router;
		this.faults = faults;
	}

	Loop loop() {
		return this.loop;
	}

	HttpFaults faults() {
		return this.faults;
	}

	boolean isOpen() {
		return this.open;
	}

	/**
	 * A request has arrived. Called by the thread of the socket.
	 * @param request the request
	 * @param keepAlive whether the connection stays after the answer
	 */
	void onRequest(HttpRequest request, boolean keepAlive) {
		if (this.waiting.incrementAndGet() > MAX_WAITING) {
			updateReading();
		}
		this.loop.execute(() -> handle(request, keepAlive));
	}

	/** The socket is closed. Called by the thread of the socket. */
	void onInactive() {
		this.loop.execute(this::disconnected);
	}

	/**
	 * Stop or go on to read. May be called from any thread.
	 * @param allow whether to read
	 * @return completes when it is so
	 */
	Future<?> allowReading(boolean allow) {
		return this.socket.eventLoop().submit(() -> {
			this.mayRead = allow;
			updateReading();
		});
	}

	/**
	 * Close the socket. May be called from any thread.
	 * @return completes when it is closed
	 */
	Future<?> drop() {
		return this.socket.close();
	}

	/**
	 * Write as soon as the loop has done what waits already.
	 * @param bytes the bytes
	 */
	void write(byte[] bytes) {
		write(bytes, 0, bytes.length);
	}

	/**
	 * Write as soon as the loop has done what waits already.
	 * @param bytes holds the bytes, which are copied
	 * @param from where they begin
	 * @param length how many they are
	 */
	void write(byte[] bytes, int from, int length) {
		if (!this.open) {
			return;
		}
		ByteBuf output = this.output;
		if (output == null) {
			output = this.socket.alloc().buffer(Math.max(MIN_BUFFER, length));
			this.output = output;
		}
		output.writeBytes(bytes, from, length);
		if (output.readableBytes() > FLUSH_ABOVE) {
			flush();
		}
		else if (!this.flushScheduled) {
			this.flushScheduled = true;
			this.loop.execute(this::flush);
		}
	}

	/** Send what was written, then close the socket. */
	void closeAfterWrites() {
		flush();
		this.open = false;
		this.socket.close();
	}

	/**
	 * The first exchange is done: send the answers that wait behind it.
	 */
	void advance() {
		while (true) {
			HttpExchange first = this.exchanges.peekFirst();
			if (first == null || !this.open || !first.send()) {
				return;
			}
			this.exchanges.pollFirst();
			if (!first.keepAlive()) {
				closeAfterWrites();
				return;
			}
		}
	}

	boolean isFirst(HttpExchange exchange) {
		return this.exchanges.peekFirst() == exchange;
	}

	private void handle(HttpRequest request, boolean keepAlive) {
		if (this.waiting.decrementAndGet() == MAX_WAITING / 2) {
			updateReading();
		}
		if (!this.open) {
			return;
		}
		HttpExchange exchange = new HttpExchange(this, request, keepAlive);
		this.exchanges.addLast(exchange);
		try {
			this.router.dispatch(request, exchange);
		}
		catch (RuntimeException ex) {
			logger.error("{} {} failed", request.method(), request.path(), ex);
			exchange.fail(String.valueOf(ex.getMessage()));
		}
	}

	private void flush() {
		this.flushScheduled = false;
		ByteBuf output = this.output;
		if (output == null) {
			return;
		}
		this.output = null;
		if (this.open) {
			this.socket.writeAndFlush(output, this.socket.voidPromise());
		}
		else {
			output.release();
		}
	}

	private void disconnected() {
		this.open = false;
		flush();
		List<HttpExchange> all = new ArrayList<>(this.exchanges);
		this.exchanges.clear();
		all.forEach(HttpExchange::disconnected);
	}

	private void updateReading() {
		this.socket.config().setAutoRead(this.mayRead && this.waiting.get() <= MAX_WAITING);
	}

	/**
	 * Hold an answer back as the faults demand.
	 * @param answer sends the answer
	 */
	void delayed(Runnable answer) {
		Duration delay = this.faults.replyDelay();
		if (delay.isZero()) {
			answer.run();
		}
		else {
			this.loop.schedule(delay, answer);
		}
	}

}
