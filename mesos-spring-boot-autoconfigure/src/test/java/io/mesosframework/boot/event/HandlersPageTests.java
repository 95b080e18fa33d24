package io.mesosframework.boot.event;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import io.mesosframework.scheduler.event.MesosLifecycleEvent;
import io.mesosframework.task.TaskManagerEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds {@code docs/handlers.md} against what handlers may receive.
 */
class HandlersPageTests {

	@Test
	void everyEventOfTheTaskManagerIsNamed() throws IOException {
		assertThat(TaskManagerEvent.class.getPermittedSubclasses()).isNotEmpty()
			.allSatisfy((type) -> assertThat(page()).contains("`" + type.getSimpleName() + "`"));
	}

	@Test
	void everyParameterIsNamed() throws IOException {
		for (Payload payload : Payload.values()) {
			assertThat(page()).contains("`" + payload.display() + "`");
		}
		assertThat(page()).contains("`" + MesosLifecycleEvent.class.getSimpleName() + "`",
				"`" + TaskManagerEvent.class.getSimpleName() + "`");
	}

	private static String page() throws IOException {
		return Files.readString(Path.of("..", "docs", "handlers.md"));
	}

}
