package io.mesosframework.scheduler;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class FileFrameworkIdStoreTests {

	private static final FrameworkID ID = FrameworkID.newBuilder().setValue("fw-0000").build();

	@TempDir
	private Path directory;

	@Test
	void aSavedIdIsThereForTheNextProcess() {
		Path file = this.directory.resolve("a/b/framework-id");
		assertThat(FrameworkIdStore.file(file).load()).succeedsWithin(Duration.ofSeconds(60)).isNull();

		assertThat(FrameworkIdStore.file(file).save(ID)).succeedsWithin(Duration.ofSeconds(60));

		assertThat(file).hasContent("fw-0000\n");
		assertThat(FrameworkIdStore.file(file).load()).succeedsWithin(Duration.ofSeconds(60)).isEqualTo(ID);
		assertThat(file.resolveSibling("framework-id.tmp")).doesNotExist();
	}

	@Test
	void aClearedIdIsGone() {
		FrameworkIdStore store = FrameworkIdStore.file(this.directory.resolve("framework-id"));
		assertThat(store.clear()).succeedsWithin(Duration.ofSeconds(60));
		assertThat(store.save(ID)).succeedsWithin(Duration.ofSeconds(60));

		assertThat(store.clear()).succeedsWithin(Duration.ofSeconds(60));

		assertThat(store.load()).succeedsWithin(Duration.ofSeconds(60)).isNull();
	}

	@Test
	void anEmptyFileIsAFaultRatherThanANewFramework() throws Exception {
		Path file = Files.createFile(this.directory.resolve("framework-id"));

		assertThat(FrameworkIdStore.file(file).load()).failsWithin(Duration.ofSeconds(60))
			.withThrowableThat()
			.withMessageContaining("is empty")
			.withMessageContaining(file.toString());
	}

	@Test
	void aFileThatCannotBeWrittenFailsTheSave() throws Exception {
		Path file = Files.createFile(this.directory.resolve("plain"));

		assertThat(FrameworkIdStore.file(file.resolve("framework-id")).save(ID)).failsWithin(Duration.ofSeconds(60));
	}

}
