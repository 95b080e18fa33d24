package io.mesosframework.client;

import java.util.Random;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import org.apache.mesos.v1.Protos;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JsonTests {

	private static Event event(String json) throws JsonException {
		return (Event) JsonReader.read(json, Event.newBuilder());
	}

	private static Protos.Value.Range range(String begin) throws JsonException {
		return (Protos.Value.Range) JsonReader.read("{\"begin\":" + begin + ",\"end\":1}",
				Protos.Value.Range.newBuilder());
	}

	@Test
	void messagesArePrintedAsMesosReadsThem() {
		Call call = Call.newBuilder()
			.setFrameworkId(Samples.FRAMEWORK)
			.setType(Call.Type.ACKNOWLEDGE)
			.setAcknowledge(Call.Acknowledge.newBuilder()
				.setAgentId(Protos.AgentID.newBuilder().setValue("a\"\\\n\u0001é"))
				.setTaskId(Protos.TaskID.newBuilder().setValue("t"))
				.setUuid(ByteString.copyFrom(new byte[] { -1, 0, 1 })))
			.build();

		assertThat(JsonPrinter.print(call))
			.isEqualTo("{\"framework_id\":{\"value\":\"fw-0000\"},\"type\":\"ACKNOWLEDGE\",\"acknowledge\":"
					+ "{\"agent_id\":{\"value\":\"a\\\"\\\\\\n\\u0001é\"},\"task_id\":{\"value\":\"t\"},\"uuid\":\"/wAB\"}}");
	}

	@Test
	void unknownFieldsAreSkipped() throws Exception {
		assertThat(event("{\"new\":[1,{\"a\":[]},null,\"x\",true,-1.5e3],\"type\":\"HEARTBEAT\",\"other\":{}}"))
			.isEqualTo(Samples.HEARTBEAT);
	}

	@Test
	void anUnknownEnumValueIsAbsent() throws Exception {
		assertThat(event("{\"type\":\"BRAND_NEW\"}").hasType()).isFalse();
	}

	@Test
	void nullIsAbsent() throws Exception {
		assertThat(event("{\"type\":null,\"offers\":null}")).isEqualTo(Event.getDefaultInstance());
	}

	@ParameterizedTest
	@CsvSource({ "5,5", "'\"5\"',5", "5.0,5", "5e2,500", "18446744073709551615,-1", "0,0" })
	void integersAreReadHoweverTheyAreWritten(String text, long value) throws Exception {
		assertThat(range(text).getBegin()).isEqualTo(value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "1.5", "1e999999999", "1e-999999999", "18446744073709551616", "\"x\"", "\"\"",
			"true", "{}", "99999999999999999999999999999999999999999999999999999999999999999999999999" })
	void numbersWhichDoNotFitAreRefused(String text) {
		assertThatExceptionOfType(JsonException.class).isThrownBy(() -> range(text));
	}

	@Test
	void infinityIsReadAndPrinted() throws Exception {
		Protos.Value.Scalar scalar = (Protos.Value.Scalar) JsonReader.read("{\"value\":\"-Infinity\"}",
				Protos.Value.Scalar.newBuilder());

		assertThat(scalar.getValue()).isEqualTo(Double.NEGATIVE_INFINITY);
		assertThat(JsonPrinter.print(scalar)).isEqualTo("{\"value\":\"-Infinity\"}");
	}

	@Test
	void mapsAreObjects() throws Exception {
		Protos.TaskInfo task = Protos.TaskInfo.newBuilder()
			.setName("n")
			.setTaskId(Protos.TaskID.newBuilder().setValue("t"))
			.setAgentId(Protos.AgentID.newBuilder().setValue("a"))
			.putLimits("cpus", Protos.Value.Scalar.newBuilder().setValue(Double.POSITIVE_INFINITY).build())
			.putLimits("mem", Protos.Value.Scalar.newBuilder().setValue(64).build())
			.build();

		String json = JsonPrinter.print(task);

		assertThat(json).contains("\"limits\":{").contains("\"mem\":{\"value\":64.0}");
		assertThat(JsonReader.read(json, Protos.TaskInfo.newBuilder())).isEqualTo(task);
	}

	@Test
	void aMissingRequiredFieldIsNamed() {
		assertThatExceptionOfType(JsonException.class)
			.isThrownBy(() -> event("{\"type\":\"RESCIND\",\"rescind\":{\"offer_id\":{}}}"))
			.withMessageContaining("rescind.offer_id.value");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "}", "[]", "{\"type\"}", "{\"type\":}", "{\"type\":\"HEARTBEAT\"", "nul", "{} {}",
			"{\"type\":\"HEARTBEAT\",}", "{\"a\":tru}", "{\"a\":\"\\x\"}", "{\"a\":\"\\u12\"}", "{\"a\":\"",
			"{\"a\":nix}", "{\"offers\":[]}", "{\"offers\":\"x\"}", "{a:1}", "{\"type\" \"x\"}" })
	void brokenJsonIsRefused(String json) {
		assertThatExceptionOfType(JsonException.class).isThrownBy(() -> event(json))
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(300));
	}

	@Test
	void deepNestingIsRefused() {
		assertThatExceptionOfType(JsonException.class)
			.isThrownBy(() -> event("{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"))
			.withMessageContaining("deep");
	}

	@Test
	void randomMessagesSurviveTheRoundTrip() throws Exception {
		for (int seed = 0; seed < 300; seed++) {
			Random random = new Random(seed);
			Message message = random((seed % 2 == 0) ? Event.newBuilder() : Call.newBuilder(), random, 0);

			String json = JsonPrinter.print(message);

			assertThat(JsonReader.read(json, message.newBuilderForType())).as("seed %d", seed).isEqualTo(message);
		}
	}

	static Message random(Message.Builder builder, Random random, int depth) {
		for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
			boolean set = field.isRequired() || (depth < 6 && random.nextInt(3) == 0);
			if (set && field.isRepeated()) {
				for (int i = random.nextInt(3); i > 0 && !field.isMapField(); i--) {
					builder.addRepeatedField(field, value(builder, field, random, depth));
				}
			}
			else if (set) {
				builder.setField(field, value(builder, field, random, depth));
			}
		}
		return builder.build();
	}

	private static Object value(Message.Builder builder, FieldDescriptor field, Random random, int depth) {
		return switch (field.getJavaType()) {
			case MESSAGE -> random(builder.newBuilderForField(field), random, depth + 1);
			case ENUM -> field.getEnumType().getValues().get(random.nextInt(field.getEnumType().getValues().size()));
			case STRING -> text(random);
			case BYTE_STRING -> {
				byte[] bytes = new byte[random.nextInt(20)];
				random.nextBytes(bytes);
				yield ByteString.copyFrom(bytes);
			}
			case BOOLEAN -> random.nextBoolean();
			case INT -> random.nextInt();
			case LONG -> random.nextLong();
			case FLOAT -> random.nextFloat();
			case DOUBLE -> random.nextGaussian() * 1e6;
		};
	}

	private static String text(Random random) {
		StringBuilder text = new StringBuilder();
		for (int i = random.nextInt(12); i > 0; i--) {
			text.appendCodePoint((random.nextInt(4) == 0) ? 0x1F600 + random.nextInt(20) : random.nextInt(0x300));
		}
		return text.toString();
	}

}
