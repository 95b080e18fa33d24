package io.mesosframework.embedded.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged jar as a user runs it.
 */
class StandaloneJarIT {

	private static final Pattern READY = Pattern
		.compile("Embedded Mesos is ready: master (http://[0-9.:]+), agents: 2, control (http://[0-9.:]+)");

	@TempDir
	private Path work;

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final List<Process> processes = new ArrayList<>();

	@AfterEach
	void endProcesses() throws InterruptedException {
		this.processes.forEach(Process::destroy);
		for (Process process : this.processes) {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		}
	}

	@Test
	void itServesUntilSigtermAndLeavesNothingBehind() throws Exception {
		Process process = java("--port=0", "--agents=2", "--control_port=0");
		Matcher ready = ready(process);
		String master = ready.group(1);
		String control = ready.group(2);

		assertThat(get(master + "/api/v1/scheduler").statusCode()).isEqualTo(405);
		assertThat(get(control + "/status").body()).contains("\"url\":\"http://127.0.0.1:").contains("LEADING");

		process.destroy();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isEqualTo(143);
		assertThat(process.descendants()).isEmpty();
	}

	@Test
	void theControlServerKillsAndStartsAgentsAndMasters() throws Exception {
		Matcher ready = ready(java("--port=0", "--agents=2", "--control_port=0"));
		String control = ready.group(2);

		String before = get(control + "/status").body();
		assertThat(post(control + "/agents/1/kill", "").body()).contains("\"state\":\"KILLED\"");
		assertThat(post(control + "/agents/1/start", "").body()).isEqualTo(before);
		assertThat(post(control + "/agents/1/start", "").body()).isEqualTo(before);
		assertThat(post(control + "/agents/0/reset", "").body()).isEqualTo(before);
		assertThat(post(control + "/master/restart", "").body()).isEqualTo(before);
		assertThat(get(ready.group(1) + "/api/v1/scheduler").statusCode()).isIn(405, 503);
		assertThat(post(control + "/master/faults", "{\"chunk_size\":1,\"reply_delay\":\"1ms\"}").statusCode())
			.isEqualTo(200);
		assertThat(post(control + "/faults/reset", "").body()).isEqualTo(before);
		assertThat(post(control + "/agents/0/drop_connections", "").body()).isEqualTo(before);
	}

	@Test
	void theControlServerDisturbsTheCallsOfSchedulers() throws Exception {
		Matcher ready = ready(java("--port=0", "--agents=2", "--control_port=0"));
		String scheduler = ready.group(1) + "/api/v1/scheduler";
		String call = "{\"type\":\"REVIVE\",\"framework_id\":{\"value\":\"nobody\"}}";

		post(ready.group(2) + "/faults/calls", "{\"type\":\"REVIVE\",\"times\":1,\"action\":\"unavailable\"}");
		assertThat(post(scheduler, call).statusCode()).isEqualTo(503);
		assertThat(post(scheduler, call).body()).isEqualTo("Framework cannot be found");

		post(ready.group(2) + "/faults/calls", "{\"action\":\"answer\",\"status\":404,\"text\":\"gone\"}");
		assertThat(post(scheduler, call).body()).isEqualTo("gone");
		post(ready.group(2) + "/faults/reset", "");
		assertThat(post(scheduler, call).body()).isEqualTo("Framework cannot be found");
	}

	@Test
	void mistakesInControlRequestsAreAnswered() throws Exception {
		Matcher ready = ready(java("--port=0", "--agents=2", "--control_port=0"));
		String control = ready.group(2);

		HttpResponse<String> index = post(control + "/agents/2/kill", "");
		assertThat(index.statusCode()).isEqualTo(404);
		assertThat(index.body()).contains("There is no agent '2'; the indexes are 0 to 1");
		assertThat(post(control + "/agents/0/explode", "").statusCode()).isEqualTo(404);
		assertThat(post(control + "/agents", "").statusCode()).isEqualTo(404);
		assertThat(get(control + "/agents/0/kill").statusCode()).isEqualTo(405);
		assertThat(post(control + "/master/faults", "{\"nonsense\":1}").body()).contains("Unknown member 'nonsense'");
		assertThat(post(control + "/faults/calls", "{\"action\":\"nonsense\"}").body())
			.contains("Unknown action 'nonsense'");
		assertThat(post(control + "/faults/events", "{\"type\":\"NONSENSE\",\"action\":\"drop\"}").body())
			.contains("'type' is unknown");
		assertThat(post(control + "/faults/streams", "{}").body()).contains("'action' must be a string");
		assertThat(post(control + "/master/faults", "[]").statusCode()).isEqualTo(400);
	}

	@Test
	void aTakenPortEndsTheProgramWithTheRemedy() throws Exception {
		Matcher ready = ready(java("--port=0", "--agents=2", "--control_port=0"));
		int taken = URI.create(ready.group(1)).getPort();

		Process second = java("--port=" + taken);

		assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(second.exitValue()).isEqualTo(1);
		assertThat(output(second)).contains("Cannot listen on 127.0.0.1:" + taken).contains("choose another port");
	}

	@Test
	void anUnknownOptionEndsTheProgram() throws Exception {
		Process process = java("--zk=zk://127.0.0.1/mesos");

		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isEqualTo(2);
		assertThat(output(process)).contains("Unknown option '--zk'");
	}

	private Process java(String... options) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.add("-Xmx256m");
		command.add("-jar");
		command.add(System.getProperty("standalone.jar"));
		command.add("--work_dir=" + this.work);
		command.addAll(List.of(options));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		this.processes.add(process);
		return process;
	}

	private Matcher ready(Process process) throws Exception {
		Matcher ready = READY.matcher(readyLine(process));
		assertThat(ready.matches()).isTrue();
		return ready;
	}

	private static String readyLine(Process process) throws IOException {
		BufferedReader reader = process.inputReader();
		StringBuilder seen = new StringBuilder();
		for (String line = reader.readLine(); line != null; line = reader.readLine()) {
			seen.append(line).append('\n');
			if (line.contains("is ready")) {
				return line;
			}
		}
		throw new AssertionError("The program ended without being ready: " + seen);
	}

	private static String output(Process process) throws IOException {
		return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

	private HttpResponse<String> get(String url) throws IOException, InterruptedException {
		return this.http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
	}

	private HttpResponse<String> post(String url, String body) throws IOException, InterruptedException {
		return this.http.send(HttpRequest.newBuilder(URI.create(url))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

}
