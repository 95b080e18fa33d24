package io.mesosframework.task.internal.state;

import java.util.Arrays;
import java.util.List;

import com.google.protobuf.ByteString;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import io.mesosframework.store.StoreException;
import io.mesosframework.task.definition.SampleDefinitions;
import io.mesosframework.task.definition.TaskDefinitionBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whatever is stored is read as it was written, and nothing else is taken for it.
 */
class StateCodecProperties {

	/** More than any enum has constants. */
	private static final int VARIANTS = 24;

	@Property(tries = 2000)
	void everyRecordIsReadAsItWasWritten(@ForAll("records") StoredRecord stored) {
		assertThat(read(stored.getClass(), StateCodec.write(stored))).isEqualTo(stored);
	}

	/**
	 * Fails when somebody adds a component to a record, or to one inside it, without a
	 * field in {@code state.proto}.
	 */
	@Example
	void everyComponentAndEveryConstantIsCarried() {
		for (Class<? extends StoredRecord> kind : kinds()) {
			for (int variant = 0; variant < VARIANTS; variant++) {
				StoredRecord stored = RecordMaker.full(variant).make(kind);

				assertThat(read(kind, StateCodec.write(stored))).isEqualTo(stored);
			}
		}
	}

	@Example
	void everySampleDefinitionIsReadAsItWasWritten() {
		for (TaskDefinitionBuilder sample : SampleDefinitions.all()) {
			StoredDefinition stored = new StoredDefinition(sample.build());

			assertThat(read(StoredDefinition.class, StateCodec.write(stored))).isEqualTo(stored);
		}
	}

	@Property(tries = 500)
	void whatIsCutOffIsAnError(@ForAll("records") StoredRecord stored, @ForAll int where) {
		ByteString whole = StateCodec.write(stored);
		int length = Math.floorMod(where, whole.size());

		assertThatExceptionOfType(StoreException.class)
			.isThrownBy(() -> read(stored.getClass(), whole.substring(0, length)))
			.withMessageContaining("'the/key'");
	}

	@Property(tries = 2000)
	void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
		try {
			assertThat(StateCodec.read(StoredInstance.class, "the/key", ByteString.copyFrom(bytes))).isNotNull();
		}
		catch (StoreException ex) {
			assertThat(ex).hasMessageContaining("'the/key'").hasMessageContaining("ersion");
		}
	}

	@Property(tries = 1000)
	void aFlippedByteIsReadOrRefused(@ForAll("records") StoredRecord stored, @ForAll int where, @ForAll byte flip) {
		byte[] bytes = StateCodec.write(stored).toByteArray();
		bytes[Math.floorMod(where, bytes.length)] ^= flip;

		anyBytesAreReadOrRefused(bytes);
	}

	@Provide
	Arbitrary<StoredRecord> records() {
		return Arbitraries.of(kinds())
			.flatMap((kind) -> Arbitraries.randomValue((random) -> RecordMaker.random(random).make(kind)));
	}

	private static List<Class<? extends StoredRecord>> kinds() {
		return Arrays.stream(StoredRecord.class.getPermittedSubclasses())
			.<Class<? extends StoredRecord>>map((kind) -> kind.asSubclass(StoredRecord.class))
			.toList();
	}

	private static StoredRecord read(Class<? extends StoredRecord> kind, ByteString bytes) {
		return StateCodec.read(kind, "the/key", bytes);
	}

}
