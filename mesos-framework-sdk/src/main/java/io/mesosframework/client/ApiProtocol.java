package io.mesosframework.client;

import com.google.protobuf.Message;

/**
 * One of the two streaming HTTP v1 APIs of Mesos, with its message types and its path.
 * Immutable.
 *
 * @param <C> the type of the calls
 * @param <E> the type of the events
 * @since 0.1.0
 */
public final class ApiProtocol<C extends Message, E extends Message> {

	/**
	 * The scheduler API of the master ({@code docs/scheduler-http-api.md}).
	 */
	public static final ApiProtocol<org.apache.mesos.v1.scheduler.Protos.Call, org.apache.mesos.v1.scheduler.Protos.Event> SCHEDULER = new ApiProtocol<>(
			"scheduler", "/api/v1/scheduler", org.apache.mesos.v1.scheduler.Protos.Call.getDefaultInstance(),
			org.apache.mesos.v1.scheduler.Protos.Event.getDefaultInstance());

	/**
	 * The executor API of the agent ({@code docs/executor-http-api.md}).
	 */
	public static final ApiProtocol<org.apache.mesos.v1.executor.Protos.Call, org.apache.mesos.v1.executor.Protos.Event> EXECUTOR = new ApiProtocol<>(
			"executor", "/api/v1/executor", org.apache.mesos.v1.executor.Protos.Call.getDefaultInstance(),
			org.apache.mesos.v1.executor.Protos.Event.getDefaultInstance());

	private final String name;

	private final String path;

	private final C call;

	private final E event;

	private ApiProtocol(String name, String path, C call, E event) {
		this.name = name;
		this.path = path;
		this.call = call;
		this.event = event;
	}

	/**
	 * Return this protocol at another path, for example {@code /slave(1)/api/v1/executor}
	 * as Mesos requires on domain sockets.
	 * @param path the path, beginning with {@code /}
	 * @return a new protocol
	 */
	public ApiProtocol<C, E> withPath(String path) {
		if (!path.startsWith("/")) {
			throw new IllegalArgumentException("'path' must start with '/': \"" + path + "\"");
		}
		return new ApiProtocol<>(this.name, path, this.call, this.event);
	}

	/**
	 * Return the short name: {@code scheduler} or {@code executor}.
	 * @return the name, for logs and metrics
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the path of the API on the server.
	 * @return the path, beginning with {@code /}
	 */
	public String path() {
		return this.path;
	}

	/**
	 * Return the empty call.
	 * @return the default instance
	 */
	public C callPrototype() {
		return this.call;
	}

	/**
	 * Return the empty event.
	 * @return the default instance
	 */
	public E eventPrototype() {
		return this.event;
	}

	@Override
	public String toString() {
		return this.name + " API at " + this.path;
	}

}
