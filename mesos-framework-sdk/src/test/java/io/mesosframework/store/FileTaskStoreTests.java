package io.mesosframework.store;

import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;

class FileTaskStoreTests extends TaskStoreContract {

	@TempDir
	private Path directory;

	@Override
	TaskStore create() {
		return TaskStore.file(this.directory.resolve("a/store"));
	}

	@Override
	TaskStore reopen(TaskStore before) {
		before.close();
		return create();
	}

}
