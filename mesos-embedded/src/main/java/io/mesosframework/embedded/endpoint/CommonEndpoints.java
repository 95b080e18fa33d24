package io.mesosframework.embedded.endpoint;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.http.HttpRequest;
import io.mesosframework.embedded.http.HttpRouter;
import io.mesosframework.embedded.resource.Durations;

/**
 * Registers {@code /version}, {@code /metrics/snapshot}, {@code /logging/toggle} and
 * {@code /help}.
 *
 * @since 0.1.0
 */
public final class CommonEndpoints {

	private final HttpRouter router;

	private final String readOnly;

	private final String readWrite;

	/**
	 * Create the endpoints of a server.
	 * @param router the routes of the server
	 * @param readOnly the realm of those who read
	 * @param readWrite the realm of those who change something
	 */
	public CommonEndpoints(HttpRouter router, String readOnly, String readWrite) {
		this.router = router;
		this.readOnly = readOnly;
		this.readWrite = readWrite;
	}

	/**
	 * Register the endpoints.
	 * @param version the version of Mesos
	 * @param metrics gives the values of all metrics
	 */
	public void register(String version, Supplier<Map<String, Double>> metrics) {
		this.router.route("/version",
				(request, responder) -> responder.reply(JsonReplies.json(request, BuildInfo.members(version))));
		this.router.route("/metrics/snapshot", this.readOnly,
				(request, responder) -> responder.reply(metrics(request, metrics)));
		this.router.route("/logging/toggle", this.readWrite, (request, responder) -> responder.reply(toggle(request)));
		HelpPage help = new HelpPage(this.router);
		this.router.route("/help", (request, responder) -> responder.reply(help.answer(request)));
	}

	private static HttpReply metrics(HttpRequest request, Supplier<Map<String, Double>> metrics) {
		String timeout = request.parameter("timeout");
		if (timeout != null) {
			try {
				Durations.parse(timeout);
			}
			catch (IllegalArgumentException ex) {
				return HttpReply.text(400, "Invalid timeout '" + timeout + "': " + ex.getMessage() + ".\n");
			}
		}
		return JsonReplies.json(request, metrics.get());
	}

	/** There is no verbose logging to switch on: the level stays 0. */
	private static HttpReply toggle(HttpRequest request) {
		String level = request.parameter("level");
		String duration = request.parameter("duration");
		if (level == null && duration == null) {
			return HttpReply.text(200, "0\n");
		}
		if (duration == null) {
			return HttpReply.text(400, "Expecting 'duration=value' in query.\n");
		}
		if (level == null) {
			return HttpReply.text(400, "Expecting 'level=value' in query.\n");
		}
		return refusal(level, duration);
	}

	private static HttpReply refusal(String level, String duration) {
		try {
			if (Integer.parseInt(level) < 0) {
				return HttpReply.text(400, "Invalid level '" + level + "'.\n");
			}
		}
		catch (NumberFormatException ex) {
			return HttpReply.text(400, "Failed to convert '" + level + "' to number.\n");
		}
		try {
			Durations.parse(duration);
			return HttpReply.empty(200);
		}
		catch (IllegalArgumentException ex) {
			return HttpReply.text(400, ex.getMessage() + ".\n");
		}
	}

	/**
	 * Register {@code /files/browse}, {@code /files/read}, {@code /files/download} and
	 * {@code /files/debug}.
	 * @param runner runs what reads files, and answers
	 */
	public void registerFiles(FileRunner runner) {
		file("browse", runner, (files) -> files::browse);
		file("read", runner, (files) -> files::read);
		file("download", runner, (files) -> files::download);
		file("debug", runner, (files) -> files::debug);
	}

	private void file(String name, FileRunner runner,
			Function<AttachedFiles, Function<HttpRequest, HttpReply>> action) {
		this.router.route("/files/" + name, this.readOnly,
				(request, responder) -> runner.run((files) -> action.apply(files).apply(request), responder::reply));
	}

}
