package io.mesosframework.embedded.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.mesosframework.embedded.http.HttpException;
import io.mesosframework.embedded.http.HttpRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class CodecTests {

	@Test
	void framesRecordsWithTheirLength() {
		Event event = Event.newBuilder().setType(Event.Type.HEARTBEAT).build();

		assertThat(Codec.record(event, MediaType.PROTOBUF)).isEqualTo(HexFormat.of().parseHex("320a0808"));
		assertThat(new String(Codec.record(event, MediaType.JSON), StandardCharsets.UTF_8))
			.isEqualTo("20\n{\"type\":\"HEARTBEAT\"}");
	}

	@Test
	void parsesBothEncodings() throws HttpException {
		byte[] json = "{\"type\":\"REVIVE\"}".getBytes(StandardCharsets.UTF_8);
		byte[] protobuf = Call.newBuilder().setType(Call.Type.REVIVE).build().toByteArray();

		assertThat(Codec.parseBody(request("application/json", json), Call.newBuilder(), "Call").getType())
			.isEqualTo(Call.Type.REVIVE);
		assertThat(Codec.parseBody(request("application/x-protobuf", protobuf), Call.newBuilder(), "Call").getType())
			.isEqualTo(Call.Type.REVIVE);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-",
			value = { "-|{}|400|Expecting 'Content-Type' to be present",
					"application/json; charset=utf-8|{}|415"
							+ "|Expecting 'Content-Type' of application/json or application/x-protobuf",
					"application/json|[]|400|Failed to convert JSON into Call protobuf: Expecting a JSON object",
					"application/json|{\"kill\":{}}|400"
							+ "|Failed to convert JSON into Call protobuf: Missing required fields: kill.task_id",
					"application/json|hello|400|Failed to parse body into JSON: syntax error at line 1 near: hello",
					"application/x-protobuf|hello|400|Failed to parse body into Call protobuf" })
	void refusesWhatItCannotRead(String contentType, String body, int status, String text) {
		HttpException ex = catchThrowableOfType(HttpException.class, () -> Codec
			.parseBody(request(contentType, body.getBytes(StandardCharsets.UTF_8)), Call.newBuilder(), "Call"));

		assertThat(ex.reply().status()).isEqualTo(status);
		assertThat(new String(ex.reply().body(), StandardCharsets.UTF_8)).isEqualTo(text);
	}

	@Test
	void refusesProtobufWithoutRequiredFields() {
		byte[] body = HexFormat.of().parseHex("10011a00");

		assertThat(catchThrowableOfType(HttpException.class,
				() -> Codec.parseBody(request("application/x-protobuf", body), Call.newBuilder(), "Call"))
			.reply()
			.status()).isEqualTo(400);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-",
			value = { "-|JSON", "*/*|JSON", "application/*|JSON", "application/x-protobuf|PROTOBUF",
					"application/x-protobuf, application/json|JSON", "APPLICATION/JSON ; q=0.5|JSON",
					"application/json;q=0, application/x-protobuf|PROTOBUF", "application/json;q=0, */*|PROTOBUF",
					"text/html|-", "application/recordio|-", "text/*|-", "''|-",
					"application/json;q=x, application/x-protobuf|PROTOBUF" })
	void negotiatesLikeLibprocess(String accept, MediaType expected) {
		List<Map.Entry<String, String>> headers = new ArrayList<>();
		if (accept != null) {
			headers.add(Map.entry("accept", accept));
		}
		HttpRequest request = new HttpRequest("POST", "/", Map.of(), headers, new byte[0], null);

		assertThat(Accepts.negotiate(request)).isEqualTo(expected);
	}

	private static HttpRequest request(String contentType, byte[] body) {
		List<Map.Entry<String, String>> headers = new ArrayList<>();
		if (contentType != null) {
			headers.add(Map.entry("Content-Type", contentType));
		}
		return new HttpRequest("POST", "/api/v1/scheduler", Map.of(), headers, body, null);
	}

}
