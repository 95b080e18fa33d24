package io.mesosframework.store;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import com.google.protobuf.ByteString;

/**
 * A request to the store's thread.
 */
sealed interface StoreCommand {

	/**
	 * Begin an epoch.
	 *
	 * @param epoch the epoch
	 * @param result completes with the epoch that began
	 */
	record Begin(long epoch, CompletableFuture<Long> result) implements StoreCommand {
	}

	/**
	 * Read all entries.
	 *
	 * @param reader the epoch of the reader
	 * @param result completes with the entries
	 */
	record Load(long reader, CompletableFuture<Map<String, ByteString>> result) implements StoreCommand {
	}

	/**
	 * Write a batch.
	 *
	 * @param writer the epoch of the writer
	 * @param batch the batch
	 * @param result completes when the batch is durable
	 */
	record Write(long writer, StoreBatch batch, CompletableFuture<Void> result) implements StoreCommand {
	}

	/**
	 * End the thread.
	 */
	record Stop() implements StoreCommand {
	}

}
