package io.mesosframework.client;

import java.util.concurrent.CompletionStage;

import com.google.protobuf.Message;

/**
 * The client of the streaming HTTP v1 APIs of Mesos. Thread-safe; use one client for all
 * sessions of an application. It speaks HTTP/1.1 with exactly the headers that Mesos
 * requires, never repeats a call, never follows a redirect and never requests compression
 * or a {@code 100-continue}. There is one exception: a SUBSCRIBE refused with 401 is
 * repeated once if the credentials provider can refresh.
 *
 * @since 0.1.0
 */
public final class MesosHttpClient implements AutoCloseable {

	private final ClientRuntime runtime;

	/**
	 * Create a client. Its threads are started with the first connection.
	 * @param options the options
	 */
	public MesosHttpClient(ClientOptions options) {
		this.runtime = new ClientRuntime(options);
	}

	/**
	 * Return the options of this client.
	 * @return the options
	 */
	public ClientOptions options() {
		return this.runtime.options();
	}

	/**
	 * Subscribe to events. Returns immediately; the listener is notified when the
	 * subscription is open or has failed.
	 * @param <C> the type of the calls
	 * @param <E> the type of the events
	 * @param protocol the API
	 * @param address the server
	 * @param subscribe the SUBSCRIBE call
	 * @param listener receives the events, on a network thread
	 * @return the session
	 */
	public <C extends Message, E extends Message> ApiSession<C> subscribe(ApiProtocol<C, E> protocol,
			MasterAddress address, C subscribe, SessionListener<E> listener) {
		Session<C, E> session = new Session<>(protocol, address, subscribe, listener, this.runtime);
		this.runtime.start(session);
		return session;
	}

	/**
	 * Send a single request over a separate connection, with the credentials and the TLS
	 * settings of this client. Never blocks and never follows a redirect. A request
	 * refused with 401 is sent once more if the credentials could be refreshed.
	 * @param address the server
	 * @param request the request
	 * @return the answer, whatever its status; fails with a
	 * {@link MesosConnectionException} if none arrives in time
	 */
	public CompletionStage<AgentResponse> exchange(MasterAddress address, AgentRequest request) {
		return new HttpExchange(this.runtime, address, request).run();
	}

	/**
	 * Close all sessions with {@link SessionEnd.ClosedByUs} and stop the threads. Waits
	 * for them unless called on one of them.
	 */
	@Override
	public void close() {
		this.runtime.close();
	}

}
