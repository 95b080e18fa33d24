package io.mesosframework.client;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.mesosframework.util.LogText;

/**
 * Classifies the HTTP answers of Mesos. The texts that are recognized are those of {@code
 * src/master/http.cpp} and {@code src/slave/http.cpp}.
 */
final class ResponseClassifier {

	private ResponseClassifier() {
	}

	/**
	 * Classify the answer to a call other than SUBSCRIBE.
	 * @param protocol the API
	 * @param status the HTTP status
	 * @param body the body
	 * @param leader the target of a redirect
	 * @return the result
	 */
	static CallResult toCall(ApiProtocol<?, ?> protocol, int status, String body, @Nullable MasterAddress leader) {
		if (status == 202 && body.isEmpty()) {
			return CallResult.ACCEPTED;
		}
		return new CallResult(outcome(protocol, status, body), status, body, leader);
	}

	private static CallOutcome outcome(ApiProtocol<?, ?> protocol, int status, String body) {
		return switch (status) {
			case 200 -> CallOutcome.OK;
			case 202 -> CallOutcome.ACCEPTED;
			case 307 -> CallOutcome.NOT_LEADER;
			case 400 -> isLostSession(protocol, body) ? CallOutcome.LOST_SESSION : CallOutcome.BAD_CALL;
			case 401 -> CallOutcome.UNAUTHORIZED;
			case 403 -> body.startsWith("Framework is not subscribed") || body.startsWith("Executor is not subscribed")
					? CallOutcome.LOST_SESSION : CallOutcome.FORBIDDEN;
			case 404 -> CallOutcome.UNAVAILABLE;
			case 501 -> CallOutcome.PROTOCOL_ERROR;
			default -> (status >= 500) ? CallOutcome.UNAVAILABLE : CallOutcome.PROTOCOL_ERROR;
		};
	}

	private static boolean isLostSession(ApiProtocol<?, ?> protocol, String body) {
		// an agent that does not know the framework has forgotten the executor, so
		// subscribing again
		// does not help
		return !protocol.name().equals(ApiProtocol.EXECUTOR.name()) && (body.startsWith("Framework cannot be found")
				|| body.startsWith("The stream ID ") || body.startsWith("All non-subscribe calls should include"));
	}

	/**
	 * Classify the answer to a SUBSCRIBE that is not a stream of events.
	 * @param protocol the API
	 * @param address the server
	 * @param expected the media type of a stream
	 * @param response the answer
	 * @return the end of the session
	 */
	static SessionEnd.Refused toSubscribe(ApiProtocol<?, ?> protocol, MasterAddress address, String expected,
			RefusedResponse response) {
		Refusal reason = refusal(response.status());
		String remedy = switch (reason) {
			case NOT_LEADER -> notLeader(address, response);
			case BAD_CALL -> "the call is wrong: correct the configuration of the framework";
			case UNAUTHORIZED -> "set the right credentials";
			case FORBIDDEN ->
				"the principal is not allowed to do this: change the ACLs of the cluster or the credentials";
			case UNAVAILABLE -> "not ready; it will be tried again";
			case PROTOCOL_ERROR ->
				"unexpected of Mesos: is there a proxy in between, or another server at this address?";
			case NOT_MESOS -> "events as " + expected + " were expected, but the Content-Type is \""
					+ response.header("content-type") + "\": this is not the " + protocol.name()
					+ " API of Mesos. Check host, port and path of the address";
		};
		StringBuilder message = new StringBuilder().append(address)
			.append(address.basePath().isEmpty() ? protocol.path() : " (" + protocol.path() + ")")
			.append(" answered SUBSCRIBE with status ")
			.append(response.status());
		if (Text.isMarkup(response.body())) {
			message.append(" and a web page, which Mesos does not send; is the address that of ")
				.append(protocol.name().equals("executor") ? "an agent?" : "a master?");
		}
		else if (!response.body().isBlank() && reason != Refusal.NOT_MESOS) {
			message.append(" \"").append(Text.excerpt(response.body())).append('"');
		}
		message.append(" (").append(remedy).append(')');
		return new SessionEnd.Refused(reason, response, message.toString());
	}

	private static String notLeader(MasterAddress address, RefusedResponse response) {
		if (response.leader() != null) {
			return "another master leads: " + response.leader();
		}
		String location = response.header("location");
		if (location != null && address.isDowngrade(location)) {
			return "the redirect to \"" + LogText.of(location)
					+ "\" is not followed: it leads from https to plain http, "
					+ "where credentials could be read. Let the masters advertise https, or use http addresses only";
		}
		return "another master leads, but the answer does not say which";
	}

	private static Refusal refusal(int status) {
		return switch (status) {
			case 200 -> Refusal.NOT_MESOS;
			case 307 -> Refusal.NOT_LEADER;
			case 400 -> Refusal.BAD_CALL;
			case 401 -> Refusal.UNAUTHORIZED;
			case 403 -> Refusal.FORBIDDEN;
			case 404 -> Refusal.UNAVAILABLE;
			case 501 -> Refusal.PROTOCOL_ERROR;
			default -> (status >= 500) ? Refusal.UNAVAILABLE : Refusal.PROTOCOL_ERROR;
		};
	}

	/**
	 * Return the target of a redirect.
	 * @param address the server that redirects
	 * @param status the HTTP status
	 * @param headers the headers, names in lower case
	 * @return the leader, or {@code null}
	 */
	static @Nullable MasterAddress leader(MasterAddress address, int status, Map<String, List<String>> headers) {
		List<String> locations = headers.get("location");
		return (status == 307 && locations != null) ? address.redirect(locations.get(0)) : null;
	}

}
