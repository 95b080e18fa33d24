package io.mesosframework.embedded.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.apache.mesos.v1.Protos.CheckInfo;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.agent.check.CheckResult;
import io.mesosframework.embedded.agent.check.TaskRunner;
import io.mesosframework.embedded.loop.Loop;
import io.mesosframework.embedded.process.WaitStatus;

/**
 * Runs tasks without processes: the command {@code exit N} ends at once with that code,
 * any other one runs until it is killed.
 */
final class ScriptedRunner implements TaskRunner {

	private final Loop loop;

	private final List<String> signals = new ArrayList<>();

	private CheckResult nextCheck = CheckResult.failed("none");

	ScriptedRunner(Loop loop) {
		this.loop = loop;
	}

	List<String> signals() {
		return this.signals;
	}

	void nextCheck(CheckResult result) {
		this.nextCheck = result;
	}

	@Override
	public boolean needsSandbox() {
		return false;
	}

	@Override
	public Running run(Launch launch, Listener listener) {
		this.loop.execute(() -> {
			listener.started();
			String command = launch.command().getValue();
			if (command.startsWith("exit ")) {
				listener.exited(WaitStatus.exited(Integer.parseInt(command.substring("exit ".length()))));
			}
		});
		boolean stubborn = launch.command().getValue().equals("stubborn");
		return new Running() {

			@Override
			public void terminate() {
				ScriptedRunner.this.signals.add("TERM");
				if (!stubborn) {
					listener.exited(WaitStatus.signaled(WaitStatus.SIGTERM));
				}
			}

			@Override
			public void kill() {
				ScriptedRunner.this.signals.add("KILL");
				listener.exited(WaitStatus.signaled(WaitStatus.SIGKILL));
			}

			@Override
			public void release() {
				// There is nothing to release.
			}

		};
	}

	@Override
	public void check(CheckInfo check, @Nullable String scheme, Launch launch, Consumer<CheckResult> result) {
		result.accept(this.nextCheck);
	}

}
