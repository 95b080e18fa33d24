package io.mesosframework.embedded.standalone;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.embedded.AgentNode;
import io.mesosframework.embedded.EmbeddedMesosCluster;
import io.mesosframework.embedded.MasterNode;
import io.mesosframework.embedded.codec.Json;
import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.http.HttpRequest;
import io.mesosframework.embedded.http.HttpResponder;
import io.mesosframework.embedded.http.HttpRouter;
import io.mesosframework.embedded.http.HttpServer;
import io.mesosframework.embedded.loop.LoopThread;

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

	private final SchedulerFaultRequests schedulers;

	private final HttpServer server;

	ControlServer(EmbeddedMesosCluster cluster, InetSocketAddress bind) {
		this.cluster = cluster;
		this.schedulers = new SchedulerFaultRequests(cluster);
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
			responder.reply(json(ex.status(), Map.of("error", String.valueOf(ex.getMessage()))));
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
		ControlBody body = ControlBody.parse(request.body());
		switch (words.get(0)) {
			case "agents" -> agent(words, body);
			case "masters" -> master(masterAt(word(words, 1)), word(words, 2), body);
			case "master" -> master(leader(), word(words, 1), body);
			case "faults" -> faults(word(words, 1), body);
			default -> throw unknown(path);
		}
		return status();
	}

	private void agent(List<String> words, ControlBody body) throws ControlException {
		AgentNode agent = agentAt(word(words, 1));
		switch (word(words, 2)) {
			case "kill" -> agent.kill();
			case "start" -> agent.start();
			case "reset" -> agent.reset();
			case "partition" -> agent.partition();
			case "heal" -> agent.heal();
			case "disconnect" -> agent.disconnect();
			case "remove" -> agent.remove();
			case "drop_connections" -> agent.dropConnections();
			case "pause_reading" -> agent.pauseReading(true);
			case "resume_reading" -> agent.pauseReading(false);
			case "faults" -> agent.httpFaults(SchedulerFaultRequests.http(body));
			default -> throw unknown(String.join("/", words));
		}
	}

	private void master(MasterNode master, String action, ControlBody body) throws ControlException {
		switch (action) {
			case "restart" -> master.restart();
			case "kill" -> master.kill();
			case "start" -> master.start();
			case "failover" -> this.cluster.failover();
			case "drop_connections" -> master.dropConnections();
			case "pause_reading" -> master.pauseReading(true);
			case "resume_reading" -> master.pauseReading(false);
			case "faults" -> master.httpFaults(SchedulerFaultRequests.http(body));
			default -> throw unknown(action);
		}
	}

	private void faults(String what, ControlBody body) throws ControlException {
		switch (what) {
			case "calls" -> this.schedulers.calls(body);
			case "events" -> this.schedulers.events(body);
			case "streams" -> this.schedulers.streams(body);
			case "reset" -> this.cluster.faults().clear();
			default -> throw unknown("faults/" + what);
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

	private static HttpReply json(int status, Map<String, Object> value) {
		return new HttpReply(status, Map.of("Content-Type", "application/json"),
				(Json.print(value) + "\n").getBytes(StandardCharsets.UTF_8));
	}

}
