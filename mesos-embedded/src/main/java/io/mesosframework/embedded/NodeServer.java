package io.mesosframework.embedded;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.http.HttpBindException;
import io.mesosframework.embedded.http.HttpFaults;
import io.mesosframework.embedded.http.HttpRouter;
import io.mesosframework.embedded.http.HttpServer;
import io.mesosframework.embedded.http.HttpThreads;
import io.mesosframework.embedded.loop.Loop;

/**
 * The HTTP server of one master or agent. It starts and stops with its node and keeps its
 * port.
 */
final class NodeServer {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Duration RETRY = Duration.ofMillis(50);

	private final Loop loop;

	private final HttpThreads threads;

	private final String ip;

	private int port;

	private boolean started;

	private @Nullable HttpServer server;

	NodeServer(Loop loop, HttpThreads threads, String ip, int port) {
		this.loop = loop;
		this.threads = threads;
		this.ip = ip;
		this.port = port;
	}

	/**
	 * Start to listen; everything is 404 until the router has routes.
	 * @param router the routes
	 */
	void start(HttpRouter router) {
		HttpServer server = this.started ? listenAgain(router) : listen(router);
		this.started = true;
		this.port = server.port();
		this.server = server;
	}

	/** Stop to listen and drop all connections. */
	void stop() {
		if (this.server != null) {
			this.server.close();
			this.server = null;
		}
	}

	int port() {
		return this.port;
	}

	/**
	 * Do something with the server, when there is one.
	 * @param action the action
	 */
	void with(Consumer<HttpServer> action) {
		if (this.server != null) {
			action.accept(this.server);
		}
	}

	/**
	 * Change how the server treats its clients, and wait until it does so.
	 * @param change the change
	 */
	void faults(Consumer<HttpFaults> change) {
		with((http) -> this.loop.submit(() -> {
			change.accept(http.faults());
			return true;
		}).join());
	}

	private HttpServer listen(HttpRouter router) {
		return HttpServer.start(this.loop, new InetSocketAddress(this.ip, this.port), router, this.threads);
	}

	/**
	 * Take the port again. While the node was down, the system may have lent it to the
	 * client's end of some connection.
	 */
	private HttpServer listenAgain(HttpRouter router) {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (true) {
			try {
				return listen(router);
			}
			catch (HttpBindException ex) {
				if (System.nanoTime() > deadline) {
					throw ex;
				}
				LockSupport.parkNanos(RETRY.toNanos());
			}
		}
	}

}
