package io.mesosframework.embedded.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FlagsTests {

	private final Flags flags = new Flags();

	private final Map<String, Object> values = new HashMap<>();

	@BeforeEach
	void declare() {
		this.flags.value("work_dir", "DIRECTORY", "", "Where things are.", (text) -> this.values.put("work_dir", text));
		this.flags.path("credentials", "FILE", "Secrets.", (path) -> this.values.put("credentials", path));
		this.flags.value("port", "PORT", "5050", "A port.", (text) -> this.values.put("port", Integer.parseInt(text)));
		this.flags.toggle("root_submissions", true, "Root or not.", (on) -> this.values.put("root_submissions", on));
	}

	@Test
	void valuesComeBehindAnEqualsSign() throws Exception {
		load("--port=1", "--work_dir=/a=b c");

		assertThat(this.values).containsOnly(Map.entry("port", 1), Map.entry("work_dir", "/a=b c"));
	}

	@ParameterizedTest
	@CsvSource({ "--root_submissions,true", "--root_submissions=,true", "--root_submissions=true,true",
			"--root_submissions=1,true", "--root_submissions=0,false", "--root_submissions=false,false",
			"--no-root_submissions,false", "--no-root_submissions=,false", "--ROOT_SUBMISSIONS,true" })
	void booleansAreWrittenAsInMesos(String argument, boolean expected) throws Exception {
		load(argument);

		assertThat(this.values).containsEntry("root_submissions", expected);
	}

	@Test
	void theEnvironmentSpeaksWhenTheCommandLineIsSilent() throws Exception {
		this.flags.load(List.of("--port=1"),
				Map.of("MESOS_PORT", "2", "MESOS_WORK_DIR", "/w", "MESOS_UNHEARD_OF", "x", "PORT", "3"));

		assertThat(this.values).containsOnly(Map.entry("port", 1), Map.entry("work_dir", "/w"));
	}

	@Test
	void aValueCanBeReadFromAFile(@TempDir Path directory) throws Exception {
		Path file = Files.writeString(directory.resolve("value"), "/from/file\n");

		load("--work_dir=file://" + file);

		assertThat(this.values).containsEntry("work_dir", "/from/file");
	}

	@Test
	void aPathIsNeverReplacedByTheContentOfTheFile() throws Exception {
		load("--credentials=file:///etc/no-such-file");

		assertThat(this.values).containsEntry("credentials", Path.of("/etc/no-such-file"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"--zk=zk://x | Unknown option '--zk'. --help lists all options.",
			"--prot=1 | Unknown option '--prot'. Did you mean '--port'? --help lists all options.",
			"--no-port | '--no-port' makes no sense. Write --port=PORT.",
			"--no-root_submissions=true | '--no-root_submissions=true' makes no sense. Write --no-root_submissions or --root_submissions=false.",
			"--port | Option '--port' has no value. Write --port=PORT, with '=' and without spaces.",
			"--root_submissions=maybe | Bad value in '--root_submissions=maybe': 'maybe' is neither true nor false. Expected is true or false; --help explains it.",
			"--port=x | Bad value in '--port=x': For input string: \"x\". Expected is PORT; --help explains it.",
			"5050 | '5050' is not an option. Options look like --name=value; --help lists them.",
			"--work_dir=file:///no/such/file | Bad value in '--work_dir=file:///no/such/file': the file cannot be read (java.nio.file.NoSuchFileException: /no/such/file). Expected is DIRECTORY; --help explains it." })
	void mistakesAreNamedTogetherWithTheRemedy(String argument, String message) {
		assertThatExceptionOfType(FlagException.class).isThrownBy(() -> load(argument)).withMessage(message);
	}

	@Test
	void aFlagGivenTwiceIsAMistake() {
		assertThatExceptionOfType(FlagException.class).isThrownBy(() -> load("--port=1", "--port=2"))
			.withMessage("Option '--port' is given twice. Leave one of them out.");
	}

	@Test
	void aMistakeInTheEnvironmentNamesTheVariable() {
		assertThatExceptionOfType(FlagException.class)
			.isThrownBy(() -> this.flags.load(List.of(), Map.of("MESOS_PORT", "x")))
			.withMessageStartingWith("Bad value in 'MESOS_PORT=x'");
	}

	@Test
	void theUsageListsEveryFlagWithItsDefault() {
		assertThat(this.flags.usage()).contains("--work_dir=DIRECTORY\n      Where things are.")
			.contains("--port=PORT\n      A port.\n      (default: 5050)")
			.contains("--[no-]root_submissions\n      Root or not.\n      (default: true)");
	}

	private void load(String... arguments) throws FlagException {
		this.flags.load(List.of(arguments), Map.of());
	}

}
