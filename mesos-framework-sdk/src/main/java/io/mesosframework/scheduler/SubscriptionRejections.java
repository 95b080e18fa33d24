package io.mesosframework.scheduler;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mesosframework.scheduler.event.MesosFailed;
import io.mesosframework.scheduler.event.MesosFailed.Kind;
import io.mesosframework.util.LogText;

/**
 * Interprets the rejections of a master: its ERROR events and its answers to SUBSCRIBE.
 * The texts are those of {@code src/master/master.cpp}, {@code src/master/http.cpp} and
 * {@code src/master/validation.cpp} of Mesos. An unknown text is fatal and reported in
 * the words of the master.
 */
final class SubscriptionRejections {

	static final String FAILED_OVER = "Framework failed over";

	static final String REMOVED = "Framework has been removed";

	private static final String AUTHORIZATION_FAILURE = "Authorization failure";

	private static final List<Rule> RULES = List.of(
			new Rule("role' must not be set when", Kind.INVALID_ROLE,
					"Set 'roles' instead of the deprecated 'role' of the framework."),
			new Rule("roles' must not be set when", Kind.INVALID_ROLE,
					"Add the capability MULTI_ROLE to the framework, or set 'role' instead of 'roles'."),
			new Rule("contains duplicate items", Kind.INVALID_ROLE, "Name each role of the framework once."),
			new Rule("contains invalid role", Kind.INVALID_ROLE,
					"Correct the framework's roles: no spaces, no '//', no leading '-' or '/', not '.' or '..'."),
			new Rule("is not a valid role", Kind.INVALID_ROLE,
					"Correct the framework's role: no spaces, no '//', no leading '-' or '/', not '.' or '..'."),
			new Rule("are not present in the master's --roles", Kind.INVALID_ROLE,
					"Use one of the roles the master was started with, or add the role to its --roles."),
			new Rule("without --root_submissions", Kind.INVALID_USER,
					"Set the framework's user to an ordinary user which exists on the agents."),
			new Rule("Suppressed roles", Kind.INVALID_OFFER_CONSTRAINTS,
					"Suppress only roles which are among the framework's roles."),
			new Rule("Offer constraints", Kind.INVALID_OFFER_CONSTRAINTS,
					"Correct the offer constraints; their roles must be among the framework's roles and patterns are RE2."),
			new Rule("failover_timeout", Kind.INVALID_FAILOVER_TIMEOUT,
					"Set the framework's failover timeout to a number of seconds between 0 and 9.2e9."),
			new Rule("Not authorized", Kind.UNAUTHORIZED,
					"Grant the framework's principal the roles in the master's ACLs (register_frameworks), or use other roles."),
			new Rule("principal", Kind.INVALID_PRINCIPAL,
					"Use the principal the framework was first registered with, and the same one in the credentials."),
			new Rule("ID must not be", Kind.INVALID_FRAMEWORK_ID, "Correct or delete the stored framework id."),
			new Rule("is disallowed", Kind.INVALID_FRAMEWORK_ID, "Correct or delete the stored framework id."),
			new Rule("contains invalid characters", Kind.INVALID_FRAMEWORK_ID,
					"Correct or delete the stored framework id."));

	private SubscriptionRejections() {
	}

	/**
	 * Return whether an ERROR may be temporary: the authorizer was not available.
	 * @param message the message of the ERROR
	 * @return {@code true} to try again
	 */
	static boolean isTransient(String message) {
		return message.startsWith(AUTHORIZATION_FAILURE);
	}

	/**
	 * Return the failure that an ERROR event stands for.
	 * @param message the message of the ERROR
	 * @param epoch the session
	 * @return the failure, with a remedy
	 */
	static MesosFailed error(String message, long epoch) {
		for (Rule rule : RULES) {
			if (message.contains(rule.text())) {
				return new MesosFailed(rule.kind(), message, rule.remedy(), epoch);
			}
		}
		return new MesosFailed(Kind.REFUSED, message, "See the master's log for the reason.", epoch);
	}

	/**
	 * Return the failure that an HTTP answer to SUBSCRIBE stands for.
	 * @param status the status code
	 * @param body the text of the answer
	 * @param epoch the session
	 * @return the failure, {@code null} if another attempt may succeed
	 */
	static @Nullable MesosFailed answer(int status, String body, long epoch) {
		String text = shorten(body);
		return switch (status) {
			case 401 -> new MesosFailed(Kind.UNAUTHENTICATED, "The master refused the credentials (401): " + text,
					"Set the principal and the secret which the master's --credentials file has for this framework.",
					epoch);
			case 403 -> new MesosFailed(Kind.UNAUTHORIZED, "The master refused the framework (403): " + text,
					"Grant the principal the right to register this framework in the master's ACLs.", epoch);
			case 400 -> badRequest(text, epoch);
			case 307, 404, 408, 429 -> null;
			default -> (status >= 500 && status != 501) ? null : notAMaster(status, text, epoch);
		};
	}

	/**
	 * Return whether an answer is a permanent rejection by a master. Any other answer may
	 * come from an intermediary and may be temporary.
	 * @param refused the answer
	 */
	static boolean isOfMaster(SubscriptionInput.Refused refused) {
		boolean known = refused.status() == 400 || refused.status() == 401 || refused.status() == 403;
		return known && !refused.body().stripLeading().startsWith("<");
	}

	private static MesosFailed badRequest(String text, long epoch) {
		if (text.contains("principal")) {
			return new MesosFailed(Kind.INVALID_PRINCIPAL, "The master refused the subscription (400): " + text,
					"Make the framework's principal equal to the principal of its credentials, or leave it out.",
					epoch);
		}
		return new MesosFailed(Kind.REFUSED, "The master refused the subscription (400): " + text,
				"Correct the framework's description; see the master's log.", epoch);
	}

	private static MesosFailed notAMaster(int status, String text, long epoch) {
		return new MesosFailed(Kind.NOT_A_MASTER, "The answer to SUBSCRIBE was " + status + ": " + text,
				"Check the master's address and port: a Mesos master answers at http://HOST:5050/api/v1/scheduler.",
				epoch);
	}

	/**
	 * Return whether the answer to a call says that another stream is the framework's
	 * current one ({@code src/master/http.cpp}).
	 */
	static boolean isSuperseded(int status, String body) {
		return status == 400 && body.startsWith("The stream ID ");
	}

	static String shorten(String body) {
		return LogText.of(body);
	}

	/**
	 * The text of a rejection and its meaning.
	 */
	private record Rule(String text, Kind kind, String remedy) {
	}

}
