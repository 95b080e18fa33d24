package io.mesosframework.embedded.agent.check;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.apache.mesos.v1.Protos.CheckInfo;
import org.apache.mesos.v1.Protos.CheckStatusInfo;
import org.apache.mesos.v1.Protos.Environment;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.loop.Loop;
import io.mesosframework.embedded.process.OsProcess;
import io.mesosframework.embedded.process.ProcessHost;
import io.mesosframework.embedded.process.ProcessSpec;

/**
 * Performs checks: a command in the task's sandbox, an HTTP request or a TCP connection
 * to the loopback address ({@code src/checks/checker_process.cpp}).
 */
final class CheckRunner {

	private final Loop loop;

	private final ProcessHost host;

	private final String ip;

	CheckRunner(Loop loop, ProcessHost host, String ip) {
		this.loop = loop;
		this.host = host;
		this.ip = ip.isEmpty() ? "127.0.0.1" : ip;
	}

	/**
	 * Perform a check.
	 * @param check the check
	 * @param scheme the scheme of an HTTP check
	 * @param launch the task
	 * @param result takes the result once, on the loop
	 */
	void run(CheckInfo check, @Nullable String scheme, TaskRunner.Launch launch, Consumer<CheckResult> result) {
		Duration timeout = timeout(check);
		if (check.getType() == CheckInfo.Type.COMMAND) {
			command(check, launch, timeout, result);
			return;
		}
		this.host.execute(() -> {
			CheckResult outcome = (check.getType() == CheckInfo.Type.HTTP) ? http(check.getHttp(), scheme, timeout)
					: tcp(check.getTcp(), timeout);
			this.loop.execute(() -> result.accept(outcome));
		});
	}

	private void command(CheckInfo check, TaskRunner.Launch launch, Duration timeout, Consumer<CheckResult> result) {
		Map<String, String> environment = new HashMap<>(launch.environment());
		check.getCommand()
			.getCommand()
			.getEnvironment()
			.getVariablesList()
			.stream()
			.filter((variable) -> variable.getType() != Environment.Variable.Type.SECRET)
			.forEach((variable) -> environment.put(variable.getName(), variable.getValue()));
		ProcessSpec base = ProcessSpec.command(check.getCommand().getCommand(), launch.sandbox(), environment,
				launch.user());
		Path log = launch.sandbox().resolve("stderr");
		ProcessSpec spec = new ProcessSpec(base.program(), base.arguments(), base.directory(), environment, log, log,
				launch.user());
		AtomicReference<OsProcess> process = new AtomicReference<>();
		Once once = new Once(result);
		Loop.Timer timer = timeout.isZero() ? () -> {
		} : this.loop.schedule(timeout, () -> {
			OsProcess running = process.get();
			if (running != null) {
				running.kill();
			}
			once.accept(CheckResult.failed("Command timed out after " + timeout));
		});
		this.host.start(spec, process::set,
				(failure) -> this.loop.execute(() -> once.accept(CheckResult.failed("Failed: " + failure))),
				(status) -> this.loop.execute(() -> {
					timer.cancel();
					OsProcess ended = process.get();
					if (ended != null) {
						this.host.release(ended);
					}
					once.accept(CheckResult.of(CheckStatusInfo.newBuilder()
						.setType(CheckInfo.Type.COMMAND)
						.setCommand(CheckStatusInfo.Command.newBuilder().setExitCode(status.exitCode()))
						.build()));
				}));
	}

	private CheckResult http(CheckInfo.Http http, @Nullable String scheme, Duration timeout) {
		String address = (this.ip.indexOf(':') < 0) ? this.ip : "[" + this.ip + "]";
		String url = ((scheme != null) ? scheme.toLowerCase(Locale.ROOT) : "http") + "://" + address + ":"
				+ http.getPort() + http.getPath();
		try {
			HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
			LenientTls.apply(connection);
			connection.setConnectTimeout((int) timeout.toMillis());
			connection.setReadTimeout((int) timeout.toMillis());
			try {
				return CheckResult.of(CheckStatusInfo.newBuilder()
					.setType(CheckInfo.Type.HTTP)
					.setHttp(CheckStatusInfo.Http.newBuilder().setStatusCode(connection.getResponseCode()))
					.build());
			}
			finally {
				connection.disconnect();
			}
		}
		catch (IOException | IllegalArgumentException ex) {
			return CheckResult.failed("HTTP check of " + url + " failed: " + ex);
		}
	}

	private CheckResult tcp(CheckInfo.Tcp tcp, Duration timeout) {
		boolean succeeded;
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(this.ip, tcp.getPort()), (int) timeout.toMillis());
			succeeded = true;
		}
		catch (IOException ex) {
			succeeded = false;
		}
		return CheckResult.of(CheckStatusInfo.newBuilder()
			.setType(CheckInfo.Type.TCP)
			.setTcp(CheckStatusInfo.Tcp.newBuilder().setSucceeded(succeeded))
			.build());
	}

	private static Duration timeout(CheckInfo check) {
		return Duration.ofNanos((long) (check.getTimeoutSeconds() * 1_000_000_000L));
	}

	/** Passes the first result on and no other. */
	private static final class Once {

		private final Consumer<CheckResult> result;

		private boolean done;

		private Once(Consumer<CheckResult> result) {
			this.result = result;
		}

		private void accept(CheckResult value) {
			if (!this.done) {
				this.done = true;
				this.result.accept(value);
			}
		}

	}

}
