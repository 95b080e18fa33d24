package io.mesosframework.boot.agent;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.mesos.v1.Protos.MasterInfo;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.mesosframework.client.AgentRequest;
import io.mesosframework.client.AgentResponse;
import io.mesosframework.client.MasterAddress;
import io.mesosframework.client.MesosHttpClient;
import io.mesosframework.scheduler.MesosScheduler;

/**
 * Resolves the addresses of agents by asking the leading master
 * ({@code /slaves?slave_id=…}, {@code docs/endpoints/master/slaves.md} of Mesos). Caches
 * a bounded number of addresses. Thread-safe.
 */
final class AgentLocator {

	private static final int MAX_SIZE = 1024 * 1024;

	private static final int MAX_REMEMBERED = 1000;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final MesosScheduler scheduler;

	private final MesosHttpClient client;

	private final boolean secure;

	private final Map<String, MasterAddress> known = Collections.synchronizedMap(new LinkedHashMap<>() {
		@Override
		protected boolean removeEldestEntry(Map.Entry<String, MasterAddress> eldest) {
			return size() > MAX_REMEMBERED;
		}
	});

	AgentLocator(MesosScheduler scheduler, MesosHttpClient client, boolean secure) {
		this.scheduler = scheduler;
		this.client = client;
		this.secure = secure;
	}

	/** Resolve the address of an agent within a time limit. */
	CompletionStage<MasterAddress> locate(String agentId, Duration timeout) {
		MasterAddress remembered = this.known.get(agentId);
		if (remembered != null) {
			return CompletableFuture.completedStage(remembered);
		}
		MasterInfo master = this.scheduler.master();
		if (master == null) {
			return CompletableFuture.failedStage(new AgentUnreachableException(
					"Nobody knows where agent '" + agentId + "' is, because the framework is not subscribed; try later",
					false));
		}
		String path = "/master/slaves?slave_id=" + URLEncoder.encode(agentId, StandardCharsets.UTF_8);
		return this.client.exchange(address(master), AgentRequest.get(path, timeout, MAX_SIZE)).thenApply((answer) -> {
			MasterAddress found = find(agentId, answer);
			this.known.put(agentId, found);
			return found;
		});
	}

	/** Remove an address from the cache because the agent was not found there. */
	void forget(String agentId) {
		this.known.remove(agentId);
	}

	private MasterAddress address(MasterInfo master) {
		String host = master.getAddress().hasHostname() ? master.getAddress().getHostname() : master.getHostname();
		int port = master.hasAddress() ? master.getAddress().getPort() : master.getPort();
		if (host.isEmpty()) {
			host = master.getAddress().getIp();
		}
		return new MasterAddress(this.secure ? "https" : "http", host, port);
	}

	private MasterAddress find(String agentId, AgentResponse answer) {
		if (answer.status() != 200) {
			throw new AgentUnreachableException(
					"The master answered " + answer.status() + " when asked where agent '" + agentId + "' is: "
							+ answer.excerpt() + ". The framework's principal must be allowed to view agents",
					false);
		}
		try {
			for (JsonNode agent : JSON.readTree(answer.body()).path("slaves")) {
				int port = agent.path("port").asInt(0);
				String host = agent.path("hostname").asString("");
				if (agentId.equals(agent.path("id").asString("")) && !host.isEmpty()) {
					return new MasterAddress(this.secure ? "https" : "http", host, (port > 0) ? port : port(agent));
				}
			}
		}
		catch (JacksonException | IllegalArgumentException ex) {
			throw new AgentUnreachableException(
					"The master's answer about agent '" + agentId + "' is not understood: " + answer.excerpt(), false);
		}
		throw new AgentUnreachableException(
				"The master does not know agent '" + agentId + "' any more: it is unreachable or gone", false);
	}

	private static int port(JsonNode agent) {
		String pid = agent.path("pid").asString("");
		return Integer.parseInt(pid.substring(pid.lastIndexOf(':') + 1));
	}

}
