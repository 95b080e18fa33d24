package io.mesosframework.task.internal.state;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import org.jspecify.annotations.Nullable;

import io.mesosframework.store.StoreException;
import io.mesosframework.task.internal.state.v1.StateProtos;
import io.mesosframework.task.internal.state.v1.StateProtos.Entry;

/**
 * Encodes and decodes records in the stored format, {@code state.proto}. An entry that
 * cannot be read reliably is rejected, never skipped. Thread-safe.
 *
 * @since 0.1.0
 */
public final class StateCodec {

	/** Version of the format that is written; no other version is read. */
	public static final int VERSION = 1;

	private static final String KEPT = " No entry of the store was changed.";

	private static final String REMOVE = " Restore the store from a backup; or, if the tasks that the entry is about "
			+ "are gone, remove it (TaskStore.open, StoreBatch.Builder.remove)." + KEPT;

	private StateCodec() {
	}

	/**
	 * Encode a record.
	 * @param value the record
	 * @return the value of the entry
	 */
	public static ByteString write(StoredRecord value) {
		Entry.Builder entry = Entry.newBuilder().setVersion(VERSION);
		if (value instanceof StoredInstance stored) {
			entry.setInstance(InstanceCodec.write(stored.instance()));
		}
		else if (value instanceof StoredApp stored) {
			entry.setApp(AppCodec.write(stored));
		}
		else if (value instanceof StoredDefinition stored) {
			entry.setDefinition(DefinitionCodec.write(stored.definition()));
		}
		else if (value instanceof StoredReservation stored) {
			entry.setReservation(ReservationCodec.write(stored.reservation()));
		}
		else if (value instanceof StoredFramework stored) {
			entry.setFramework(StateProtos.Framework.newBuilder().setId(stored.id()));
		}
		else if (value instanceof StoredRemoval stored) {
			entry.setRemoval(StateProtos.Removal.newBuilder().setAt(Fields.timestamp(stored.at())));
		}
		else if (value instanceof StoredUnownedTask stored) {
			StateProtos.UnownedTask.Builder task = StateProtos.UnownedTask.newBuilder().setAgentId(stored.agentId());
			Fields.set(stored.since(), Fields::timestamp, task::setSince);
			entry.setUnownedTask(task);
		}
		return entry.build().toByteString();
	}

	/**
	 * Decode a record.
	 * @param <R> the type of record
	 * @param kind the type that the key implies
	 * @param key the key of the entry
	 * @param bytes the value of the entry
	 * @return the record
	 * @throws StoreException if the entry was written in another version of the format,
	 * is damaged, or was not written by this library
	 */
	public static <R extends StoredRecord> R read(Class<R> kind, String key, ByteString bytes) {
		Entry entry = parse(key, bytes);
		StoredRecord value;
		try {
			value = record(entry);
		}
		catch (RuntimeException ex) {
			throw unreadable(key, entry, "is damaged (" + ex.getMessage() + ")", ex);
		}
		if (value == null) {
			throw unreadable(key, entry, "is truncated or damaged: it holds no record", null);
		}
		if (!kind.isInstance(value)) {
			throw unreadable(key, entry,
					"is damaged: it holds a " + entry.getRecordCase() + ", for which its name does not stand", null);
		}
		return kind.cast(value);
	}

	private static Entry parse(String key, ByteString bytes) {
		Entry entry;
		try {
			entry = Entry.parseFrom(bytes);
		}
		catch (InvalidProtocolBufferException ex) {
			Entry begun = (ex.getUnfinishedMessage() instanceof Entry partial) ? partial : Entry.getDefaultInstance();
			checkVersion(key, begun, ex);
			throw unreadable(key, begun, "is truncated or damaged (" + ex.getMessage() + ")", ex);
		}
		checkVersion(key, entry, null);
		return entry;
	}

	private static void checkVersion(String key, Entry entry, @Nullable Exception cause) {
		if (entry.getVersion() == 0) {
			throw unreadable(key, entry, "was not written by a task manager", cause);
		}
		if (entry.getVersion() != VERSION) {
			throw new StoreException(
					"The entry '" + key + "' of the store has version " + Integer.toUnsignedString(entry.getVersion())
							+ " of the format, and this library understands " + "version " + VERSION
							+ " only. Start the version of the library that wrote it, or a later one." + KEPT,
					cause);
		}
	}

	private static StoreException unreadable(String key, Entry entry, String problem, @Nullable Exception cause) {
		String found = (entry.getVersion() != 0) ? String.valueOf(entry.getVersion()) : "none";
		return new StoreException("The entry '" + key + "' of the store " + problem + ". Version of the format: found "
				+ found + ", understood " + VERSION + "." + REMOVE, cause);
	}

	private static @Nullable StoredRecord record(Entry entry) {
		return switch (entry.getRecordCase()) {
			case FRAMEWORK -> new StoredFramework(entry.getFramework().getId());
			case APP -> AppCodec.read(entry.getApp());
			case DEFINITION -> new StoredDefinition(DefinitionCodec.read(entry.getDefinition()));
			case INSTANCE -> new StoredInstance(InstanceCodec.read(entry.getInstance()));
			case RESERVATION -> new StoredReservation(ReservationCodec.read(entry.getReservation()));
			case REMOVAL -> new StoredRemoval(Fields
				.instant(Fields.require("removal.at", entry.getRemoval().hasAt(), entry.getRemoval().getAt())));
			case UNOWNED_TASK -> unowned(entry.getUnownedTask());
			case RECORD_NOT_SET -> null;
		};
	}

	private static StoredUnownedTask unowned(StateProtos.UnownedTask stored) {
		return new StoredUnownedTask(stored.getAgentId(), stored.hasSince() ? Fields.instant(stored.getSince()) : null);
	}

}
