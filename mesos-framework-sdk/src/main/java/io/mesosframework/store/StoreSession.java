package io.mesosframework.store;

import java.util.Map;
import java.util.concurrent.CompletionStage;

import com.google.protobuf.ByteString;

/**
 * The session of one writer. Batches become durable in the order in which they were
 * submitted, each completely or not at all. Thread-safe.
 *
 * @since 0.1.0
 */
public interface StoreSession {

	/**
	 * Return the epoch of the writer.
	 * @return the epoch, greater than 0
	 */
	long epoch();

	/**
	 * Read all entries.
	 * @return the entries by key; fails with {@link StoreException} if one cannot be
	 * read, instead of leaving it out
	 */
	CompletionStage<Map<String, ByteString>> load();

	/**
	 * Write a batch.
	 * @param batch the changes
	 * @return completes when the batch is durable. Fails with
	 * {@link StoreFencedException} if there is another writer: the batch has not been and
	 * never will be written. Fails with {@link StoreValueException} if one value is
	 * permanently refused: nothing was written. Fails with {@link StoreException} if it
	 * is not known whether the batch was written: the batch may be written again, and
	 * later batches must not be written before it
	 */
	CompletionStage<Void> write(StoreBatch batch);

}
