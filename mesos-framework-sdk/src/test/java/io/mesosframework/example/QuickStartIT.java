package io.mesosframework.example;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.mesosframework.embedded.EmbeddedMesosCluster;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class QuickStartIT {

	@Test
	void theReadmeShowsTheSourceThatIsTested() throws Exception {
		String readme = Files.readString(Path.of("README.md"));
		String source = Files.readString(Path.of("src/test/java/io/mesosframework/example/QuickStart.java"));

		assertThat(readme).contains("```java\n" + source + "```\n");
	}

	@Test
	void theSourceOfTheReadmeRunsATask() throws Exception {
		PrintStream original = System.out;
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		try (EmbeddedMesosCluster cluster = EmbeddedMesosCluster.builder().agents(1).start();
				PrintStream captured = new PrintStream(output, true, StandardCharsets.UTF_8)) {
			System.setOut(captured);
			QuickStart.main(new String[] { cluster.masterUrls() });
		}
		finally {
			System.setOut(original);
		}

		assertThat(output.toString(StandardCharsets.UTF_8)).contains("The task has ended: TASK_FINISHED");
	}

}
