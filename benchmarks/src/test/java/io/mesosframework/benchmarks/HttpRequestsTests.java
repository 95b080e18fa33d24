package io.mesosframework.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HttpRequestsTests {

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 7, 100, 10_000 })
	void pipelinedCallsAreCutOutOfAnyPieces(int piece) throws IOException {
		Call small = Call.newBuilder().setType(Call.Type.REVIVE).build();
		Call large = small.toBuilder().setRevive(Call.Revive.newBuilder().addRoles("r".repeat(3000))).build();
		ByteArrayOutputStream wire = new ByteArrayOutputStream();
		wire.writeBytes(withLength(large));
		wire.writeBytes(chunked(large, 500));
		wire.writeBytes("GET /redirect HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		wire.writeBytes(chunked(small, 1));
		wire.writeBytes(withLength(small));

		assertThat(read(wire.toByteArray(), piece)).containsExactly(large, large, HttpRequests.WHO_LEADS, small, small);
	}

	private static List<Call> read(byte[] wire, int piece) throws IOException {
		HttpRequests requests = new HttpRequests();
		List<Call> calls = new ArrayList<>();
		for (int at = 0; at < wire.length; at += piece) {
			int count = Math.min(piece, wire.length - at);
			requests.space().put(wire, at, count);
			requests.received(count);
			for (Call call = requests.next(); call != null; call = requests.next()) {
				calls.add(call);
			}
		}
		return calls;
	}

	private static byte[] withLength(Call call) {
		return request("Content-Length: " + call.getSerializedSize(), call.toByteArray());
	}

	private static byte[] chunked(Call call, int size) {
		byte[] body = call.toByteArray();
		ByteArrayOutputStream chunks = new ByteArrayOutputStream();
		for (int at = 0; at < body.length; at += size) {
			int count = Math.min(size, body.length - at);
			chunks.writeBytes((Integer.toHexString(count) + "\r\n").getBytes(StandardCharsets.US_ASCII));
			chunks.write(body, at, count);
			chunks.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
		}
		chunks.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		return request("Transfer-Encoding: chunked", chunks.toByteArray());
	}

	private static byte[] request(String header, byte[] body) {
		ByteArrayOutputStream request = new ByteArrayOutputStream();
		request.writeBytes(
				("POST /api/v1/scheduler HTTP/1.1\r\n" + header + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
		request.writeBytes(body);
		return request.toByteArray();
	}

}
