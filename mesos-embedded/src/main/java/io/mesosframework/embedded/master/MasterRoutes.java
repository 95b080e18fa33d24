package io.mesosframework.embedded.master;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.codec.CodecException;
import io.mesosframework.embedded.codec.Json;
import io.mesosframework.embedded.codec.MesosJson;
import io.mesosframework.embedded.endpoint.AttachedFiles;
import io.mesosframework.embedded.endpoint.CommonEndpoints;
import io.mesosframework.embedded.endpoint.JsonReplies;
import io.mesosframework.embedded.http.HttpHandler;
import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.http.HttpRequest;
import io.mesosframework.embedded.http.HttpResponder;
import io.mesosframework.embedded.http.HttpRouter;

/**
 * The URLs of a master. Most of them are served by the leader only.
 */
final class MasterRoutes {

	private static final String SCHEDULER = "mesos-master-scheduler";

	private static final String READ_WRITE = "mesos-master-readwrite";

	private static final String READ_ONLY = "mesos-master-readonly";

	private final Master master;

	MasterRoutes(Master master) {
		this.master = master;
	}

	void register(HttpRouter router) {
		router.route("/master/api/v1/scheduler", SCHEDULER, this::scheduler);
		router.route("/master/api/v1", READ_WRITE, this::operator);
		router.route("/master/health", (request, responder) -> responder.reply(HttpReply.empty(200)));
		router.route("/master/redirect", (request, responder) -> responder.reply(redirect(request)));
		CommonEndpoints common = new CommonEndpoints(router, READ_ONLY, READ_WRITE);
		common.register(MasterIdentity.VERSION, this::metrics);
		common.registerFiles((action, answer) -> answer.accept(action.apply(new AttachedFiles(Map.of()))));
		read(router, "/master/state", (json) -> json::state);
		read(router, "/master/state-summary", (json) -> json::summary);
		read(router, "/master/slaves", (json) -> json::agents);
		read(router, "/master/frameworks", (json) -> json::frameworks);
		read(router, "/master/tasks", (json) -> json::tasks);
		read(router, "/master/roles", (json) -> json::roles);
		read(router, "/master/flags", (json) -> json::flags);
		router.route("/master/weights", READ_ONLY, leading(null, MasterRoutes::weights));
		router.route("/master/quota", READ_ONLY, leading(null, MasterRoutes::quota));
		router.route("/master/teardown", READ_WRITE, leading("POST", this::teardown));
		router.route("/master/reserve", READ_WRITE, leading("POST", OperationForms::reserve));
		router.route("/master/unreserve", READ_WRITE, leading("POST", OperationForms::unreserve));
		router.route("/master/create-volumes", READ_WRITE, leading("POST", OperationForms::create));
		router.route("/master/destroy-volumes", READ_WRITE, leading("POST", OperationForms::destroy));
		router.route("/master/maintenance/schedule", READ_WRITE, this::schedule);
		router.route("/master/maintenance/status", READ_WRITE, leading("GET",
				(term, request) -> JsonReplies.text(request, MesosJson.print(term.machines().status()))));
		router.route("/master/machine/down", READ_WRITE,
				leading("POST", (term, request) -> machines(request, term.machines()::start)));
		router.route("/master/machine/up", READ_WRITE,
				leading("POST", (term, request) -> machines(request, term.machines()::stop)));
	}

	private void scheduler(HttpRequest request, HttpResponder responder) {
		serve(this.master.schedulerEndpoint(), request, responder);
	}

	private void operator(HttpRequest request, HttpResponder responder) {
		serve(this.master.operatorEndpoint(), request, responder);
	}

	private void serve(@Nullable HttpHandler endpoint, HttpRequest request, HttpResponder responder) {
		Term term = this.master.term();
		if (endpoint == null || term == null) {
			responder.reply(redirect(request));
		}
		else if (!term.recovered()) {
			responder.reply(recovering());
		}
		else {
			endpoint.handle(request, responder);
		}
	}

	private static HttpReply recovering() {
		return HttpReply.text(503, "Master has not finished recovery");
	}

