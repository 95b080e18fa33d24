package io.mesosframework.embedded.agent;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.ContainerStatus;
import org.apache.mesos.v1.Protos.NetworkInfo;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.agent.check.TaskRunner;
import io.mesosframework.embedded.loop.Loop;
import io.mesosframework.embedded.process.Fetcher;
import io.mesosframework.embedded.process.OsProcess;
import io.mesosframework.embedded.process.ProcessHost;
import io.mesosframework.embedded.process.ProcessSpec;
import io.mesosframework.embedded.process.Users;
import io.mesosframework.embedded.process.WaitStatus;

/**
 * The containers of the executors of one agent. They are not part of the agent's state
 * and keep running when the agent is killed.
 */
final class Containers {

	private static final WaitStatus KILLED = WaitStatus.signaled(WaitStatus.SIGKILL);

	private final Loop loop;

	private final ProcessHost host;

	private final AgentOptions options;

	private final TaskRunner runner;

	private final Fetcher fetcher = new Fetcher();

	private final Map<ContainerID, Container> containers = new HashMap<>();

	private final Map<ContainerID, ContainerID> nested = new HashMap<>();

	private @Nullable Listener listener;

	Containers(Loop loop, ProcessHost host, AgentOptions options, TaskRunner runner) {
		this.loop = loop;
		this.host = host;
		this.options = options;
		this.runner = runner;
	}

	/**
	 * Set who is told about the end of containers. What has ended while nobody listened
	 * is told now.
	 * @param newListener the listener, or {@code null} while the agent is killed
	 */
	void listen(@Nullable Listener newListener) {
		this.listener = newListener;
		if (newListener != null) {
			List.copyOf(this.containers.values()).stream().filter((one) -> one.end != null).forEach(this::tell);
		}
	}

	/**
	 * Start a container: make its sandbox, fetch, and start its executor.
	 * @param spec what to start
	 */
	void launch(ContainerSpec spec) {
		Container container = new Container(spec);
		this.containers.put(spec.containerId(), container);
		if (spec.isUnsupported()) {
			this.loop.execute(() -> unsupported(container));
			return;
		}
		String refusal = spec.refusal();
		if (refusal != null) {
			this.loop.execute(() -> fail(container, refusal, null));
			return;
		}
		if (!this.runner.needsSandbox()) {
			this.loop.execute(() -> start(container));
			return;
		}
		this.host.execute(() -> {
			String error = prepare(spec);
			this.loop.execute(() -> {
				if (error != null) {
					fail(container, error, KILLED);
				}
				else {
					start(container);
				}
			});
		});
	}

	private @Nullable String prepare(ContainerSpec spec) {
		String stranger = Users.refusal(spec.executor().getCommand());
		if (stranger != null) {
			return "Failed to create executor directory '" + spec.sandbox() + "': " + stranger;
		}
		try {
			Sandboxes.create(spec.sandbox());
			Sandboxes.linkVolumes(this.options.workDir(), spec.resources(), spec.sandbox());
		}
		catch (IOException ex) {
			return "Failed to create the sandbox: " + ex;
		}
		String refusal = Fetcher.refusal(spec.executor().getCommand().getUrisList());
		if (refusal != null) {
			return "Could not fetch: " + refusal;
		}
		try {
			this.fetcher.fetch(spec.executor().getCommand().getUrisList(), spec.sandbox());
			Users.own(spec.sandbox(), spec.user());
			return null;
		}
		catch (IOException ex) {
			return "Failed to fetch all URIs for container '" + spec.containerId().getValue()
					+ "': exited with status 1";
		}
	}

	private void start(Container container) {
		if (container.destroyed) {
			end(container, KILLED);
			return;
		}
		BuiltInExecutor builtIn = container.spec.builtIn();
		if (builtIn != null) {
			builtIn.start((status) -> end(container, status));
			if (this.listener != null) {
				this.listener.started(container.spec.containerId(), builtIn);
			}
			return;
		}
		ProcessSpec process = ProcessSpec.command(container.spec.executor().getCommand(), container.spec.sandbox(),
				container.spec.environment(), container.spec.user());
		this.host.start(process, (started) -> this.loop.execute(() -> {
			container.process = started;
			if (container.destroyed) {
				started.kill();
			}
		}), (failure) -> this.loop.execute(() -> fail(container, String.valueOf(failure.getMessage()), null)),
				(status) -> this.loop.execute(() -> end(container, status)));
	}

	private void fail(Container container, String message, @Nullable WaitStatus status) {
		if (this.listener != null) {
			this.listener.launchFailed(container.spec.containerId(), message);
		}
		end(container, status);
	}

