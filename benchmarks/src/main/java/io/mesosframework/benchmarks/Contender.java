package io.mesosframework.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A client in the race: a program that is given the master's port and what to do with
 * offers.
 *
 * @param name how the table calls it
 * @param command how to start it
 * @param missing why it cannot start, or empty
 */
record Contender(String name, List<String> command, String missing) {

	/** Every program in Java gets the same. */
	private static final List<String> JAVA = List.of(javaHome(), "-XX:+UseG1GC", "-XX:+ExitOnOutOfMemoryError");

	static final String BARE = "bare loop (no framework)";

	static final String OURS = "Mesos Spring Boot";

	static final String RXJAVA = "mesos-rxjava 0.2.0";

	static final String GO = "mesos-go 0.0.6";

	/** Returns all contenders, the yardstick first. */
	static List<Contender> all(String heap) {
		List<Contender> all = new ArrayList<>();
		String own = System.getProperty("java.class.path");
		all.add(java(BARE, heap, own, BareClient.class.getName()));
		all.add(java(OURS, heap, own, SdkClient.class.getName()));
		all.add(java("– its transport alone", heap, own, TransportClient.class.getName()));
		Path rxjava = Path.of(System.getProperty("race.rxjava", "benchmarks/peer-rxjava/target"));
		if (Files.isDirectory(rxjava.resolve("lib"))) {
			all.add(java(RXJAVA, heap, rxjava.resolve("classes") + ":" + rxjava.resolve("lib") + "/*",
					"io.mesosframework.benchmarks.rxjava.RxJavaClient"));
		}
		else {
			all.add(new Contender(RXJAVA, List.of(), "not built: " + rxjava));
		}
		String go = System.getProperty("race.go", "");
		all.add(go.isEmpty()
				? new Contender(GO, List.of(), System.getProperty("race.go.missing", "Go is not installed"))
				: new Contender(GO, List.of(go), ""));
		return all;
	}

	private static Contender java(String name, String heap, String classPath, String main) {
		List<String> command = new ArrayList<>(JAVA);
		command.addAll(List.of("-Xmx" + heap, "-cp", classPath, main));
		return new Contender(name, command, "");
	}

	private static String javaHome() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

}