	private HttpReply redirect(HttpRequest request) {
		MasterInfo leader = this.master.leader();
		if (leader == null) {
			return HttpReply.text(503, "No leader elected");
		}
		String base = "//" + leader.getHostname() + ":" + leader.getPort();
		if ("/master/redirect".equals(request.path())) {
			return Replies.redirect(base);
		}
		if (request.path().startsWith("/master/redirect/")) {
			return HttpReply.text(404, "404 Not Found.");
		}
		return Replies.redirect(base + request.path() + query(request.query()));
	}

	private static String query(Map<String, List<String>> query) {
		StringBuilder text = new StringBuilder();
		query.forEach((name,
				values) -> values.forEach((value) -> text.append(text.isEmpty() ? '?' : '&')
					.append(URLEncoder.encode(name, StandardCharsets.UTF_8))
					.append('=')
					.append(URLEncoder.encode(value, StandardCharsets.UTF_8))));
		return text.toString();
	}

	private HttpHandler leading(@Nullable String method, Action action) {
		return (request, responder) -> {
			Term term = this.master.term();
			if (term == null) {
				responder.reply(redirect(request));
			}
			else if (method != null && !method.equals(request.method())) {
				responder.reply(HttpReply.methodNotAllowed(request.method(), method));
			}
			else {
				responder.reply(action.answer(term, request));
			}
		};
	}

	private void read(HttpRouter router, String path, Function<StateJson, Function<HttpRequest, Object>> view) {
		router.route(path, READ_ONLY, leading(null, (term, request) -> {
			Object value = view.apply(new StateJson(term)).apply(request);
			return JsonReplies.json(request, value);
		}));
	}

	private Map<String, Double> metrics() {
		Term term = this.master.term();
		return (term != null) ? new Metrics(term).snapshot() : Map.of("master/elected", 0.0);
	}

	private HttpReply teardown(Term term, HttpRequest request) {
		String id = OperationForms.form(request).get("frameworkId");
		if (id == null) {
			return HttpReply.text(400, "Missing 'frameworkId' query parameter in the request body");
		}
		return new OperatorEndpoint(term).teardown(FrameworkID.newBuilder().setValue(id).build());
	}

	private void schedule(HttpRequest request, HttpResponder responder) {
		Term term = this.master.term();
		if (term == null) {
			responder.reply(redirect(request));
		}
		else if ("GET".equals(request.method())) {
			responder.reply(JsonReplies.text(request, MesosJson.print(term.registry().schedule())));
		}
		else if (!"POST".equals(request.method())) {
			responder.reply(HttpReply.methodNotAllowed(request.method(), "GET", "POST"));
		}
		else {
			Schedule.Builder schedule = Schedule.newBuilder();
			try {
				MesosJson.merge(new String(request.body(), StandardCharsets.UTF_8), schedule);
				responder.reply(term.machines().update(schedule.build()));
			}
			catch (CodecException ex) {
				responder.reply(HttpReply.text(400, ex.text()));
			}
		}
	}

	private static HttpReply weights(Term term, HttpRequest request) {
		WeightCalls calls = new WeightCalls(term);
		return switch (request.method()) {
			case "GET" -> JsonReplies.json(request, calls.weights());
			case "PUT" -> calls.update(request);
			default -> HttpReply.methodNotAllowed(request.method(), "GET", "PUT");
		};
	}

	private static HttpReply quota(Term term, HttpRequest request) {
		QuotaCalls calls = new QuotaCalls(term);
		return switch (request.method()) {
			case "GET" -> JsonReplies.json(request, calls.status());
			case "POST" -> calls.set(request);
			case "DELETE" -> calls.removeByPath(request.path());
			default -> HttpReply.methodNotAllowed(request.method(), "GET", "POST", "DELETE");
		};
	}

	private static HttpReply machines(HttpRequest request, Function<List<MachineID>, HttpReply> action) {
		try {
			List<MachineID> ids = new java.util.ArrayList<>();
			for (Object item : Json.parseArray(new String(request.body(), StandardCharsets.UTF_8))) {
				MachineID.Builder id = MachineID.newBuilder();
				MesosJson.convert(item, id);
				ids.add(id.build());
			}
			return action.apply(ids);
		}
		catch (CodecException ex) {
			return HttpReply.text(400, ex.text());
		}
	}

	/**
	 * Answers a request to a leading master.
	 */
	@FunctionalInterface
	private interface Action {

		HttpReply answer(Term term, HttpRequest request);

	}

}
