package io.mesosframework.embedded.agent.check;

import java.util.function.Consumer;

import org.apache.mesos.v1.Protos.CheckInfo;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.loop.Loop;
import io.mesosframework.embedded.process.OsProcess;
import io.mesosframework.embedded.process.ProcessHost;
import io.mesosframework.embedded.process.ProcessSpec;

/**
 * Runs commands as real processes.
 *
 * @since 0.1.0
 */
public final class ProcessTaskRunner implements TaskRunner {

	private final Loop loop;

	private final ProcessHost host;

	private final CheckRunner checks;

	public ProcessTaskRunner(Loop loop, ProcessHost host, String ip) {
		this.loop = loop;
		this.host = host;
		this.checks = new CheckRunner(loop, host, ip);
	}

	@Override
	public boolean needsSandbox() {
		return true;
	}

	@Override
	public Running run(Launch launch, Listener listener) {
		RunningProcess running = new RunningProcess(this.host);
		ProcessSpec spec = ProcessSpec.command(launch.command(), launch.sandbox(), launch.environment(), launch.user());
		this.host.start(spec, (process) -> this.loop.execute(() -> {
			running.started(process);
			listener.started();
		}), (failure) -> this.loop
			.execute(() -> listener.failed("Failed to launch the command: " + failure.getMessage())),
				(status) -> this.loop.execute(() -> listener.exited(status)));
		return running;
	}

	@Override
	public void check(CheckInfo check, @Nullable String scheme, Launch launch, Consumer<CheckResult> result) {
		this.checks.run(check, scheme, launch, result);
	}

	/** A process which may still be about to start. */
	private static final class RunningProcess implements Running {

		private final ProcessHost host;

		private @Nullable OsProcess process;

		private boolean killed;

		private RunningProcess(ProcessHost host) {
			this.host = host;
		}

		private void started(OsProcess newProcess) {
			this.process = newProcess;
			if (this.killed) {
				newProcess.kill();
			}
		}

		@Override
		public void terminate() {
			if (this.process != null) {
				this.process.terminate();
			}
		}

		@Override
		public void kill() {
			this.killed = true;
			if (this.process != null) {
				this.process.kill();
			}
		}

		@Override
		public void release() {
			if (this.process != null) {
				this.host.release(this.process);
			}
		}

	}

}
