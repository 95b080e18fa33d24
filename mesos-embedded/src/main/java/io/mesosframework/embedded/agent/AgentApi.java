package io.mesosframework.embedded.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.agent.Protos.Call;
import org.apache.mesos.v1.agent.Protos.Response;

import io.mesosframework.embedded.codec.Codec;
import io.mesosframework.embedded.codec.MediaType;
import io.mesosframework.embedded.endpoint.AttachedFiles;
import io.mesosframework.embedded.endpoint.CommonEndpoints;
import io.mesosframework.embedded.endpoint.JsonReplies;
import io.mesosframework.embedded.http.HttpException;
import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.http.HttpRequest;
import io.mesosframework.embedded.http.HttpResponder;
import io.mesosframework.embedded.http.HttpRouter;
import io.mesosframework.embedded.process.ProcessHost;

/**
 * The HTTP endpoints of an agent: the v1 operator API ({@code
 * docs/operator-http-api.md}) and the older endpoints that tools use.
 */
final class AgentApi {

	private static final String READONLY = "mesos-agent-readonly";

	private static final String READWRITE = "mesos-agent-readwrite";

	private final AgentState state;

	private final ContainerCalls containerCalls;

	private final AgentReads reads;

	private final AgentStateJson json;

	private final ProcessHost host;

	AgentApi(AgentState state, Containers containers, ProcessHost host) {
		this.state = state;
		this.containerCalls = new ContainerCalls(state, containers);
		this.host = host;
		this.reads = new AgentReads(state, containers);
		this.json = new AgentStateJson(state);
	}

	void route(HttpRouter router) {
		router.route("/slave(1)/health", (request, responder) -> responder
			.reply(HttpReply.empty((this.state.phase == AgentState.Phase.RECOVERING) ? 503 : 200)));
		CommonEndpoints common = new CommonEndpoints(router, READONLY, READWRITE);
		common.register(AgentReads.VERSION, Map::of);
		common.registerFiles(this::file);
		router.route("/slave(1)/state", READONLY, this::state);
		router.route("/slave(1)/flags", READONLY, (request, responder) -> responder
			.reply(JsonReplies.json(request, Map.of("flags", this.reads.flags()))));
		router.routeStreaming("/slave(1)/api/v1", READWRITE, this::api);
	}

	private void state(HttpRequest request, HttpResponder responder) {
		if (this.state.phase == AgentState.Phase.RECOVERING) {
			responder.reply(HttpReply.text(503, "Agent has not finished recovery"));
			return;
		}
		responder.reply(JsonReplies.json(request, this.json.state(this.reads.flags())));
	}

	private void file(Function<AttachedFiles, HttpReply> action, Consumer<HttpReply> answer) {
		AttachedFiles files = new AttachedFiles(virtualPaths());
		this.host.execute(() -> {
			HttpReply reply = action.apply(files);
			this.state.loop.execute(() -> answer.accept(reply));
		});
	}

	/** The sandboxes of all known executors, by their own path and by their ids. */
	private Map<String, String> virtualPaths() {
		Map<String, String> paths = new HashMap<>();
		List<AgentFramework> all = new ArrayList<>(this.state.completedFrameworks);
		all.addAll(this.state.frameworks.values());
		for (AgentFramework framework : all) {
			framework.completedExecutors.forEach((executor) -> attach(paths, framework, executor));
			framework.executors.values().forEach((executor) -> attach(paths, framework, executor));
		}
		return paths;
	}

	private static void attach(Map<String, String> paths, AgentFramework framework, AgentExecutor executor) {
		String directory = executor.directory.toString();
		paths.put(directory, directory);
		paths.put(executor.directory.resolveSibling("latest").toString(), directory);
		paths.put("/frameworks/" + framework.id() + "/executors/" + executor.id() + "/runs/latest", directory);
	}

	private void api(HttpRequest request, HttpResponder responder) {
		try {
			if (this.state.phase == AgentState.Phase.RECOVERING) {
				throw HttpException.of(503, "Agent has not finished recovery");
			}
			request.expectPost();
			AgentRequest.Envelope envelope = AgentRequest.envelope(request);
			Call call = AgentRequest.call(request, envelope);
			String error = AgentCallValidation.validate(call);
			if (error != null) {
				throw HttpException.of(400, "Failed to validate agent::Call: " + error);
			}
			envelope.check(call.getType());
			handle(call, envelope.answer(), responder);
		}
		catch (HttpException ex) {
			responder.reply(ex.reply());
		}
	}

	private void handle(Call call, MediaType mediaType, HttpResponder responder) throws HttpException {
		Response response = this.reads.read(call);
		if (response != null) {
			responder.reply(Codec.reply(response, mediaType));
			return;
		}
		switch (call.getType()) {
			case LIST_FILES, READ_FILE -> files(call, mediaType, responder);
			case SET_LOGGING_LEVEL, PRUNE_IMAGES -> responder.reply(HttpReply.empty(200));
			default -> responder.reply(this.containerCalls.answer(call));
		}
	}

	private void files(Call call, MediaType mediaType, HttpResponder responder) {
		file((files) -> {
			try {
				return Codec.reply(readFiles(call, files), mediaType);
			}
			catch (AttachedFiles.FilesException ex) {
				return ex.reply();
			}
		}, responder::reply);
	}

	private static Response readFiles(Call call, AttachedFiles files) throws AttachedFiles.FilesException {
		if (call.getType() == Call.Type.LIST_FILES) {
			return Response.newBuilder()
				.setType(Response.Type.LIST_FILES)
				.setListFiles(
						Response.ListFiles.newBuilder().addAllFileInfos(files.list(call.getListFiles().getPath())))
				.build();
		}
		Call.ReadFile read = call.getReadFile();
		AttachedFiles.Content content = files.read(read.getPath(), read.getOffset(),
				read.hasLength() ? read.getLength() : null);
		return Response.newBuilder()
			.setType(Response.Type.READ_FILE)
			.setReadFile(
					Response.ReadFile.newBuilder().setSize(content.size()).setData(ByteString.copyFrom(content.data())))
			.build();
	}

}
