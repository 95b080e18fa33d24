package io.mesosframework.embedded.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every piece of Java in the testing guide is part of a test that runs.
 */
class TestingGuideTests {

	private static final Path GUIDE = Path.of("..", "docs", "testing.md");

	private static final Path EXAMPLES = Path.of("src", "test", "java", "io", "mesosframework", "embedded");

	@Test
	void allExamplesAreTested() throws IOException {
		List<String> sources = new ArrayList<>();
		try (Stream<Path> files = Files.walk(EXAMPLES)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				sources.add(squeeze(Files.readString(file)));
			}
		}
		List<String> examples = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
			.matcher(Files.readString(GUIDE))
			.results()
			.map(MatchResult::group)
			.map((block) -> block.substring("```java\n".length(), block.length() - "```".length()))
			.toList();

		assertThat(examples).hasSizeGreaterThan(5)
			.allSatisfy((example) -> assertThat(sources)
				.anySatisfy((source) -> assertThat(source).contains(squeeze(example))));
	}

	private static String squeeze(String text) {
		return text.replaceAll("\\s+", "");
	}

}
