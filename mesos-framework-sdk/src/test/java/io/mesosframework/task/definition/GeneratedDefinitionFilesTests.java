package io.mesosframework.task.definition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the files that follow from the declaration of the fields against it: the JSON
 * Schema in the jar, and the tables of the documentation. With
 * {@code -Dmesos.generate=true} they are written anew.
 */
class GeneratedDefinitionFilesTests {

	private static final Path SCHEMA = Path.of("src/main/resources/META-INF/mesos/task-definition.schema.json");

	private static final Path PAGE = Path.of("../docs/definition.md");

	private static final String BEGIN = "<!-- generated: begin -->\n";

	private static final String END = "<!-- generated: end -->\n";

	@Test
	void theSchemaInTheJarIsThatOfTheDeclaration() throws IOException {
		isUpToDate(SCHEMA, JsonPrinter.print(TaskDefinitionSchema.document()) + "\n");

		assertThat(TaskDefinitionSchema.class.getResource("/META-INF/mesos/task-definition.schema.json")).isNotNull();
	}

	@Test
	void theTablesOfTheDocumentationAreThoseOfTheDeclaration() throws IOException {
		String page = Files.readString(PAGE);
		int begin = page.indexOf(BEGIN) + BEGIN.length();
		int end = page.indexOf(END);

		assertThat(begin).isPositive().isLessThanOrEqualTo(end);
		isUpToDate(PAGE, page.substring(0, begin) + new DefinitionTables().print() + page.substring(end));
	}

	private static void isUpToDate(Path file, String expected) throws IOException {
		if (Boolean.getBoolean("mesos.generate")) {
			Files.writeString(file, expected);
		}
		assertThat(Files.readString(file))
			.as("%s follows from the declaration of the fields; write it anew with "
					+ "mvn -pl mesos-framework-sdk test -Dtest=GeneratedDefinitionFilesTests -Dmesos.generate=true",
					file.getFileName())
			.isEqualTo(expected);
	}

}
