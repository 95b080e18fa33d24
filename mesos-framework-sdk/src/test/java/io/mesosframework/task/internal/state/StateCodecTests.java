package io.mesosframework.task.internal.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.function.Consumer;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.mesosframework.store.StoreException;
import io.mesosframework.task.Goal;
import io.mesosframework.task.Instance;
import io.mesosframework.task.internal.state.v1.StateProtos;
import io.mesosframework.task.internal.state.v1.StateProtos.Entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is said of entries that cannot be read.
 */
class StateCodecTests {

	private static final String KEY = "instance/web/0";

	private static final Instance INSTANCE = Instance.create("web", 0, Goal.RUNNING, Instant.EPOCH);

	@Test
	void aNewerVersionIsNamedWithTheRemedy() {
		assertRefused(entry((entry) -> entry.setVersion(2))).withMessage("The entry 'instance/web/0' of the store has "
				+ "version 2 of the format, and this library understands version 1 only. Start the version of the "
				+ "library that wrote it, or a later one. No entry of the store was changed.");
	}

	@Test
	void aNewerVersionIsRecognizedWhateverFollows() {
		ByteString broken = ByteString.copyFrom(new byte[] { 0x08, 0x07, 0x12, 0x7F });

		assertRefused(broken).withMessageContaining("has version 7 of the format");
	}

	@Test
	void aTruncatedEntryIsNamedWithItsVersionWhereverItEnds() {
		ByteString whole = StateCodec.write(new StoredInstance(INSTANCE));

		for (int length = 2; length < whole.size(); length++) {
			assertRefused(whole.substring(0, length)).withMessageContaining("is truncated or damaged")
				.withMessageContaining("found 1, understood 1")
				.withMessageContaining("Restore the store from a backup");
		}
		assertRefused(ByteString.EMPTY).withMessageContaining("found none, understood 1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "rubbish", "{\"app\":\"web\"}", "web", "\n\u0004name" })
	void whatIsNoneOfOursIsRefused(String foreign) {
		assertRefused(ByteString.copyFromUtf8(foreign)).withMessageContaining("found none, understood 1")
			.withMessageContaining("No entry of the store was changed.");
	}

	@Test
	void aMessageOfMesosIsNoneOfOurs() {
		TaskInfo task = TaskInfo.newBuilder()
			.setName("web")
			.setTaskId(TaskID.newBuilder().setValue("t"))
			.buildPartial();

		assertRefused(task.toByteString()).withMessageContaining("was not written by a task manager");
	}

	@Test
	void aRecordOfAnotherKindIsRefused() {
		ByteString removal = StateCodec.write(new StoredRemoval(Instant.EPOCH));

		assertRefused(removal).withMessageContaining("it holds a REMOVAL");
	}

	@Test
	void aKindThatIsNotKnownIsRefused() {
		UnknownFieldSet unknown = UnknownFieldSet.newBuilder()
			.addField(99, UnknownFieldSet.Field.newBuilder().addLengthDelimited(ByteString.EMPTY).build())
			.build();

		assertRefused(entry((entry) -> entry.clearRecord().setUnknownFields(unknown)))
			.withMessageContaining("it holds no record");
	}

	@Test
	void whatMustBeThereIsMissed() {
		assertRefused(instance(StateProtos.Instance.Builder::clearPhase))
			.withMessageContaining("'phase' is missing or has a number that is not known");
		assertRefused(instance((instance) -> instance.getLaunchBuilder().setState(6)))
			.withMessageContaining("'launch.at' is missing");
		assertRefused(instance((instance) -> instance.getLaunchBuilder().getAtBuilder().setSeconds(1)))
			.withMessageContaining("'launch.state' is missing");
	}

	@Test
	void aNumberThatIsNotKnownIsNoOtherOne() {
		assertRefused(instance((instance) -> instance.setGoalValue(77))).withMessageContaining("'goal'");
		assertRefused(instance((instance) -> instance.getLaunchBuilder().setState(77).getAtBuilder().setSeconds(1)))
			.withMessageContaining("'launch.state' has a number that is not known: 77");
	}

	@Test
	void aTimeThatIsNoneIsRefused() {
		assertRefused(instance((instance) -> instance.getDueBuilder().setSeconds(Long.MAX_VALUE)))
			.withMessageContaining("is damaged");
	}

	@Test
	void aFieldThatWasAddedWithinTheVersionIsIgnored() {
		UnknownFieldSet unknown = UnknownFieldSet.newBuilder()
			.addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
			.build();

		assertThat(StateCodec.read(StoredInstance.class, KEY, instance((each) -> each.setUnknownFields(unknown))))
			.isEqualTo(new StoredInstance(INSTANCE));
	}

	private static ByteString instance(Consumer<StateProtos.Instance.Builder> change) {
		return entry((entry) -> change.accept(entry.getInstanceBuilder()));
	}

	private static ByteString entry(Consumer<Entry.Builder> change) {
		try {
			Entry.Builder entry = Entry.parseFrom(StateCodec.write(new StoredInstance(INSTANCE))).toBuilder();
			change.accept(entry);
			return entry.build().toByteString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static ThrowableAssertAlternative<StoreException> assertRefused(ByteString bytes) {
		return assertThatExceptionOfType(StoreException.class)
			.isThrownBy(() -> StateCodec.read(StoredInstance.class, KEY, bytes))
			.withMessageStartingWith("The entry 'instance/web/0' of the store ");
	}

}
