package io.mesosframework;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the table of {@code docs/testing.md}, which says what other frameworks got wrong,
 * against the tests it names.
 */
class LessonsTests {

	private static final Pattern NAME = Pattern.compile("`(\\w+)\\.(\\w+)`");

	private static final List<String> MODULES = List.of("mesos-framework-sdk", "mesos-spring-boot-autoconfigure",
			"mesos-embedded");

	@Test
	void everyComplaintHasATestThatExists() throws IOException {
		String page = Files.readString(Path.of("..", "docs", "testing.md"));
		List<String> rows = page.substring(page.indexOf("<!-- lessons:start -->"), page.indexOf("<!-- lessons:end -->"))
			.lines()
			.skip(3)
			.toList();
		Map<String, Path> classes = classes();

		assertThat(rows).hasSizeGreaterThan(40);
		for (String row : rows) {
			List<String> missing = new ArrayList<>();
			Matcher matcher = NAME.matcher(row);
			int tests = 0;
			while (matcher.find()) {
				tests++;
				Path file = classes.get(matcher.group(1));
				Pattern method = Pattern
					.compile("@(Test|Property|ParameterizedTest)\\b(?:(?!\\bvoid\\b)[\\s\\S])*\\bvoid "
							+ matcher.group(2) + "\\(");
				if (file == null || !method.matcher(Files.readString(file)).find()) {
					missing.add(matcher.group());
				}
			}
			assertThat(tests).as(row).isPositive();
			assertThat(missing).as(row).isEmpty();
		}
	}

	private static Map<String, Path> classes() throws IOException {
		Map<String, Path> classes = new HashMap<>();
		for (String module : MODULES) {
			try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
				classes.putAll(files.filter((file) -> file.toString().endsWith(".java"))
					.collect(Collectors.toMap((file) -> file.getFileName().toString().replace(".java", ""),
							(file) -> file, (first, second) -> first)));
			}
		}
		return classes;
	}

}
