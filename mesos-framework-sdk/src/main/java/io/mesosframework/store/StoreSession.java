package io.mesosframework.store;

import java.util.Map;
import java.util.concurrent.CompletionStage;

import com.google.protobuf.ByteString;

/**
 * The time of one writer. Batches become durable in the order in which they were handed
 * over, each as a whole or not at all. Thread-safe.
 *
 * @since 0.1.0
 */
public interface StoreSession {

	/**
	 * Return the epoch of the writer.
	 * @return the epoch, above 0
	 */
	long epoch();

	/**
	 * Read all entries.
	 * @return the entries by key; fails with {@link StoreException} if one cannot be
	 * read, rather than leaving it out
	 */
	CompletionStage<Map<String, ByteString>> load();

	/**
	 * Write a batch.
	 * @param batch what changes
	 * @return completes when the batch is durable. Fails with
	 * {@link StoreFencedException} if there is another writer by now: nothing was
	 * written, and never will be; with {@link StoreValueException} if one value is
	 * refused for good: nothing was written; and with {@link StoreException} if it is not
	 * known whether the batch was written: it may be written again, and later batches
	 * must not be before it is
	 */
	CompletionStage<Void> write(StoreBatch batch);

}
