package io.mesosframework.embedded.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProcessHost}.
 */
@Timeout(120)
class ProcessHostTests {

	@TempDir
	private Path sandbox;

	private final ProcessHost host = new ProcessHost();

	private final CompletableFuture<OsProcess> started = new CompletableFuture<>();

	private final CompletableFuture<WaitStatus> ended = new CompletableFuture<>();

	@AfterEach
	void closeHost() {
		this.host.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "exit 0|exited with status 0", "exit 3|exited with status 3", "exit 143|exited with status 143",
					"kill -9 $$|terminated with signal Killed", "kill -15 $$|terminated with signal Terminated",
					"kill -14 $$|terminated with signal Alarm clock", "no-such-command-xyz|exited with status 127" })
	void tellsExitCodesFromSignals(String command, String description) {
		shell(command, Map.of());

		assertThat(status().describe()).isEqualTo(description);
	}

	@Test
	void writesTheOutputToFilesOfTheSandbox() throws IOException {
		shell("echo out; echo err >&2; pwd", Map.of());

		assertThat(status().isSuccess()).isTrue();
		assertThat(this.sandbox.resolve("stdout")).content().isEqualTo("out\n" + this.sandbox.toRealPath() + "\n");
		assertThat(this.sandbox.resolve("stderr")).content().isEqualTo("err\n");
	}

	@Test
	void inheritsNothingFromOurEnvironment() {
		start(spec("/usr/bin/env", List.of("/usr/bin/env"), Map.of("FOO", "foo 1", "spring.name", "odd")));

		assertThat(status().isSuccess()).isTrue();
		assertThat(this.sandbox.resolve("stdout")).content()
			.contains("FOO=foo 1\n", "spring.name=odd\n", "PATH=" + ProcessSpec.DEFAULT_PATH + "\n")
			.doesNotContain("JAVA_HOME", "HOME=");
	}

	@Test
	void passesTheArgumentsIncludingTheNameOfTheProgram() {
		start(spec("/bin/sh", List.of("zero", "-c", "echo \"$0 $1\"", "a b", "$HOME"), Map.of()));

		assertThat(status().isSuccess()).isTrue();
		assertThat(this.sandbox.resolve("stdout")).content().isEqualTo("a b $HOME\n");
	}

	@Test
	void anUnknownProgramExitsWithOne() {
		start(spec("/no/such/program", List.of("/no/such/program"), Map.of()));

		assertThat(status().describe()).isEqualTo("exited with status 1");
		assertThat(this.sandbox.resolve("stderr")).content().contains("Failed to execute command");
	}

	@Test
	void aSignalReachesAllChildren() {
		shell("sleep 1000 & echo $! > child; sleep 1000", Map.of());
		long child = readPid("child");

		this.started.join().terminate();

		assertThat(status().describe()).isEqualTo("terminated with signal Terminated");
		awaitEnd(child);
	}

	@Test
	void killingEndsWhatIgnoresTerm() {
		shell("trap '' TERM; echo $$ > up; while true; do sleep 0.1; done", Map.of());
		readPid("up");

		this.started.join().terminate();
		this.started.join().kill();

		assertThat(status().describe()).isEqualTo("terminated with signal Killed");
	}

	@RepeatedTest(10)
	void signalsArriveInTheOrderOfSending() {
		shell("exec sleep 1000", Map.of());
		OsProcess process = this.started.join();
		process.terminate();
		process.kill();

		assertThat(status().describe()).isEqualTo("terminated with signal Terminated");
	}

	@Test
	void releasingAProcessKillsTheChildrenItLeftBehind() {
		shell("sleep 1000 & echo $! > child", Map.of());
		assertThat(status().isSuccess()).isTrue();
		long child = readPid("child");

		this.host.release(this.started.join());

		awaitEnd(child);
		assertThat(this.host.running()).isZero();
	}

	@Test
	void closingTheHostKillsEverything() {
		shell("sleep 1000 & echo $! > child; sleep 1000", Map.of());
		long child = readPid("child");
		long parent = this.started.join().pid();

		this.host.close();

		awaitEnd(child);
		awaitEnd(parent);
	}

	private void shell(String command, Map<String, String> environment) {
		start(spec("/bin/sh", List.of("sh", "-c", command), environment));
	}

	private ProcessSpec spec(String program, List<String> arguments, Map<String, String> environment) {
		return new ProcessSpec(program, arguments, this.sandbox, environment, this.sandbox.resolve("stdout"),
				this.sandbox.resolve("stderr"), null);
	}

	private void start(ProcessSpec spec) {
		this.host.start(spec, this.started::complete, this.started::completeExceptionally, this.ended::complete);
	}

	private WaitStatus status() {
		return this.ended.join();
	}

	private long readPid(String file) {
		Path path = this.sandbox.resolve(file);
		String text = Waiting.until(() -> Files.exists(path) ? Files.readString(path) : "",
				(content) -> content.endsWith("\n"));
		return Long.parseLong(text.trim());
	}

	private static void awaitEnd(long pid) {
		Waiting.until(() -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false), (alive) -> !alive);
	}

}
