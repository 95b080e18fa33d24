package io.mesosframework.client;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ResponseClassifierTests {

	private static final MasterAddress MASTER = MasterAddress.parse("http://m1:5050");

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					200 |                                              | OK             | false
					202 |                                              | ACCEPTED       | false
					202 | strange                                      | ACCEPTED       | false
					307 |                                              | NOT_LEADER     | true
					400 | Framework cannot be found                    | LOST_SESSION   | true
					400 | The stream ID 'x' included in this request didn't match the stream ID currently associated | LOST_SESSION | true
					400 | All non-subscribe calls should include the 'Mesos-Stream-Id' header | LOST_SESSION | true
					400 | Failed to validate scheduler::Call: Expecting 'type' to be present  | BAD_CALL     | false
					401 | 401 Unauthorized.                            | UNAUTHORIZED   | false
					403 | Framework is not subscribed                  | LOST_SESSION   | true
					403 | 403 Forbidden.                               | FORBIDDEN      | false
					403 | Framework is not connected via HTTP          | FORBIDDEN      | false
					404 | 404 Not Found.                               | UNAVAILABLE    | true
					405 |                                              | PROTOCOL_ERROR | false
					406 |                                              | PROTOCOL_ERROR | false
					415 |                                              | PROTOCOL_ERROR | false
					429 |                                              | PROTOCOL_ERROR | false
					302 |                                              | PROTOCOL_ERROR | false
					204 |                                              | PROTOCOL_ERROR | false
					500 |                                              | UNAVAILABLE    | false
					501 | 501 Not Implemented.                         | PROTOCOL_ERROR | false
					502 | <html>                                       | UNAVAILABLE    | false
					503 | No leader elected                            | UNAVAILABLE    | true
					""")
	void answersToCallsAreClassified(int status, String body, CallOutcome outcome, boolean sessionLost) {
		String text = (body != null) ? body : "";

		CallResult result = ResponseClassifier.toCall(ApiProtocol.SCHEDULER, status, text, null);

		assertThat(result.outcome()).isEqualTo(outcome);
		assertThat(result.sessionLost()).isEqualTo(sessionLost);
		assertThat(result.status()).isEqualTo(status);
		assertThat(result.body()).isEqualTo(text);
		assertThat(outcome.successful()).isEqualTo(status == 200 || status == 202);
	}

	@ParameterizedTest
	@CsvSource({ "403,Executor is not subscribed,LOST_SESSION", "400,Framework cannot be found,BAD_CALL",
			"400,Executor cannot be found,BAD_CALL", "503,Agent has not finished recovery,UNAVAILABLE" })
	void answersOfAgentsAreClassified(int status, String body, CallOutcome outcome) {
		assertThat(ResponseClassifier.toCall(ApiProtocol.EXECUTOR, status, body, null).outcome()).isEqualTo(outcome);
	}

	@ParameterizedTest
	@CsvSource({ "200,NOT_MESOS,true", "202,PROTOCOL_ERROR,true", "302,PROTOCOL_ERROR,true", "307,NOT_LEADER,false",
			"400,BAD_CALL,true", "401,UNAUTHORIZED,true", "403,FORBIDDEN,true", "404,UNAVAILABLE,false",
			"405,PROTOCOL_ERROR,true", "406,PROTOCOL_ERROR,true", "415,PROTOCOL_ERROR,true", "500,UNAVAILABLE,false",
			"501,PROTOCOL_ERROR,true", "503,UNAVAILABLE,false" })
	void answersToSubscribeAreClassified(int status, Refusal reason, boolean permanent) {
		SessionEnd.Refused refused = ResponseClassifier.toSubscribe(ApiProtocol.SCHEDULER, MASTER,
				"application/x-protobuf", new RefusedResponse(status, Map.of(), "the body", null));

		assertThat(refused.reason()).isEqualTo(reason);
		assertThat(reason.permanent()).isEqualTo(permanent);
		assertThat(refused.message()).contains("http://m1:5050", "status " + status);
	}

	@Test
	void theLeaderIsTakenFromTheLocation() {
		Map<String, List<String>> headers = Map.of("location", List.of("//m2:5051/master/api/v1/scheduler"));

		assertThat(ResponseClassifier.leader(MASTER, 307, headers)).hasToString("http://m2:5051");
		assertThat(ResponseClassifier.leader(MASTER, 302, headers)).isNull();
		assertThat(ResponseClassifier.leader(MASTER, 307, Map.of())).isNull();
		SessionEnd.Refused refused = ResponseClassifier.toSubscribe(ApiProtocol.SCHEDULER, MASTER, "",
				new RefusedResponse(307, headers, "", MASTER.redirect("//m2:5051/")));
		assertThat(refused.message()).contains("http://m2:5051");
		assertThat(refused.response().header("Location")).isEqualTo("//m2:5051/master/api/v1/scheduler");
	}

	@Test
	void aWebPageIsNamed() {
		SessionEnd.Refused refused = ResponseClassifier.toSubscribe(ApiProtocol.SCHEDULER, MASTER,
				"application/x-protobuf", new RefusedResponse(404, Map.of(), "\n<html>" + "x".repeat(10_000), null));

		assertThat(refused.message()).contains("web page", "a master?").hasSizeLessThan(500);
	}

}
