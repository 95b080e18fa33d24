package io.mesosframework.embedded.standalone;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.mesosframework.embedded.ClusterOptions;
import io.mesosframework.embedded.master.MasterOptions;

import static org.assertj.core.api.Assertions.assertThat;

class StandaloneOptionsTests {

	@Test
	void theDefaultsAreThoseOfMesos() throws Exception {
		ClusterOptions options = load();

		assertThat(options.masterPort()).isEqualTo(5050);
		assertThat(options.ip()).isEqualTo("127.0.0.1");
		assertThat(options.master().allocationInterval()).isEqualTo(Duration.ofSeconds(1));
		assertThat(options.master().agentPingTimeout()).isEqualTo(Duration.ofSeconds(15));
		assertThat(options.master().maxAgentPingTimeouts()).isEqualTo(5);
		assertThat(options.agent().executorRegistrationTimeout()).isEqualTo(Duration.ofMinutes(1));
		assertThat(options.authenticateFrameworks()).isFalse();
	}

	@Test
	void everyOptionReachesTheCluster(@TempDir Path directory) throws Exception {
		Path credentials = Files.writeString(directory.resolve("credentials"), "alice wonder");

		Path key = Files.writeString(directory.resolve("key"), "key\n");

		ClusterOptions options = load("--ip=127.0.0.2", "--port=0", "--hostname=h", "--cluster=c", "--masters=2",
				"--agents=3", "--work_dir=/w", "--allocation_interval=50ms", "--agent_ping_timeout=1secs",
				"--max_agent_ping_timeouts=3", "--agent_reregister_timeout=11mins", "--offer_timeout=9secs",
				"--roles=a,b", "--no-root_submissions", "--min_allocatable_resources=cpus:1;mem:2|disk:3",
				"--filter_gpu_resources=false", "--max_completed_frameworks=1", "--max_completed_tasks_per_framework=2",
				"--max_unreachable_tasks_per_framework=3", "--authenticate_http_frameworks",
				"--authenticate_http_readonly", "--authenticate_http_readwrite",
				"--http_framework_authenticators=basic", "--http_authenticators=basic", "--credentials=" + credentials,
				"--resources=cpus:1;cpus(web):2", "--default_role=web", "--attributes=rack:r{agent}", "--agent_port=7",
				"--executor_registration_timeout=8secs", "--executor_reregistration_timeout=3secs",
				"--executor_shutdown_grace_period=4secs", "--recovery_timeout=5secs",
				"--executor_environment_variables={\"A\":\"b\"}", "--authenticate_http_executors",
				"--jwt_secret_key=" + key);

		assertThat(options).isEqualTo(new ClusterOptions(2, 3, "127.0.0.2", "h", "c", 0, 7, Path.of("/w"), null,
				"cpus:1;cpus(web):2", "rack:r{agent}", "web", Map.of("alice", "wonder"), true, true, true, null,
				new MasterOptions(Duration.ofMillis(50), Duration.ofSeconds(1), 3, Duration.ofMinutes(11),
						Duration.ofSeconds(9), List.of(Map.of("cpus", 1.0, "mem", 2.0), Map.of("disk", 3.0)), false,
						false, Set.of("a", "b"), 1, 2, 3),
				new ClusterOptions.Agent(Duration.ofSeconds(8), Duration.ofSeconds(3), Duration.ofSeconds(4),
						Duration.ofSeconds(5), Map.of("A", "b"), "key")));
	}

	@Test
	void simulatedTasksReadTheirScriptFromTheCommand() throws Exception {
		assertThat(load("--simulate").taskScripts()).isNotNull();
		assertThat(load().taskScripts()).isNull();
	}

	@Test
	void resourcesMayBeJson() throws Exception {
		String json = "[{\"name\":\"cpus\",\"type\":\"SCALAR\",\"scalar\":{\"value\":2}}]";

		assertThat(load("--resources=" + json).resources()).isEqualTo(json);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "--resources=cpus | --resources",
			"--attributes=rack | --attributes", "--port=70000 | at most 65535", "--agents=-1 | at least 0",
			"--masters=0 | at least 1", "--allocation_interval=50 | --allocation_interval",
			"--allocation_interval=0secs | must be positive", "--agent_reregister_timeout=1mins | at least 10mins",
			"--executor_reregistration_timeout=16secs | at most 15secs", "--http_authenticators=x | only 'basic'",
			"--credentials=/no/such | cannot be read", "--min_allocatable_resources=cpus | name:amount",
			"--zk=zk://a | Unknown option '--zk'", "--authenticate_http_frameworks | Add --credentials=FILE" })
	void badValuesEndTheProgramWithStatusTwo(String argument, String message) throws IOException {
		ByteArrayOutputStream err = new ByteArrayOutputStream();

		int status = StandaloneMesos.run(List.of(argument), Map.of(), stream(new ByteArrayOutputStream()), stream(err));

		assertThat(status).isEqualTo(2);
		assertThat(err.toString(StandardCharsets.UTF_8)).contains(message).hasLineCount(1);
	}

	@Test
	void helpListsEveryOption() throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();

		int status = StandaloneMesos.run(List.of("--help"), Map.of(), stream(out), stream(out));

		assertThat(status).isZero();
		assertThat(new StandaloneOptions().names()).hasSizeGreaterThan(35)
			.allSatisfy((name) -> assertThat(out.toString(StandardCharsets.UTF_8))
				.containsPattern("--(\\[no-\\])?" + name));
	}

	@Test
	void theDocumentationListsEveryOption() throws IOException {
		String page = Files.readString(Path.of("../docs/embedded.md"));

		assertThat(new StandaloneOptions().names()).allSatisfy((name) -> assertThat(page).contains("`--" + name));
	}

	@Test
	void versionNamesTheVersion() throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();

		int status = StandaloneMesos.run(List.of("--version"), Map.of(), stream(out), stream(out));

		assertThat(status).isZero();
		assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("mesos 1.");
	}

	private static ClusterOptions load(String... arguments) throws FlagException {
		return new StandaloneOptions().load(List.of(arguments), Map.of()).cluster().build();
	}

	private static PrintStream stream(ByteArrayOutputStream bytes) {
		return new PrintStream(bytes, true, StandardCharsets.UTF_8);
	}

}
