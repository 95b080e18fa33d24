package io.mesosframework.embedded.master;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.master.Protos.Call;

import io.mesosframework.embedded.codec.CodecException;
import io.mesosframework.embedded.codec.Json;
import io.mesosframework.embedded.codec.MesosJson;
import io.mesosframework.embedded.http.HttpException;
import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.http.HttpRequest;

/**
 * Answers {@code /reserve}, {@code /unreserve}, {@code /create-volumes} and
 * {@code /destroy-volumes}, the older forms of calls of the operator API, whose arguments
 * are a form ({@code src/master/http.cpp}).
 */
final class OperationForms {

	private OperationForms() {
	}

	static HttpReply reserve(Term term, HttpRequest request) {
		return answer(term, request, (form, agentId) -> {
			Call.Builder call = Call.newBuilder().setType(Call.Type.RESERVE_RESOURCES);
			call.getReserveResourcesBuilder()
				.setAgentId(agentId)
				.addAllResources(resources(form, "resources", "Error parsing"));
			if (form.containsKey("source")) {
				call.getReserveResourcesBuilder().addAllSource(resources(form, "source", "Error parsing"));
			}
			return call.build();
		});
	}

	static HttpReply unreserve(Term term, HttpRequest request) {
		return answer(term, request, (form, agentId) -> {
			Call.Builder call = Call.newBuilder().setType(Call.Type.UNRESERVE_RESOURCES);
			call.getUnreserveResourcesBuilder()
				.setAgentId(agentId)
				.addAllResources(resources(form, "resources", "Error in parsing"));
			return call.build();
		});
	}

	static HttpReply create(Term term, HttpRequest request) {
		return answer(term, request, (form, agentId) -> {
			Call.Builder call = Call.newBuilder().setType(Call.Type.CREATE_VOLUMES);
			call.getCreateVolumesBuilder()
				.setAgentId(agentId)
				.addAllVolumes(resources(form, "volumes", "Error in parsing"));
			return call.build();
		});
	}

	static HttpReply destroy(Term term, HttpRequest request) {
		return answer(term, request, (form, agentId) -> {
			Call.Builder call = Call.newBuilder().setType(Call.Type.DESTROY_VOLUMES);
			call.getDestroyVolumesBuilder()
				.setAgentId(agentId)
				.addAllVolumes(resources(form, "volumes", "Error in parsing"));
			return call.build();
		});
	}

	private static HttpReply answer(Term term, HttpRequest request, Reader reader) {
		Map<String, String> form;
		try {
			form = form(request);
		}
		catch (IllegalArgumentException ex) {
			return HttpReply.text(400, "Unable to decode query string: " + ex.getMessage());
		}
		String agentId = form.get("slaveId");
		if (agentId == null) {
			return HttpReply.text(400, "Missing 'slaveId' query parameter in the request body");
		}
		try {
			Call call = reader.read(form, AgentID.newBuilder().setValue(agentId).build());
			return new OperatorOperations(term).apply(call, request.principal());
		}
		catch (HttpException ex) {
			return ex.reply();
		}
	}

	private static List<Resource> resources(Map<String, String> form, String name, String error) throws HttpException {
		String value = form.get(name);
		if (value == null) {
			throw HttpException.of(400, "Missing '" + name + "' query parameter in the request body");
		}
		try {
			List<Resource> resources = new ArrayList<>();
			for (Object item : Json.parseArray(value)) {
				Resource.Builder resource = Resource.newBuilder();
				MesosJson.convert(item, resource);
				resources.add(resource.build());
			}
			return resources;
		}
		catch (CodecException ex) {
			throw HttpException.of(400, error + " '" + name + "' query parameter in the request body: " + ex.text());
		}
	}

	/**
	 * Decode a form.
	 * @param request the request with the form in its body
	 * @return values by name, the last one of each
	 */
	static Map<String, String> form(HttpRequest request) {
		Map<String, String> values = new LinkedHashMap<>();
		for (String pair : new String(request.body(), StandardCharsets.UTF_8).split("[&;]")) {
			int equals = pair.indexOf('=');
			if (equals >= 0) {
				values.put(URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
						URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
			}
		}
		return values;
	}

	/** Makes a call of a form. */
	@FunctionalInterface
	private interface Reader {

		Call read(Map<String, String> form, AgentID agentId) throws HttpException;

	}

}
