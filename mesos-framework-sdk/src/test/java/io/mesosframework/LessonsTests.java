package io.mesosframework;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the table of {@code docs/testing.md}, which says what other frameworks got wrong,
 * against the tests it names.
 */
class LessonsTests {

	private static final Pattern NAME = Pattern.compile("`(\\w+)\\.(\\w+)`");

	/** The number of a row, or several. */
	private static final Pattern NUMBERS = Pattern.compile("\\| ((?:[CT]\\d+(?:, )?)*) ?\\|.*");

	/** So many complaints of users and traps in code the survey has. */
	private static final int SURVEYED = 25;

	private static final List<String> MODULES = List.of("mesos-framework-sdk", "mesos-spring-boot-autoconfigure",
			"mesos-embedded");

	@Test
	void everyComplaintHasATestThatExists() throws IOException {
		Map<String, Path> classes = classes();
		List<String> notApplicable = new ArrayList<>();
		for (String row : rows()) {
			if (row.contains("| not applicable")) {
				notApplicable.add(numbers(row).toString());
				assertThat(row).contains(", because ");
				continue;
			}
			List<String> missing = new ArrayList<>();
			Matcher matcher = NAME.matcher(row);
			int tests = 0;
			while (matcher.find()) {
				tests++;
				Path file = classes.get(matcher.group(1));
				Pattern method = Pattern
					.compile("@(Test|Property|ParameterizedTest)\\b(?:(?!\\bvoid\\b)[\\s\\S])*\\bvoid "
							+ matcher.group(2) + "\\(|@ArchTest\\s+static final ArchRule " + matcher.group(2) + " =");
				if (file == null || !method.matcher(Files.readString(file)).find()) {
					missing.add(matcher.group());
				}
			}
			assertThat(tests).as(row).isPositive();
			assertThat(missing).as(row).isEmpty();
		}
		assertThat(notApplicable).as("without a test").containsExactlyInAnyOrder("[T10]", "[T23]");
	}

	@Test
	void everyComplaintAndEveryTrapOfTheSurveyIsThere() throws IOException {
		Set<String> surveyed = IntStream.rangeClosed(1, SURVEYED)
			.boxed()
			.flatMap((number) -> Stream.of("C" + number, "T" + number))
			.collect(Collectors.toSet());

		Set<String> told = rows().stream().flatMap((row) -> numbers(row).stream()).collect(Collectors.toSet());

		assertThat(told).isEqualTo(surveyed);
	}

	private static List<String> rows() throws IOException {
		String page = Files.readString(Path.of("..", "docs", "testing.md"));
		List<String> rows = page.substring(page.indexOf("<!-- lessons:start -->"), page.indexOf("<!-- lessons:end -->"))
			.lines()
			.skip(3)
			.toList();
		assertThat(rows).hasSizeGreaterThan(40);
		return rows;
	}

	private static List<String> numbers(String row) {
		Matcher matcher = NUMBERS.matcher(row);
		assertThat(matcher.matches()).as(row).isTrue();
		return matcher.group(1).isEmpty() ? List.of() : List.of(matcher.group(1).trim().split(", "));
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