	private void unsupported(Container container) {
		if (this.listener != null) {
			this.listener.unsupported(container.spec.containerId());
		}
		end(container, null);
	}

	private void end(Container container, @Nullable WaitStatus status) {
		if (container.end != null) {
			return;
		}
		container.end = new End(status);
		if (container.process != null) {
			this.host.release(container.process);
		}
		tell(container);
	}

	private void tell(Container container) {
		End end = container.end;
		if (this.listener != null && end != null) {
			this.containers.remove(container.spec.containerId());
			this.nested.values().removeIf((parent) -> parent.equals(container.spec.containerId()));
			this.listener.terminated(container.spec.containerId(), end.status);
		}
	}

	/**
	 * Kill a container with all its processes.
	 * @param containerId the container; nothing happens when it is unknown
	 */
	void destroy(ContainerID containerId) {
		Container container = this.containers.get(containerId);
		if (container == null || container.destroyed) {
			return;
		}
		container.destroyed = true;
		BuiltInExecutor builtIn = container.spec.builtIn();
		if (builtIn != null && builtIn.isStarted()) {
			builtIn.destroy();
		}
		else if (container.process != null) {
			container.process.kill();
		}
	}

	/** Kill all containers. */
	void destroyAll() {
		List.copyOf(this.containers.keySet()).forEach(this::destroy);
	}

	/**
	 * Note a container within a container.
	 * @param containerId the inner one
	 */
	void nest(ContainerID containerId) {
		this.nested.put(containerId, containerId.getParent());
	}

	/**
	 * Forget a container within a container, which has ended.
	 * @param containerId the inner one
	 */
	void unnest(ContainerID containerId) {
		this.nested.remove(containerId);
	}

	/**
	 * Return the executor of a container that is not a process.
	 * @param containerId the container
	 * @return the executor or {@code null}
	 */
	@Nullable BuiltInExecutor builtIn(ContainerID containerId) {
		Container container = this.containers.get(containerId);
		return (container != null) ? container.spec.builtIn() : null;
	}

	/**
	 * Return whether a container is alive.
	 * @param containerId the container
	 * @return {@code false} when it is unknown or has ended
	 */
	boolean isAlive(ContainerID containerId) {
		Container container = this.containers.get(containerId);
		return this.nested.containsKey(containerId) || (container != null && container.end == null);
	}

	/**
	 * Return the ids of all containers of executors.
	 * @return the ids
	 */
	List<ContainerID> ids() {
		return List.copyOf(this.containers.keySet());
	}

	/**
	 * Return the status of a container.
	 * @param containerId the container
	 * @return the status, or {@code null} when it is unknown or has ended
	 */
	@Nullable ContainerStatus status(ContainerID containerId) {
		if (!isAlive(containerId)) {
			return null;
		}
		ContainerStatus.Builder status = ContainerStatus.newBuilder().setContainerId(containerId);
		status.addNetworkInfosBuilder()
			.addIpAddresses(NetworkInfo.IPAddress.newBuilder().setIpAddress(this.options.ip()));
		Container container = this.containers.get(containerId);
		if (container != null && this.runner.needsSandbox()) {
			OsProcess process = container.process;
			status.setExecutorPid((int) ((process != null) ? process.pid() : ProcessHandle.current().pid()));
		}
		return status.build();
	}

	/** Is told what happens to containers. */
	interface Listener {

		/**
		 * A container whose executor is not a process has started.
		 * @param containerId the container
		 * @param executor its executor
		 */
		void started(ContainerID containerId, BuiltInExecutor executor);

		/**
		 * A container could not be started; its end follows.
		 * @param containerId the container
		 * @param message why
		 */
		void launchFailed(ContainerID containerId, String message);

		/**
		 * No containerizer takes a container; its end follows.
		 * @param containerId the container
		 */
		void unsupported(ContainerID containerId);

		/**
		 * A container has ended.
		 * @param containerId the container
		 * @param status the status of its executor, if there was one
		 */
		void terminated(ContainerID containerId, @Nullable WaitStatus status);

	}

	/** A container and its exit status. */
	private static final class Container {

		private final ContainerSpec spec;

		private @Nullable OsProcess process;

		private boolean destroyed;

		private @Nullable End end;

		private Container(ContainerSpec spec) {
			this.spec = spec;
		}

	}

	/**
	 * The end of a container.
	 *
	 * @param status the status of its executor, if there was one
	 */
	private record End(@Nullable WaitStatus status) {
	}

}
