package io.mesosframework.embedded.standalone;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.embedded.AgentNode;
import io.mesosframework.embedded.EmbeddedMesosCluster;
import io.mesosframework.embedded.MasterNode;
import io.mesosframework.embedded.codec.Json;
import io.mesosframework.embedded.codec.JsonSyntaxException;
import io.mesosframework.embedded.http.HttpFaults;
import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.http.HttpRequest;
import io.mesosframework.embedded.http.HttpResponder;
import io.mesosframework.embedded.http.HttpRouter;
import io.mesosframework.embedded.http.HttpServer;
import io.mesosframework.embedded.loop.LoopThread;
import io.mesosframework.embedded.resource.Durations;

/**
 * The control API: injects faults into a running cluster and shows its state. It has a
 * loop of its own, since what it does takes time; requests are served one after the other
 * and answered when the fault is in place.
 */
final class ControlServer implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ControlServer.class);

	private static final String PREFIX = "/control";

	private final LoopThread loop = new LoopThread("embedded-mesos-control");

	private final EmbeddedMesosCluster cluster;

	private final HttpServer server;

	ControlServer(EmbeddedMesosCluster cluster, InetSocketAddress bind) {
		this.cluster = cluster;
		HttpRouter router = new HttpRouter(PREFIX.substring(1));
		for (String root : List.of("/status", "/agents", "/masters", "/master", "/faults")) {
			router.route(PREFIX + root, this::handle);
		}
		try {
			this.server = HttpServer.start(this.loop, bind, router);
		}
		catch (RuntimeException ex) {
			this.loop.close();
			throw ex;
		}
	}

	int port() {
		return this.server.port();
	}

	@Override
	public void close() {
		this.server.close();
		this.loop.close();
	}

	private void handle(HttpRequest request, HttpResponder responder) {
		try {
			responder.reply(json(200, answer(request)));
		}
		catch (ControlException ex) {
			responder.reply(json(ex.status, Map.of("error", String.valueOf(ex.getMessage()))));
		}
		catch (RuntimeException ex) {
			logger.warn("{} {} failed", request.method(), request.path(), ex);
			responder.reply(json(500, Map.of("error", String.valueOf(ex.getMessage()))));
		}
	}

	private Map<String, Object> answer(HttpRequest request) throws ControlException {
		String path = request.path().substring(PREFIX.length() + 1);
		List<String> words = List.of(path.split("/"));
		if (words.equals(List.of("status"))) {
			expect(request, "GET");
			return status();
		}
		expect(request, "POST");
		logger.info("Control: {}", path);
		Map<String, @Nullable Object> body = body(request);
		switch (words.get(0)) {
			case "agents" -> agent(words, body);
			case "masters" -> master(masterAt(word(words, 1)), word(words, 2), body);
			case "master" -> master(leader(), word(words, 1), body);
			case "faults" -> resetFaults(words);
			default -> throw unknown(path);
		}
		return status();
	}

	private void agent(List<String> words, Map<String, @Nullable Object> body) throws ControlException {
		AgentNode agent = agentAt(word(words, 1));
		switch (word(words, 2)) {
			case "kill" -> agent.kill();
			case "start" -> agent.start();
			case "reset" -> agent.reset();
			case "drop_connections" -> agent.dropConnections();
			case "pause_reading" -> agent.pauseReading(true);
			case "resume_reading" -> agent.pauseReading(false);
			case "faults" -> agent.httpFaults(faults(body));
			default -> throw unknown(String.join("/", words));
		}
	}

	private void master(MasterNode master, String action, Map<String, @Nullable Object> body) throws ControlException {
		switch (action) {
			case "restart" -> master.restart();
			case "kill" -> master.kill();
			case "start" -> master.start();
			case "failover" -> this.cluster.failover();
			case "drop_connections" -> master.dropConnections();
			case "pause_reading" -> master.pauseReading(true);
			case "resume_reading" -> master.pauseReading(false);
			case "faults" -> master.httpFaults(faults(body));
			default -> throw unknown(action);
		}
	}

	private void resetFaults(List<String> words) throws ControlException {
		if (!words.equals(List.of("faults", "reset"))) {
			throw unknown(String.join("/", words));
		}
		for (MasterNode master : this.cluster.masters()) {
			master.pauseReading(false);
			master.httpFaults(HttpFaults::reset);
		}
		for (AgentNode agent : this.cluster.agents()) {
			agent.pauseReading(false);
			agent.httpFaults(HttpFaults::reset);
		}
	}

	/** The changes of HTTP behaviour that a body asks for. */
	private static Consumer<HttpFaults> faults(Map<String, @Nullable Object> body) throws ControlException {
		List<Consumer<HttpFaults>> changes = new ArrayList<>();
		for (Map.Entry<String, @Nullable Object> entry : body.entrySet()) {
			Object value = entry.getValue();
			switch (entry.getKey()) {
				case "chunk_size" -> {
					int size = number(entry);
					changes.add((faults) -> faults.chunkSize(size));
				}
				case "first_chunk_size" -> {
					int size = number(entry);
					changes.add((faults) -> faults.firstChunkSize(size));
				}
				case "merge_records" -> {
					int records = number(entry);
					changes.add((faults) -> faults.mergeRecords(records));
				}
				case "silent_streams" -> {
					boolean on = Boolean.TRUE.equals(value);
					changes.add((faults) -> faults.silentStreams(on));
				}
				case "reply_delay" -> {
					Duration delay = duration(entry);
					changes.add((faults) -> faults.replyDelay(delay));
				}
				default -> throw new ControlException(400, "Unknown fault '" + entry.getKey()
						+ "'; there are chunk_size, first_chunk_size, merge_records, silent_streams and reply_delay");
			}
		}
		return (faults) -> changes.forEach((change) -> change.accept(faults));
	}

	private static int number(Map.Entry<String, @Nullable Object> entry) throws ControlException {
		if (entry.getValue() instanceof Number number && number.intValue() >= 0) {
			return number.intValue();
		}
		throw new ControlException(400, "'" + entry.getKey() + "' must be a number that is not negative");
	}

	private static Duration duration(Map.Entry<String, @Nullable Object> entry) throws ControlException {
		try {
			return Durations.parse(String.valueOf(entry.getValue()));
		}
		catch (IllegalArgumentException ex) {
			throw new ControlException(400, "'" + entry.getKey() + "': " + ex.getMessage());
		}
	}

	private Map<String, Object> status() {
		List<Map<String, Object>> agents = new ArrayList<>();
		for (AgentNode agent : this.cluster.agents()) {
			Map<String, Object> view = new LinkedHashMap<>();
			view.put("index", agent.index());
			view.put("url", agent.url().toString());
			view.put("state", agent.state().name());
			agents.add(view);
		}
		List<Map<String, Object>> masters = new ArrayList<>();
		for (MasterNode master : this.cluster.masters()) {
			Map<String, Object> view = new LinkedHashMap<>();
			view.put("index", master.index());
			view.put("url", master.url().toString());
			view.put("state", master.state().name());
			masters.add(view);
		}
		Map<String, Object> status = new LinkedHashMap<>();
		status.put("agents", agents);
		status.put("masters", masters);
		return status;
	}

	private AgentNode agentAt(String word) throws ControlException {
		return this.cluster.agents().get(index("agent", word, this.cluster.agents().size()));
	}

	private MasterNode masterAt(String word) throws ControlException {
		return this.cluster.masters().get(index("master", word, this.cluster.masters().size()));
	}

	private MasterNode leader() throws ControlException {
		return this.cluster.masters()
			.stream()
			.filter((master) -> master.state() == MasterNode.State.LEADING)
			.findFirst()
			.orElse(this.cluster.masters().get(0));
	}

	private static int index(String what, String word, int count) throws ControlException {
		if (word.matches("\\d{1,9}") && Integer.parseInt(word) < count) {
			return Integer.parseInt(word);
		}
		throw new ControlException(404, "There is no " + what + " '" + word + "'; the indexes are 0 to " + (count - 1));
	}

	private static String word(List<String> words, int index) throws ControlException {
		if (index >= words.size()) {
			throw unknown(String.join("/", words));
		}
		return words.get(index);
	}

	private static ControlException unknown(String path) {
		return new ControlException(404, "Unknown control request '" + path + "'");
	}

	private static void expect(HttpRequest request, String method) throws ControlException {
		if (!request.method().equals(method)) {
			throw new ControlException(405, "Expecting " + method + ", but received " + request.method());
		}
	}

	private static Map<String, @Nullable Object> body(HttpRequest request) throws ControlException {
		String text = new String(request.body(), StandardCharsets.UTF_8);
		if (text.isBlank()) {
			return Map.of();
		}
		try {
			return Json.parseObject(text);
		}
		catch (JsonSyntaxException ex) {
			throw new ControlException(400, "The body is not a JSON object: " + ex.getMessage());
		}
	}

	private static HttpReply json(int status, Map<String, Object> value) {
		return new HttpReply(status, Map.of("Content-Type", "application/json"),
				(Json.print(value) + "\n").getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * A request that makes no sense.
	 */
	private static final class ControlException extends Exception {

		private static final long serialVersionUID = 1L;

		private final int status;

		ControlException(int status, String message) {
			super(message);
			this.status = status;
		}

	}

}
