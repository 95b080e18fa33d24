package io.mesosframework.store;

class InMemoryTaskStoreTests extends TaskStoreContract {

	@Override
	TaskStore create() {
		return TaskStore.inMemory();
	}

	@Override
	TaskStore reopen(TaskStore before) {
		throw new UnsupportedOperationException("Nothing outlives the process");
	}

}
