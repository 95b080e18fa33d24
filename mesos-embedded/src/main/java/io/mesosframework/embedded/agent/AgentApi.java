package io.mesosframework.embedded.agent;

import java.util.LinkedHashMap;
import java.util.Map;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.agent.Protos.Call;
import org.apache.mesos.v1.agent.Protos.Response;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.codec.Accepts;
import io.mesosframework.embedded.codec.Codec;
import io.mesosframework.embedded.codec.Json;
import io.mesosframework.embedded.codec.MediaType;
import io.mesosframework.embedded.http.HttpException;
import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.http.HttpRequest;
import io.mesosframework.embedded.http.HttpResponder;
import io.mesosframework.embedded.http.HttpRouter;
import io.mesosframework.embedded.process.ProcessHost;

/**
 * What operators and people can ask an agent over HTTP: the v1 operator API
 * ({@code docs/operator-http-api.md}) and the older endpoints that tools use.
 */
final class AgentApi {

	private static final String READONLY = "mesos-agent-readonly";

	private static final String READWRITE = "mesos-agent-readwrite";

	private final AgentState state;

	private final Containers containers;

	private final AgentReads reads;

	private final AgentStateJson json;

	private final SandboxFiles files;

	private final ProcessHost host;

	AgentApi(AgentState state, Containers containers, ProcessHost host) {
		this.state = state;
		this.containers = containers;
		this.host = host;
		this.reads = new AgentReads(state, containers);
		this.json = new AgentStateJson(state);
		this.files = new SandboxFiles(state.options.workDir());
	}

	void route(HttpRouter router) {
		router.route("/slave(1)/health", (request, responder) -> responder
			.reply(HttpReply.empty((this.state.phase == AgentState.Phase.RECOVERING) ? 503 : 200)));
		router.route("/version", (request, responder) -> responder.reply(json(request, version())));
		router.route("/slave(1)/state", READONLY, this::state);
		router.route("/slave(1)/state.json", READONLY, this::state);
		router.route("/slave(1)/flags", READONLY,
				(request, responder) -> responder.reply(json(request, Map.of("flags", this.reads.flags()))));
		router.route("/files/browse", READONLY, (request, responder) -> file(request, responder, this.files::browse));
		router.route("/files/read", READONLY, (request, responder) -> file(request, responder, this.files::read));
		router.route("/files/download", READONLY,
				(request, responder) -> file(request, responder, this.files::download));
		router.route("/slave(1)/api/v1", READWRITE, this::api);
	}

	private static Map<String, @Nullable Object> version() {
		Map<String, @Nullable Object> version = new LinkedHashMap<>();
		version.put("version", AgentReads.VERSION);
		return version;
	}

	private void state(HttpRequest request, HttpResponder responder) {
		if (this.state.phase == AgentState.Phase.RECOVERING) {
			responder.reply(HttpReply.text(503, "Agent has not finished recovery"));
			return;
		}
		responder.reply(json(request, this.json.state(this.reads.flags())));
	}

	private void file(HttpRequest request, HttpResponder responder, FileAction action) {
		Map<String, String> paths = this.files.virtualPaths(this.state);
		this.host.execute(() -> {
			HttpReply reply = action.perform(request, paths);
			this.state.loop.execute(() -> responder.reply(reply));
		});
	}

	private void api(HttpRequest request, HttpResponder responder) {
		try {
			if (this.state.phase == AgentState.Phase.RECOVERING) {
				throw HttpException.of(503, "Agent has not finished recovery");
			}
			request.expectPost();
			Call call = parse(request);
			MediaType mediaType = Accepts.negotiate(request);
			if (mediaType == null) {
				throw HttpException.of(406, "Expecting 'Accept' to allow application/json or application/x-protobuf"
						+ " or application/recordio");
			}
			handle(call, mediaType, responder);
		}
		catch (HttpException ex) {
			responder.reply(ex.reply());
		}
	}

	private static Call parse(HttpRequest request) throws HttpException {
		String contentType = request.header("Content-Type");
		boolean known = contentType == null || contentType.equals(MediaType.JSON.value())
				|| contentType.equals(MediaType.PROTOBUF.value());
		if (!known) {
			throw HttpException.of(415, "Expecting 'Content-Type' of application/json or application/x-protobuf"
					+ " or application/recordio");
		}
		Call call = Codec.parseBody(request, Call.newBuilder(), "Call").build();
		String error = AgentCallValidation.validate(call);
		if (error != null) {
			throw HttpException.of(400, "Failed to validate agent::Call: " + error);
		}
		return call;
	}

