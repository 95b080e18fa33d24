package io.mesosframework.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SectionsTests {

	@TempDir
	Path directory;

	@Test
	void eachPartIsWrittenAnewWithoutTheOthers() throws IOException {
		Path page = this.directory.resolve("page.md");

		Sections.around(page, "old\n");
		Sections.put(page, "one", "1\n");
		Sections.put(page, "two", "2\n");
		Sections.put(page, "one", "3\n");
		Sections.around(page, "new\n");

		assertThat(Files.readString(page))
			.isEqualTo("new\n\n<!-- one -->\n3\n<!-- /one -->\n\n<!-- two -->\n2\n<!-- /two -->\n");
	}

}
