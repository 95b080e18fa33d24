package io.mesosframework.task.internal.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import io.mesosframework.task.internal.state.v1.StateProtos.Entry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Stores that were written in version 1 of the format are read forever. The files in
 * {@code src/test/resources/state/v1}, one for each entry, are never changed; files may
 * be added.
 */
class VersionOneTests {

	private final Map<String, StoredRecord> expected = VersionOneEntries.all();

	@TestFactory
	Stream<DynamicTest> everyEntryIsReadFieldByField() {
		return this.expected.entrySet()
			.stream()
			.map((entry) -> DynamicTest.dynamicTest(entry.getKey(),
					() -> assertThat(
							StateCodec.read(entry.getValue().getClass(), entry.getKey(), golden(entry.getKey())))
						.usingRecursiveComparison()
						.usingOverriddenEquals()
						.isEqualTo(entry.getValue())));
	}

	@TestFactory
	Stream<DynamicTest> everyEntryIsStillWrittenSo() {
		return this.expected.entrySet()
			.stream()
			.map((entry) -> DynamicTest.dynamicTest(entry.getKey(),
					() -> assertThat(Entry.parseFrom(StateCodec.write(entry.getValue())))
						.isEqualTo(Entry.parseFrom(golden(entry.getKey())))));
	}

	@Test
	void everyFileIsExpected() throws Exception {
		Path root = directory();
		try (Stream<Path> files = Files.walk(root)) {
			assertThat(files.filter(Files::isRegularFile).map((file) -> root.relativize(file).toString()))
				.containsExactlyInAnyOrderElementsOf(this.expected.keySet());
		}
	}

	@Test
	void everyFieldAndEveryNumberOfAnEnumIsInSomeFile() throws Exception {
		Set<String> seen = new HashSet<>();
		for (String key : this.expected.keySet()) {
			collect(Entry.parseFrom(golden(key)), seen);
		}

		assertThat(declared(Entry.getDescriptor(), new TreeSet<>())).hasSizeGreaterThan(200).isSubsetOf(seen);
	}

	@Test
	void everyStateOfMesosIsInSomeFile() {
		Map<String, StoredRecord> read = new TreeMap<>();
		this.expected.forEach((key, record) -> read.put(key, StateCodec.read(record.getClass(), key, golden(key))));

		assertThat(read.values()).filteredOn(StoredInstance.class::isInstance)
			.extracting((each) -> ((StoredInstance) each).instance().launch())
			.filteredOn((launch) -> launch != null)
			.extracting((launch) -> launch.state())
			.contains(TaskState.values());
		assertThat(read.values()).filteredOn(StoredReservation.class::isInstance)
			.flatExtracting((each) -> ((StoredReservation) each).reservation().operations())
			.extracting((operation) -> operation.state())
			.contains(OperationState.values());
	}

	/** Return all fields and numbers that the format has. */
	private static Set<String> declared(Descriptor message, Set<String> found) {
		for (FieldDescriptor field : message.getFields()) {
			if (found.add(field.getFullName()) && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
				declared(field.getMessageType(), found);
			}
			if (field.getJavaType() == FieldDescriptor.JavaType.ENUM) {
				field.getEnumType()
					.getValues()
					.stream()
					.filter((value) -> value.getNumber() != 0)
					.forEach((value) -> found.add(value.getFullName()));
			}
		}
		return found;
	}

	private static void collect(Message message, Set<String> seen) {
		message.getAllFields().forEach((field, value) -> {
			seen.add(field.getFullName());
			for (Object each : (value instanceof List<?> list) ? list : List.of(value)) {
				if (each instanceof Message nested) {
					collect(nested, seen);
				}
				else if (each instanceof EnumValueDescriptor constant) {
					seen.add(constant.getFullName());
				}
			}
		});
	}

	private static ByteString golden(String key) {
		try {
			return ByteString.copyFrom(Files.readAllBytes(directory().resolve(key)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path directory() {
		URL url = VersionOneTests.class.getResource("/state/v1");
		assertThat(url).isNotNull();
		try {
			return Path.of(url.toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