	@SuppressWarnings("deprecation")
	private void handle(Call call, MediaType mediaType, HttpResponder responder) throws HttpException {
		Response response = this.reads.read(call);
		if (response != null) {
			responder.reply(Codec.reply(response, mediaType));
			return;
		}
		switch (call.getType()) {
			case LIST_FILES -> files(call, mediaType, responder);
			case READ_FILE -> files(call, mediaType, responder);
			case WAIT_NESTED_CONTAINER -> throw HttpException.of(404,
					"Container " + name(call.getWaitNestedContainer().getContainerId()) + " cannot be found");
			case WAIT_CONTAINER -> throw HttpException.of(404,
					"Container " + name(call.getWaitContainer().getContainerId()) + " cannot be found");
			case KILL_NESTED_CONTAINER -> kill(call.getKillNestedContainer().getContainerId());
			case KILL_CONTAINER -> kill(call.getKillContainer().getContainerId());
			case REMOVE_NESTED_CONTAINER, REMOVE_CONTAINER, SET_LOGGING_LEVEL, PRUNE_IMAGES ->
				responder.reply(HttpReply.empty(200));
			default -> throw HttpException.of(501, "501 Not Implemented.");
		}
	}

	private void kill(ContainerID containerId) throws HttpException {
		if (this.containers.isAlive(containerId)) {
			throw HttpException.of(501, "Containers of the embedded agent are killed through their tasks only");
		}
		throw HttpException.of(404, "Container '" + name(containerId) + "' cannot be found (or is already killed)");
	}

	private void files(Call call, MediaType mediaType, HttpResponder responder) {
		Map<String, String> paths = this.files.virtualPaths(this.state);
		this.host.execute(() -> {
			HttpReply reply;
			try {
				reply = Codec.reply(readFiles(call, paths), mediaType);
			}
			catch (SandboxFiles.FilesException ex) {
				reply = ex.reply();
			}
			HttpReply done = reply;
			this.state.loop.execute(() -> responder.reply(done));
		});
	}

	private Response readFiles(Call call, Map<String, String> paths) throws SandboxFiles.FilesException {
		if (call.getType() == Call.Type.LIST_FILES) {
			return Response.newBuilder()
				.setType(Response.Type.LIST_FILES)
				.setListFiles(Response.ListFiles.newBuilder()
					.addAllFileInfos(this.files.list(call.getListFiles().getPath(), paths)))
				.build();
		}
		Call.ReadFile read = call.getReadFile();
		SandboxFiles.Content content = this.files.read(read.getPath(), read.getOffset(),
				read.hasLength() ? read.getLength() : null, paths);
		return Response.newBuilder()
			.setType(Response.Type.READ_FILE)
			.setReadFile(
					Response.ReadFile.newBuilder().setSize(content.size()).setData(ByteString.copyFrom(content.data())))
			.build();
	}

	private static String name(ContainerID containerId) {
		return containerId.hasParent() ? name(containerId.getParent()) + "." + containerId.getValue()
				: containerId.getValue();
	}

	/**
	 * Create a reply with a JSON value, as a script when the request asks for one.
	 * @param request the request
	 * @param value the value
	 * @return the reply
	 */
	static HttpReply json(HttpRequest request, @Nullable Object value) {
		String text = Json.print(value);
		String callback = request.query().containsKey("jsonp") ? request.query().get("jsonp").get(0) : null;
		if (callback != null) {
			return HttpReply.text(200, callback + "(" + text + ");").withHeader("Content-Type", "text/javascript");
		}
		return HttpReply.text(200, text).withHeader("Content-Type", "application/json");
	}

	/** Reads files; runs outside the loop. */
	@FunctionalInterface
	private interface FileAction {

		/**
		 * Answer a request.
		 * @param request the request
		 * @param paths real paths by virtual ones
		 * @return the answer
		 */
		HttpReply perform(HttpRequest request, Map<String, String> paths);

	}

}
