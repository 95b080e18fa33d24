package io.mesosframework.boot.endtoend.rest;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.WebApplicationType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.mesosframework.boot.endtoend.rest.RestApplication.Answer;
import io.mesosframework.boot.rest.ApiController;
import io.mesosframework.boot.rest.ApiRoutes;
import io.mesosframework.boot.rest.ApiRoutes.ApiRoute;

import static io.mesosframework.boot.endtoend.rest.RestApplication.sleeper;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the API does, in every kind of web application.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RestApiContract {

	private static final String APPS = "actuator/mesosapps";

	private static final String TASKS = "actuator/mesostasks";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final WebApplicationType type;

	private RestApplication application;

	/** All requests and answers of these tests are held against it. */
	private ApiDescription description;

	RestApiContract(WebApplicationType type) {
		this.type = type;
	}

	@BeforeAll
	void start() {
		this.application = RestApplication.start(this.type, "--management.endpoint.mesosapps.access=unrestricted",
				"--management.endpoint.mesostasks.access=unrestricted",
				"--management.endpoint.mesos.access=unrestricted", "--mesos.rest.max-body-size=10KB",
				"--mesos.rest.events.max-subscribers=1", "--mesos.rest.events.heartbeat=200ms",
				"--mesos.embedded.resources=cpus:16;mem:16384;disk:20480;ports:[31000-32000]");
		this.description = this.application.describe();
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	@Test
	void anAppIsDeployedScaledUpdatedAndRemoved() {
		Answer created = this.application.post(APPS, sleeper("life", 2)).is(201);
		assertThat(created.header("Location")).isEqualTo("/actuator/mesosapps/life");
		assertThat(created.header("ETag")).isEqualTo("\"1\"");
		assertThat(created.json().at("/apps/0/change").asString()).isEqualTo("created");
		this.application.awaitRunning("life", 2);

		Answer again = this.application.post(APPS, sleeper("life", 2)).is(200);
		assertThat(again.json().at("/apps/0/change").asString()).isEqualTo("unchanged");
		assertThat(again.json().at("/apps/0/version").asInt()).isEqualTo(1);

		this.application.post(APPS + "/life/scale", "{\"instances\": 3}").is(200);
		this.application.awaitRunning("life", 3);
		this.application.post(APPS + "/life", "{\"instances\": 1}").is(200);
		this.application.awaitRunning("life", 1);

		Answer updated = this.application.put(APPS + "/life", sleeper("life", 1).replace("sleep 1000", "sleep 2000"),
				"If-Match", "\"3\"");
		assertThat(updated.is(200).header("ETag")).isEqualTo("\"4\"");
		assertThat(updated.json().at("/apps/0/version").asInt()).isEqualTo(2);
		assertThat(updated.json().at("/apps/0/revision").asInt()).isEqualTo(4);
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(
					() -> assertThat(this.application.get(APPS + "/life").json().at("/deployment/state").asString())
						.isEqualTo("SUCCEEDED"));
		JsonNode history = this.application.get(APPS + "/life/history").is(200).json();
		assertThat(history.at("/versions").size()).isEqualTo(2);
		assertThat(history.at("/versions/0/definition/tasks/0/command").asString()).isEqualTo("sleep 2000");

		this.application.delete(APPS + "/life").is(200);
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> this.application.get(APPS + "/life").isProblem(404, "unknown-app"));
	}

	@Test
	void manyAppsAreDeployedTogetherOrNotAtAll() {
		String list = "[" + sleeper("one", 0) + "," + sleeper("two", 0) + "]";
		assertThat(this.application.post(APPS, list).is(201).json().at("/apps").size()).isEqualTo(2);

		String bad = "[" + sleeper("three", 0) + ", {\"name\": \"four\", \"instances\": -1, "
				+ "\"resources\": {\"cpu\": \"much\", \"mem\": 32}, \"command\": {\"cmd\": \"true\"}, \"typo\": 1}]";
		assertThat(faults(this.application.post(APPS, bad))).contains("[1].instances", "[1].resources.cpu", "[1].typo");
		this.application.get(APPS + "/three").isProblem(404, "unknown-app");
	}

	@Test
	void theRevisionGuardsAgainstLostUpdates() {
		this.application.post(APPS, sleeper("guarded", 0)).is(201);
		assertThat(this.application.get(APPS + "/guarded").header("ETag")).isEqualTo("\"1\"");

		this.application.put(APPS + "/guarded", sleeper("guarded", 0), "If-None-Match", "*")
			.isProblem(412, "revision-conflict");
		Answer conflict = this.application
			.put(APPS + "/guarded", sleeper("guarded", 0).replace("1000", "1"), "If-Match", "\"7\"")
			.isProblem(412, "revision-conflict");
		assertThat(conflict.json().path("expected").asInt()).isEqualTo(7);
		assertThat(conflict.json().path("actual").asInt()).isEqualTo(1);
		Map.of("restart", "{}", "pause", "{}", "resume", "{}", "kill", "{}", "scale", "{\"instances\": 0}", "replace",
				"{\"instance\": 0}", "deployment", "{\"action\": \"roll-back\"}")
			.forEach((action, body) -> this.application.post(APPS + "/guarded/" + action, body, "If-Match", "\"7\"")
				.isProblem(412, "revision-conflict"));
		this.application.post(APPS + "/guarded", "{\"restart\": -1}", "If-Match", "\"7\"")
			.isProblem(412, "revision-conflict");
		this.application.post(APPS + "/guarded/pause", "{}", "If-None-Match", "*").isProblem(412, "revision-conflict");
		this.application.delete(APPS + "/guarded", "If-Match", "\"7\"").isProblem(412, "revision-conflict");
		this.application.delete(APPS + "/guarded", "If-Match", "1").isProblem(400, "bad-request");
		this.application.delete(APPS + "/guarded", "If-Match", "\"0\"").isProblem(400, "bad-request");
		assertThat(this.application.get(APPS + "/guarded").header("ETag")).isEqualTo("\"1\"");

		Answer scaled = this.application.post(APPS + "/guarded/scale", "{\"instances\": 1}", "If-Match", "\"1\"")
			.is(200);
		assertThat(scaled.header("ETag")).isEqualTo("\"2\"");
		assertThat(scaled.json().at("/summary/version").asInt()).isOne();
		assertThat(scaled.json().at("/summary/revision").asInt()).isEqualTo(2);
		this.application.put(APPS + "/guarded", sleeper("guarded", 3), "If-Match", "\"1\"")
			.isProblem(412, "revision-conflict");
		assertThat(this.application.get(APPS + "/guarded").json().at("/summary/wanted").asInt()).isOne();
		this.application.post(APPS + "/guarded/pause", "{}", "If-Match", "*").is(200);
		this.application.delete(APPS + "/guarded", "If-Match", "*").is(200);
		this.application.delete(APPS + "/never", "If-Match", "*").isProblem(404, "unknown-app");
	}

	@Test
	void aDryRunOnlyChecks() {
		Answer valid = this.application.post(APPS + "?dry-run=true", sleeper("dry", 3)).is(200);
		assertThat(valid.json().path("dryRun").asBoolean()).isTrue();
		assertThat(valid.json().at("/apps/0/change").asString()).isEqualTo("created");
		this.application.post(APPS + "?dry-run", "{}").isProblem(422, "invalid-document");
		this.application.post(APPS + "?dry-run=perhaps", sleeper("dry", 3)).isProblem(400, "bad-request");
		this.application.post(APPS + "?dryrun=true", sleeper("dry", 3)).isProblem(400, "bad-request");
		this.application.get(APPS + "/dry").isProblem(404, "unknown-app");
	}

	@Test
	void aDryRunRefusesWhatTheDeployRefuses() {
		this.application.post(APPS, sleeper("rehearsed", 0)).is(201);
		String kept = sleeper("kept", 1).replace("\"kill\"", "\"reservation\": true, \"kill\"");
		String ruled = sleeper("ruled", 1).replace("\"kill\"",
				"\"constraints\": [\"nope:CUSTOM\", \"neither:CUSTOM\"], \"kill\"");

		for (String query : List.of("?dry-run=true", "")) {
			assertThat(faults(this.application.post(APPS + query, kept))).containsExactly("role");
			assertThat(faults(this.application.put(APPS + "/ruled" + query, ruled))).containsExactly("constraints[0]",
					"constraints[1]");
			assertThat(faults(this.application.post(APPS + query, "[" + kept + "]"))).containsExactly("[0].role");
			assertThat(faults(
					this.application.post(APPS + query, "[" + sleeper("good", 1) + "," + kept + "," + ruled + "]")))
				.containsExactly("[1].role", "[2].constraints[0]", "[2].constraints[1]");
			this.application.put(APPS + "/rehearsed" + query, sleeper("rehearsed", 3), "If-Match", "\"7\"")
				.isProblem(412, "revision-conflict");
			this.application.put(APPS + "/rehearsed" + query, sleeper("rehearsed", 3), "If-None-Match", "*")
				.isProblem(412, "revision-conflict");
			this.application.put(APPS + "/missing" + query, sleeper("missing", 3), "If-Match", "*")
				.isProblem(412, "revision-conflict");
		}
		String tag = this.application.get(APPS + "/rehearsed").header("ETag");
		Answer scaled = this.application.put(APPS + "/rehearsed?dry-run", sleeper("rehearsed", 3), "If-Match", tag)
			.is(200);
		assertThat(scaled.json().at("/apps/0/change").asString()).isEqualTo("scaled");
		assertThat(this.application.get(APPS + "/rehearsed").header("ETag")).isEqualTo(tag);
		this.application.get(APPS + "/good").isProblem(404, "unknown-app");
		this.application.delete(APPS + "/rehearsed").is(200);
	}

	private static List<String> faults(Answer answer) {
		List<String> paths = new ArrayList<>();
		answer.isProblem(422, "invalid-document")
			.json()
			.path("errors")
			.forEach((error) -> paths.add(error.path("path").asString()));
		return paths;
	}

	@Test
	void whatIsWrongIsAnsweredWithAProblem() {
		this.application.get(APPS + "/nobody").isProblem(404, "unknown-app");
		this.application.get(APPS + "/nobody/nothing/at/all").isProblem(404, "not-found");
		this.application.get(TASKS + "/none").isProblem(404, "unknown-task");
		this.application.delete(TASKS + "/none").isProblem(404, "unknown-task");
		this.application.get(TASKS + "?limit=0").isProblem(400, "bad-request");
		this.application.get(TASKS + "?limit=5000").isProblem(400, "bad-request");
		this.application.get(TASKS + "?cursor=%3F%3F").isProblem(400, "bad-request");
		this.application.get(TASKS + "?nonsense=1").isProblem(400, "bad-request");
		Answer notAllowed = this.application.put(APPS, "{}").isProblem(405, "method-not-allowed");
		assertThat(notAllowed.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
		this.application.post(APPS, "{\"name\": ").isProblem(400, "bad-request");
		this.application.post(APPS, "{} {}").isProblem(400, "bad-request");
		this.application.post(APPS, "{\"name\": \"a\", \"name\": \"b\"}").isProblem(400, "bad-request");
		this.application.post(APPS, "").isProblem(400, "bad-request");
		this.application.post(APPS, "[]").isProblem(422, "invalid-document");
		this.application.post(APPS, "7").isProblem(422, "invalid-document");
		this.application.post(APPS, sleeper("schema", 1)).isProblem(422, "invalid-document");
		this.application.put(APPS + "/other", sleeper("name", 1)).isProblem(422, "invalid-document");
		this.application.post(APPS, " ".repeat(20_000)).isProblem(413, "content-too-large");
		this.application
			.send(this.application.request(APPS)
				.header("Content-Type", "application/x-www-form-urlencoded")
				.POST(HttpRequest.BodyPublishers.ofString("{}")))
			.isProblem(415, "unsupported-media-type");
		assertThat(this.application.get(APPS + "/nobody").json().path("instance").asString())
			.isEqualTo("/actuator/mesosapps/nobody");
	}

	@Test
	void whatWouldBeIgnoredIsRefused() {
		this.application.post(APPS, sleeper("strict", 0)).is(201);
		String strict = APPS + "/strict";

		for (String query : List.of("app=", "state=", "state=nonsense", "phase=nonsense", "limit=", "cursor=",
				"cursor=d2ViLy01", "=", "app=a&app=b")) {
			this.application.get(TASKS + "?" + query).isProblem(400, "bad-request");
		}
		assertThat(this.application.get(TASKS + "?state=nonsense").json().path("detail").asString())
			.contains("TASK_RUNNING");
		for (String action : List.of("restart", "kill", "replace", "scale")) {
			this.application.post(strict + "/" + action, "{\"instance\": null, \"instances\": null}")
				.isProblem(422, "invalid-document");
		}
		this.application.post(strict, "{\"restart\": null}").isProblem(422, "invalid-document");
		this.application
			.send(this.application.request(strict)
				.method("DELETE", HttpRequest.BodyPublishers.ofString("{\"instance\": 1}")))
			.isProblem(400, "bad-request");
		this.application.delete(TASKS + "/any", "If-Match", "\"1\"").isProblem(400, "bad-request");
		this.application.delete(strict, "If-Match", "\"1\"", "If-Match", "\"2\"").isProblem(400, "bad-request");
		Answer untyped = this.application
			.send(this.application.request(APPS).POST(HttpRequest.BodyPublishers.ofString("{}")))
			.isProblem(415, "unsupported-media-type");
		assertThat(untyped.json().path("detail").asString()).doesNotContain("null");
		this.application
			.send(this.application.request(APPS)
				.header("Content-Type", "multipart/form-data")
				.POST(HttpRequest.BodyPublishers.ofString("{}")))
			.isProblem(415, "unsupported-media-type");
		this.application.get(APPS + ";x=1/strict").isProblem(400, "bad-request");
		this.application.get(strict + ";x=1").isProblem(400, "bad-request");
		for (String body : List.of("{} {}", "{\"name\": \"a\", \"name\": 1}", "{\"name\": ", "{\"a\": NaN}", "[01]",
				"nope", "[".repeat(2000))) {
			assertThat(this.application.post(APPS, body).isProblem(400, "bad-request").body()).doesNotContain("java",
					"Feature", "Source", "Constraints");
		}
		this.application.delete(strict).is(200);
	}

	@Test
	void callsToTheMasterTakeOnlyRolesOfTheFramework() {
		for (String body : List.of("{\"roles\": [\"nobody\"]}", "{\"role\": \"x\"}", "{\"roles\": []}",
				"{\"roles\": null}", "{\"roles\": \"*\"}", "{\"roles\": [null, 7]}")) {
			this.application.post("actuator/mesos/suppress", body).isProblem(422, "invalid-document");
		}
		this.application.post("actuator/mesos/reconcile", "{\"apps\": []}").isProblem(422, "invalid-document");
		assertThat(this.application.get("actuator/mesos").json().path("suppressedRoles").toString())
			.doesNotContain("nobody");
		this.application.post("actuator/mesos/revive", "").is(200);
	}

	@Test
	void thePathIsTakenByItsSegments() {
		this.application.post(APPS, sleeper("slashed", 0)).is(201);

		assertThat(this.application.get(APPS + "/slashed%2Fhistory").status()).isIn(400, 404);
		assertThat(this.application.post(APPS + "/slashed%2Fpause", "{\"restart\": -1}").status()).isIn(400, 404);
		assertThat(this.application.get(APPS + "/slashed").json().at("/summary/paused").asBoolean(true)).isFalse();
		this.application.get(APPS + "/slashed/history/").is(200);
		this.application.get(APPS + "/%C3%BC").isProblem(404, "unknown-app");
		this.application.delete(APPS + "/slashed").is(200);
	}

	@Test
	void aDocumentWithCountlessFaultsIsAnsweredBriefly() {
		Answer answer = this.application.post(APPS, "[" + "1,".repeat(4000) + "1]").isProblem(422, "invalid-document");

		assertThat(answer.json().path("errors").size()).isEqualTo(1001);
		assertThat(answer.json().at("/errors/1000/message").asString()).contains("at least 1000 faults");
	}

	@Test
	void optionsTellTheMethods() {
		assertThat(options(APPS).is(204).header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
		assertThat(options(APPS + "/any").header("Allow")).isEqualTo("DELETE, GET, HEAD, OPTIONS, POST, PUT");
		assertThat(options(APPS + "/any/scale").header("Allow")).isEqualTo("OPTIONS, POST");
		options(APPS + "/any/nothing").isProblem(404, "not-found");
	}

	private Answer options(String path) {
		return this.application
			.send(this.application.request(path).method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
	}

	@Test
	void actionsAreCheckedAndDone() {
		this.application.post(APPS, sleeper("acted", 1)).is(201);
		this.application.awaitRunning("acted", 1);
		String first = taskId("acted");

		this.application.post(APPS + "/acted/restart", "{\"instance\": 9}").isProblem(404, "not-found");
		this.application.post(APPS + "/acted/replace", "{}").isProblem(422, "invalid-document");
		this.application.post(APPS + "/acted/scale", "{\"instances\": -1, \"x\": 2}")
			.isProblem(422, "invalid-document");
		this.application.post(APPS + "/acted/deployment", "{\"action\": \"explode\"}")
			.isProblem(422, "invalid-document");
		this.application.post(APPS + "/acted/deployment", "{\"action\": \"continue\"}").isProblem(409, "conflict");
		this.application.post(APPS + "/acted", "{}").isProblem(422, "invalid-document");

		this.application.post(APPS + "/acted/kill", "{\"instance\": 0}").is(200);
		awaitOtherTask("acted", first);
		String second = taskId("acted");
		this.application.post(APPS + "/acted/replace", "{\"instance\": 0}").is(200);
		awaitOtherTask("acted", second);
		String third = taskId("acted");
		this.application.delete(TASKS + "/" + third).is(200);
		awaitOtherTask("acted", third);

		this.application.post(APPS + "/acted/pause", "").is(200);
		this.application.awaitRunning("acted", 0);
		this.application.post(APPS + "/acted/resume", "").is(200);
		this.application.awaitRunning("acted", 1);
		JsonNode past = this.application.get(TASKS + "/" + first).is(200).json();
		assertThat(past.at("/instance/history").size()).isGreaterThanOrEqualTo(3);
		this.application.delete(APPS + "/acted").is(200);
	}

	@Test
	void tasksAreFilteredAndPaged() {
		this.application.post(APPS, sleeper("paged", 5)).is(201);
		this.application.awaitRunning("paged", 5);

		Set<Integer> seen = new HashSet<>();
		String next = "";
		for (int page = 0; page < 3; page++) {
			JsonNode found = this.application.get(TASKS + "?app=paged&limit=2&state=running" + next).is(200).json();
			found.path("tasks").forEach((task) -> assertThat(seen.add(task.path("index").asInt())).isTrue());
			next = "&cursor=" + found.path("next").asString("");
			assertThat(found.has("next")).isEqualTo(page < 2);
		}
		assertThat(seen).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
		String agent = this.application.get(TASKS + "?app=paged").json().at("/tasks/0/agentId").asString();
		assertThat(this.application.get(TASKS + "?app=paged&agent=" + agent).json().path("tasks").size()).isPositive();
		assertThat(this.application.get(TASKS + "?app=paged&agent=none").json().path("tasks").size()).isZero();
		assertThat(this.application.get(TASKS + "?app=paged&phase=WAITING").json().path("tasks").size()).isZero();
		this.application.delete(APPS + "/paged").is(200);
	}

	@Test
	void whyATaskWaitsIsTold() {
		this.application.post(APPS, sleeper("huge", 1).replace("0.1", "10000")).is(201);

		Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
			JsonNode app = this.application.get(APPS + "/huge").json();
			assertThat(app.at("/waiting/0/reasons/0/text").asString("")).contains("cpus");
			assertThat(app.at("/summary/waiting").asString("")).startsWith("1 of 1 wait");
		});
		this.application.delete(APPS + "/huge").is(200);
	}

	@Test
	void whatATaskHasWrittenCanBeRead() {
		String talker = sleeper("talker", 1).replace("sleep 1000",
				"echo hello; echo $((40+2)) >&2; i=0; while [ $i -lt 20000 ]; do echo line-$i; i=$((i+1)); done; sleep 1000");
		this.application.post(APPS, talker).is(201);
		this.application.awaitRunning("talker", 1);
		String log = TASKS + "/" + taskId("talker") + "/log";

		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(
					() -> assertThat(this.application.get(log + "?bytes=100").is(200).body()).endsWith("line-19999\n"));
		Answer tail = this.application.get(log + "?bytes=10");
		assertThat(tail.body()).isEqualTo("ine-19999\n");
		assertThat(tail.header("Content-Type")).startsWith("text/plain");
		assertThat(tail.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(tail.header("Log-Next-Offset")).isEqualTo(tail.header("Log-Size"));
		Answer large = this.application.get(log + "?bytes=200000&offset=0");
		assertThat(large.body()).hasSize(200_000).contains("hello\nline-0\n");
		assertThat(large.header("Log-Next-Offset")).isEqualTo("200000");
		assertThat(this.application.get(log + "?offset=99999999").is(200).body()).isEmpty();
		assertThat(this.application.get(log + "?stream=stderr").body()).contains("42");
		this.application.get(log + "?stream=secrets").isProblem(400, "bad-request");
		this.application.get(log + "?bytes=0").isProblem(400, "bad-request");
		for (String other : List.of(".x", "..", ".%2e%2e")) {
			this.application.get(TASKS + "/" + taskId("talker") + other + "/log").isProblem(404, "unknown-task");
		}
		this.application.delete(APPS + "/talker").is(200);
	}

	@Test
	void whatTheMembersOfAGroupHaveWrittenCanBeRead() {
		this.application.post(APPS,
				"""
						{"name": "duo", "tasks": [
						 {"name": "a", "resources": {"cpu": 0.1, "mem": 32}, "command": {"cmd": "echo I am a; sleep 1000"}},
						 {"name": "b", "resources": {"cpu": 0.1, "mem": 32}, "command": {"cmd": "echo I am b; sleep 1000"}}]}""")
			.is(201);
		this.application.awaitRunning("duo", 1);
		String launch = TASKS + "/" + taskId("duo");

		Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
			assertThat(this.application.get(launch + ".a/log").is(200).body()).isEqualTo("I am a\n");
			assertThat(this.application.get(launch + ".b/log").is(200).body()).isEqualTo("I am b\n");
		});
		this.application.get(launch + ".c/log").isProblem(404, "unknown-task");
		this.application.get(launch + ".c").isProblem(404, "unknown-task");
		this.application.delete(APPS + "/duo").is(200);
	}

	@Test
	void secretsOfDefinitionsAreNeverShown() {
		this.application
			.post(APPS,
					sleeper("hidden", 0).replace("\"command\": {",
							"\"command\": {\"uris\": [{\"uri\": \"http://joe:geheim@host/file?key=geheim\"}],"))
			.is(201);

		for (String path : List.of("", "/hidden", "/hidden/history")) {
			assertThat(this.application.get(APPS + path).is(200).body()).doesNotContain("geheim");
		}
		assertThat(this.application.get(APPS + "/hidden").body()).contains("TOKEN", "http://host/file");
		this.application.delete(APPS + "/hidden").is(200);
	}

	@Test
	void eventsAreStreamedWithinBounds() throws Exception {
		List<String> lines = new CopyOnWriteArrayList<>();
		HttpResponse<Stream<String>> response = this.application.stream(TASKS + "/events?app=followed",
				HttpResponse.BodyHandlers.ofLines());
		assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
		CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> response.body().forEach(lines::add));
		this.application.get(TASKS + "/events").isProblem(503, "too-many-readers");

		this.application.post(APPS, "[" + sleeper("followed", 1) + "," + sleeper("ignored", 1) + "]").is(201);
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(lines).contains("event: task", "event: deployment-finished", ": heartbeat")
				.anySatisfy((line) -> assertThat(line).contains("\"phase\":\"RUNNING\"", "\"app\":\"followed\"")));
		assertThat(lines).noneMatch((line) -> line.contains("ignored"));
		assertThat(reading).isNotDone();

		// a reader that is gone gives its place free
		response.body().close();
		reading.cancel(true);
		this.application.delete(APPS + "/followed").is(200);
		this.application.delete(APPS + "/ignored").is(200);
	}

	@Test
	void theDescriptionNamesEveryRoute() {
		JsonNode document = this.application.get(APPS + "/openapi").is(200).json();

		assertThat(document.path("openapi").asString()).startsWith("3.1");
		assertThat(document.at("/servers/0/url").asString()).isEqualTo("/actuator");
		int operations = 0;
		for (JsonNode path : document.path("paths")) {
			operations += path.size();
		}
		List<ApiRoute> routes = ApiRoutes.of(this.application.beans(ApiController.class));
		assertThat(operations).isEqualTo(routes.size());
		Set<String> ids = new HashSet<>();
		document.path("paths").forEach((path) -> path.forEach((operation) -> {
			assertThat(ids.add(operation.path("operationId").asString())).as(operation.toString()).isTrue();
			assertThat(operation.path("summary").asString("")).isNotBlank();
			operation.findValuesAsString("$ref").forEach((reference) -> {
				if (reference.startsWith("#/")) {
					assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
				}
			});
		}));
		JsonNode schema = this.application.get(APPS + "/schema").is(200).json();
		assertThat(schema.toString()).contains("instances", "$schema");
	}

	@Test
	void theDescriptionTakesTheDocumentsThatTheServerTakes() {
		JsonNode post = this.description.body("post", "/mesosapps");
		JsonNode put = this.description.body("put", "/mesosapps/{app}");
		JsonNode one = JSON.readTree(sleeper("described", 0));
		JsonNode nameless = JSON.readTree(sleeper("described", 0).replace("\"name\": \"described\",", ""));
		JsonNode list = JSON.readTree("[" + sleeper("described", 0) + "]");

		assertThat(this.description.faults(post, one, false)).isEmpty();
		assertThat(this.description.faults(post, list, false)).isEmpty();
		assertThat(this.description.faults(post, nameless, false)).isNotEmpty();
		this.application.post(APPS, nameless.toString()).isProblem(422, "invalid-document");
		assertThat(this.description.faults(put, one, false)).isEmpty();
		assertThat(this.description.faults(put, nameless, false)).isEmpty();
		this.application.put(APPS + "/described", nameless.toString()).is(201);
		assertThat(this.description.faults(put, list, false)).isNotEmpty();
		this.application.put(APPS + "/described", list.toString()).isProblem(422, "invalid-document");
		JsonNode pause = this.description.body("post", "/mesosapps/{app}/pause");
		assertThat(this.description.faults(pause, JSON.readTree("{}"), false)).isEmpty();
		assertThat(this.description.faults(pause, JSON.readTree("{\"instance\": 1}"), false)).isNotEmpty();
		this.application.delete(APPS + "/described").is(200);
	}

	@Test
	void whatIsKnownAlreadyIsNotSentAgain() {
		this.application.post(APPS, sleeper("known", 0)).is(201);

		Answer same = this.application.send(this.application.request(APPS + "/known").header("If-None-Match", "\"1\""));
		assertThat(same.is(304).body()).isEmpty();
		this.application.send(this.application.request(APPS + "/known").header("If-None-Match", "\"2\"")).is(200);
		this.application.delete(APPS + "/known").is(200);
	}

	@Test
	void headIsAnsweredWithoutBody() {
		Answer head = this.application
			.send(this.application.request(APPS).method("HEAD", HttpRequest.BodyPublishers.noBody()));

		assertThat(head.is(200).body()).isEmpty();
		assertThat(head.header("Content-Type")).startsWith("application/json");
	}

	private String taskId(String app) {
		return this.application.get(APPS + "/" + app).json().at("/instances/0/current/taskId").asString();
	}

	private void awaitOtherTask(String app, String before) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
			assertThat(taskId(app)).isNotEqualTo(before);
			assertThat(this.application.get(APPS + "/" + app).json().at("/instances/0/phase").asString())
				.isEqualTo("RUNNING");
		});
	}

}
