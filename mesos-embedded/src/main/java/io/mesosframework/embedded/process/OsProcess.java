package io.mesosframework.embedded.process;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * A running process and all its descendants. May be used from any thread; signals are
 * sent in the background.
 *
 * @since 0.1.0
 */
public final class OsProcess {

	private final ProcessHost host;

	private final long pid;

	private CompletableFuture<Void> signals = CompletableFuture.completedFuture(null);

	OsProcess(ProcessHost host, long pid) {
		this.host = host;
		this.pid = pid;
	}

	/**
	 * Return the process id, which is also that of its session and process group.
	 * @return the id
	 */
	public long pid() {
		return this.pid;
	}

	/**
	 * Ask the process and all its descendants to end (SIGTERM).
	 */
	public void terminate() {
		signal("TERM");
	}

	/**
	 * Kill the process and all its descendants (SIGKILL).
	 */
	public void kill() {
		signal("KILL");
	}

	/** Signals are sent one after the other, in the order of the calls. */
	private synchronized void signal(String name) {
		this.signals = this.signals.thenRunAsync(() -> {
			List<Long> strays = strays();
			this.host.guardian().signal(this.host.target(this.pid), name);
			strays.forEach((pid) -> this.host.guardian().signal(pid, name));
		}, this.host::executeQuick);
	}

	/** Descendants that the signal to the group might not reach. */
	private List<Long> strays() {
		try (Stream<ProcessHandle> descendants = ProcessHandle.of(this.pid)
			.map(ProcessHandle::descendants)
			.orElseGet(Stream::empty)) {
			return descendants.map(ProcessHandle::pid).filter((pid) -> !this.host.sameGroup(pid, this.pid)).toList();
		}
	}

}
