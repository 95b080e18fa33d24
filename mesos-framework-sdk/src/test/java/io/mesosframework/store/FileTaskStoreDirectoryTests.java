package io.mesosframework.store;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.mesosframework.store.TaskStoreContract.SOON;
import static io.mesosframework.store.TaskStoreContract.bytes;
import static io.mesosframework.store.TaskStoreContract.get;
import static io.mesosframework.store.TaskStoreContract.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class FileTaskStoreDirectoryTests {

	@TempDir
	private Path parent;

	private void assertFails(CompletionStage<?> stage, String... messages) {
		for (String message : messages) {
			assertThat(stage).failsWithin(SOON)
				.withThrowableThat()
				.havingCause()
				.isInstanceOf(StoreException.class)
				.withMessageContaining(message);
		}
	}

	private Path directory() {
		return this.parent.resolve("a/b");
	}

	private List<String> files() throws Exception {
		try (Stream<Path> files = Files.list(directory())) {
			return files.map((file) -> file.getFileName().toString()).sorted().toList();
		}
	}

	private StoreSession open(TaskStore store) {
		return get(store.open(TaskStore.NEXT_EPOCH));
	}

	@Test
	void nothingIsTouchedBeforeTheStoreIsOpened() {
		TaskStore.file(directory()).close();

		assertThat(this.parent).isEmptyDirectory();
	}

	@Test
	void onlyTheOwnerCanReadWhatIsStored() throws Exception {
		assertThat(this.parent.getFileSystem().supportedFileAttributeViews()).as("what these tests need")
			.contains("posix");
		try (TaskStore store = TaskStore.file(directory())) {
			get(open(store).write(put("a", "secret")));
		}

		assertThat(files()).containsExactly("entries-1.journal", "lock");
		for (String file : files()) {
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory().resolve(file))))
				.isEqualTo("rw-------");
		}
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory()))).isEqualTo("rwx------");
	}

	@Test
	void aDirectoryHasOneStoreAtATime() {
		TaskStore first = TaskStore.file(directory());
		try (TaskStore second = TaskStore.file(directory().resolve("../b/."))) {
			StoreSession session = open(first);

			assertFails(second.open(TaskStore.NEXT_EPOCH), directory().toString(), "another store of this process",
					"configure another directory");
			get(session.write(put("a", "1")));

			first.close();
			assertThat(get(open(second).load())).containsOnlyKeys("a");
		}
		finally {
			first.close();
		}
	}

	@Test
	void aPlainFileInTheDirectorysPlaceIsAFailureThatNamesIt() throws Exception {
		Path file = Files.createFile(this.parent.resolve("plain"));
		try (TaskStore store = TaskStore.file(file)) {
			assertFails(store.open(TaskStore.NEXT_EPOCH), file.toString(), "cannot be opened");
		}
	}

	@Test
	void whatACrashLeftBehindIsRemovedOnceTheStoreIsOpen() throws Exception {
		try (TaskStore store = TaskStore.file(directory())) {
			get(open(store).write(put("a", "1")));
		}
		Files.copy(directory().resolve("entries-1.journal"), directory().resolve("entries-0.journal"));
		Files.writeString(directory().resolve("entries-2.journal.tmp"), "half");
		Files.writeString(directory().resolve("notes.txt"), "somebody else's");

		try (TaskStore store = TaskStore.file(directory())) {
			assertThat(get(open(store).load())).containsOnly(entry("a", bytes("1")));
		}

		assertThat(files()).containsExactly("entries-2.journal", "lock", "notes.txt");
	}

	@Test
	void damageInTheMiddleIsAFailureWhoseRemedyHelps() throws Exception {
		long good;
		try (TaskStore store = TaskStore.file(directory())) {
			StoreSession session = open(store);
			get(session.write(put("a", "1")));
			good = Files.size(directory().resolve("entries-1.journal"));
			get(session.write(put("b", "2")));
			get(session.write(put("c", "3")));
		}
		Path journal = directory().resolve("entries-1.journal");
		flip(journal, good + 30);

		try (TaskStore store = TaskStore.file(directory())) {
			assertFails(store.open(TaskStore.NEXT_EPOCH), journal.toString(), "damaged at offset " + good + ", in the",
					"Restore the directory from a backup", "cut the file to " + good + " bytes");

			truncate(journal, good);
			assertThat(get(open(store).load())).as("the remedy helps").containsOnlyKeys("a");
		}
	}

	@Test
	void aFileOfALaterFormatIsRefused() throws Exception {
		try (TaskStore store = TaskStore.file(directory())) {
			get(open(store).write(put("a", "1")));
		}
		Path journal = directory().resolve("entries-1.journal");
		ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(journal));
		bytes.putInt(8, 2).putInt(28, JournalFormat.checksum(bytes, 0, 28));
		Files.write(journal, bytes.array());

		try (TaskStore store = TaskStore.file(directory())) {
			assertFails(store.open(TaskStore.NEXT_EPOCH), journal.toString(), "has the format 2",
					"only the format 1 is known");
		}
	}

	@Test
	void aDirectoryThatHeldAStoreNeverOpensAsAnEmptyOne() throws Exception {
		try (TaskStore store = TaskStore.file(directory())) {
			get(open(store).write(put("a", "1")));
		}
		Path journal = directory().resolve("entries-1.journal");
		Path renamed = Files.move(journal, directory().resolve("entries-1.journal.old"));

		try (TaskStore store = TaskStore.file(directory())) {
			assertFails(store.open(TaskStore.NEXT_EPOCH), directory().toString(), "has held a store",
					"Give the file its name back", "delete the file 'lock'");
			assertThat(files()).containsExactly("entries-1.journal.old", "lock");

			Files.move(renamed, journal);
			assertThat(get(open(store).load())).as("the first remedy helps").containsOnlyKeys("a");
		}
		Files.delete(directory().resolve("entries-2.journal"));
		Files.delete(directory().resolve("lock"));
		try (TaskStore store = TaskStore.file(directory())) {
			assertThat(get(open(store).load())).as("the last remedy helps").isEmpty();
		}
	}

	private static void flip(Path file, long offset) throws Exception {
		byte[] bytes = Files.readAllBytes(file);
		bytes[(int) offset] ^= 1;
		Files.write(file, bytes);
	}

	private static void truncate(Path file, long size) throws Exception {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			channel.truncate(size);
		}
	}

}
