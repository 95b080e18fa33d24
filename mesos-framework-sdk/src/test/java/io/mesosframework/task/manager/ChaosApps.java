package io.mesosframework.task.manager;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

import io.mesosframework.task.Phase;

/**
 * The apps of a chaos test, of every kind, in the version in which they were last
 * deployed.
 */
final class ChaosApps {

	private static final Map<String, Phase> KINDS = Map.of("web", Phase.RUNNING, "surge", Phase.RUNNING, "unique",
			Phase.RUNNING, "gang", Phase.RUNNING, "pod", Phase.RUNNING, "job", Phase.FINISHED, "crash", Phase.GIVEN_UP,
			"impatient", Phase.RUNNING);

	private final Map<String, Map<String, Object>> documents = new TreeMap<>();

	private final RandomGenerator random;

	private int versions;

	ChaosApps(RandomGenerator random) {
		this.random = random;
	}

	List<String> names() {
		return new ArrayList<>(new TreeMap<>(KINDS).keySet());
	}

	/** Return in which phase all instances of an app end up when nothing disturbs. */
	Phase end(String name) {
		return KINDS.getOrDefault(name, Phase.RUNNING);
	}

	Map<String, Map<String, Object>> documents() {
		return this.documents;
	}

	/** Make another version of an app, or the first one, maybe of another size. */
	Map<String, Object> next(String name) {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("name", name);
		int before = (int) this.documents.getOrDefault(name, Map.of("instances", size(name))).get("instances");
		boolean resize = !name.equals("gang") && this.random.nextInt(3) == 0;
		document.put("instances", resize ? size(name) : before);
		document.put("labels", Map.of("version", String.valueOf(++this.versions)));
		document.put("retry", Map.of("time", "100ms", "max_time", "500ms", "total_retries", retries(name)));
		document.put("unreachable", Map.of("replace_after", name.equals("impatient") ? "0s" : "500ms"));
		document.put("update", Map.of("batch", 3, "max_unavailable", 3, "max_surge", name.equals("surge") ? 2 : 0,
				"rollback", name.equals("web"), "max_failures", 1000));
		kind(name, document);
		this.documents.put(name, document);
		return document;
	}

	private int retries(String name) {
		return name.equals("crash") ? 3 : -1;
	}

	private int size(String name) {
		return name.equals("gang") ? 5 : 1 + this.random.nextInt(name.equals("unique") ? 6 : 10);
	}

	private void kind(String name, Map<String, Object> document) {
		if (name.equals("pod")) {
			document.put("tasks", List.of(task("one"), task("two")));
			return;
		}
		document.put("resources", Map.of("cpu", 0.1, "mem", 32));
		document.put("command", Map.of("cmd", switch (name) {
			case "job" -> "sleep 0.3";
			case "crash" -> "sleep 0.1; exit 1";
			default -> "sleep 1000";
		}));
		switch (name) {
			case "job" -> document.put("restart", "on_failure");
			case "gang" -> document.put("gang", true);
			case "unique" -> document.put("constraints", List.of(List.of("rack", "UNIQUE")));
			default -> document.put("priority", 0);
		}
	}

	private static Map<String, Object> task(String name) {
		return Map.of("name", name, "resources", Map.of("cpu", 0.1, "mem", 32), "command", Map.of("cmd", "sleep 1000"));
	}

	/** Note that an app was scaled. */
	void scaled(String name, int instances) {
		Map<String, Object> document = this.documents.get(name);
		if (document != null) {
			document.put("instances", instances);
		}
	}

}
