package io.mesosframework.embedded.codec;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.Environment;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MesosJsonTests {

	@Test
	void printsNamesAsInTheProtoFilesAndEnumsByName() {
		Event event = Event.newBuilder().setType(Event.Type.HEARTBEAT).build();

		assertThat(MesosJson.print(event)).isEqualTo("{\"type\":\"HEARTBEAT\"}");
	}

	@Test
	void printsDefaultsOfUnsetFields() {
		FrameworkInfo info = FrameworkInfo.newBuilder().setUser("u").setName("n").build();

		assertThat(MesosJson.print(info))
			.isEqualTo("{\"user\":\"u\",\"name\":\"n\",\"failover_timeout\":0.0,\"checkpoint\":false}");
		assertThat(MesosJson.print(Filters.getDefaultInstance())).isEqualTo("{\"refuse_seconds\":5.0}");
	}

	@Test
	void doesNotPrintDefaultsOfDeprecatedFields() {
		Resource resource = Resource.newBuilder()
			.setName("ports")
			.setType(Value.Type.RANGES)
			.setRanges(Value.Ranges.newBuilder().addRange(Value.Range.newBuilder().setBegin(1).setEnd(-1)))
			.build();

		assertThat(MesosJson.print(resource)).isEqualTo("{\"name\":\"ports\",\"type\":\"RANGES\","
				+ "\"ranges\":{\"range\":[{\"begin\":1,\"end\":18446744073709551615}]}}");
	}

	@Test
	void printsBytesAsPaddedBase64AndEscapesOnlyWhatIsNecessary() {
		Call.Message message = Call.Message.newBuilder()
			.setAgentId(org.apache.mesos.v1.Protos.AgentID.newBuilder().setValue("a/\"\\\u0001\n\u00e9"))
			.setExecutorId(org.apache.mesos.v1.Protos.ExecutorID.newBuilder().setValue("e"))
			.setData(ByteString.copyFromUtf8("a?>~"))
			.build();

		assertThat(MesosJson.print(message)).isEqualTo("{\"agent_id\":{\"value\":\"a/\\\"\\\\\\u0001\\n\u00e9\"},"
				+ "\"executor_id\":{\"value\":\"e\"},\"data\":\"YT8+fg==\"}");
	}

	@Test
	void printsMapsAsObjects() throws CodecException {
		String json = "{\"role_constraints\":{\"web\":{\"groups\":[{\"attribute_constraints\":"
				+ "[{\"selector\":{\"attribute_name\":\"rack\"},\"predicate\":{\"exists\":{}}}]}]}}}";
		OfferConstraints.Builder builder = OfferConstraints.newBuilder();

		MesosJson.merge(json, builder);

		assertThat(MesosJson.print(builder.build())).isEqualTo(json);
	}

	@ParameterizedTest
	@CsvSource({ "15, 15.0", "0.1, 0.1", "1e21, 1e21", "123456789012345680000, 123456789012345680000.0",
			"1e-6, 0.000001", "1.5e-7, 1.5e-7", "-2.25, -2.25", "3.0000000000000004, 3.0000000000000004", "-0.0, -0.0",
			"1e300, 1e300", "12345.678, 12345.678" })
	void printsDoublesAsMesosDoes(double value, String text) {
		assertThat(Json.print(value)).isEqualTo(text);
	}

	@Test
	void readsNumbersFromStringsAndTreatsNullAsUnset() throws CodecException {
		Call.Builder call = merge("{\"type\":\"DECLINE\",\"framework_id\":null,\"zzz\":{\"a\":[1]},"
				+ "\"decline\":{\"offer_ids\":[{\"value\":\"o\"}],\"filters\":{\"refuse_seconds\":\"1.5\"}}}");

		assertThat(call.hasFrameworkId()).isFalse();
		assertThat(call.getDecline().getFilters().getRefuseSeconds()).isEqualTo(1.5);
		assertThat(call.getDecline().getOfferIdsList()).containsExactly(OfferID.newBuilder().setValue("o").build());
	}

	@Test
	void readsInfinityAndIntegersAsDoubles() throws CodecException {
		assertThat(merge("{\"decline\":{\"filters\":{\"refuse_seconds\":\"-Infinity\"}}}").getDecline()
			.getFilters()
			.getRefuseSeconds()).isEqualTo(Double.NEGATIVE_INFINITY);
		assertThat(merge("{\"decline\":{\"filters\":{\"refuse_seconds\":7}}}").getDecline()
			.getFilters()
			.getRefuseSeconds()).isEqualTo(7);
	}

	@Test
	void readsUnsignedNumbersBeyondTheSignedRange() throws CodecException {
		Value.Range.Builder range = Value.Range.newBuilder();

		MesosJson.merge("{\"begin\":\"31000\",\"end\":18446744073709549568}", range);

		assertThat(range.getBegin()).isEqualTo(31000);
		assertThat(Long.toUnsignedString(range.getEnd())).isEqualTo("18446744073709549568");
	}

	@Test
	void aBareStringPassesForARepeatedString() throws CodecException {
		assertThat(merge("{\"revive\":{\"roles\":\"x\"}}").getRevive().getRolesList()).containsExactly("x");
	}

	@Test
	void anUnknownEnumNameLeavesAnOptionalFieldUnset() throws CodecException {
		assertThat(merge("{\"type\":\"NO_SUCH_CALL\"}").hasType()).isFalse();
	}

	@Test
	void anUnknownEnumNameOfARequiredFieldIsAnError() {
		assertThatExceptionOfType(CodecException.class)
			.isThrownBy(() -> MesosJson.merge("{\"type\":\"POD\"}", ContainerInfo.newBuilder()))
			.withMessage("Failed to find enum for 'POD'");
	}

	@Test
	void readsBase64LenientlyAndNamesBadCharacters() throws CodecException {
		assertThat(merge("{\"acknowledge\":{\"agent_id\":{\"value\":\"a\"},\"task_id\":{\"value\":\"t\"},"
				+ "\"uuid\":\"YT8 +\\nfg\"}}")
			.getAcknowledge()
			.getUuid()
			.toStringUtf8()).isEqualTo("a?>~");
		assertError("{\"acknowledge\":{\"uuid\":\"a-b\"}}",
				"Failed to base64 decode bytes field 'uuid': Invalid character '-'");
	}

	@Test
	void refusesTypesThatDoNotFit() {
		assertError("{\"framework_id\":\"x\"}", "Not expecting a JSON string for field 'framework_id'");
		assertError("{\"type\":4}", "Not expecting a JSON number for field 'type'");
		assertError("{\"framework_id\":[]}", "Not expecting a JSON array for field 'framework_id'");
		assertError("{\"framework_id\":true}", "Not expecting a JSON boolean for field 'framework_id'");
		assertError("{\"type\":{}}", "Not expecting a JSON object for field 'type'");
		assertError("[]", "Expecting a JSON object");
		assertError("{\"decline\":{\"filters\":{\"refuse_seconds\":\"x\"}}}",
				"Failed to parse 'x' as a JSON number for field 'refuse_seconds': syntax error at line 1 near: x");
		assertError("{\"decline\":{\"filters\":{\"refuse_seconds\":\"true\"}}}",
				"Failed to parse 'true' as a JSON " + "number for field 'refuse_seconds': Unexpected JSON type parsed");
	}

	@Test
	void namesAllMissingRequiredFields() {
		assertError("{\"subscribe\":{\"framework_info\":{}}}",
				"Missing required fields: " + "subscribe.framework_info.user, subscribe.framework_info.name");
		assertError("{\"acknowledge\":{\"task_id\":{\"value\":\"t\"}}}",
				"Missing required fields: acknowledge.agent_id, acknowledge.uuid");
		assertError("{\"framework_id\":{}}", "Missing required fields: framework_id.value");
	}

	@Test
	void printsEnvironmentWithItsDefaultType() throws CodecException {
		Environment.Variable.Builder variable = Environment.Variable.newBuilder();

		MesosJson.merge("{\"name\":\"A\",\"value\":\"b\"}", variable);

		assertThat(MesosJson.print(variable.build())).isEqualTo("{\"name\":\"A\",\"type\":\"VALUE\",\"value\":\"b\"}");
	}

	private static void assertError(String json, String message) {
		assertThatExceptionOfType(CodecException.class).isThrownBy(() -> merge(json)).withMessage(message);
	}

	private static Call.Builder merge(String json) throws CodecException {
		Call.Builder builder = Call.newBuilder();
		MesosJson.merge(json, builder);
		return builder;
	}

}
