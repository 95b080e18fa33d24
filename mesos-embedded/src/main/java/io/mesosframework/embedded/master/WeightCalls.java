package io.mesosframework.embedded.master;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.apache.mesos.v1.Protos.WeightInfo;

import io.mesosframework.embedded.codec.CodecException;
import io.mesosframework.embedded.codec.Json;
import io.mesosframework.embedded.codec.JsonSyntaxException;
import io.mesosframework.embedded.codec.MesosJson;
import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.http.HttpRequest;
import io.mesosframework.embedded.master.state.OfferRecord;
import io.mesosframework.embedded.resource.Numbers;
import io.mesosframework.embedded.resource.Roles;

/**
 * Shows and changes the weights of roles, by the calls of the operator API and by
 * {@code /weights} ({@code src/master/weights_handler.cpp}).
 */
final class WeightCalls {

	private final Term term;

	WeightCalls(Term term) {
		this.term = term;
	}

	/** The weights that were set. */
	List<WeightInfo> weights() {
		List<WeightInfo> infos = new ArrayList<>();
		this.term.registry()
			.weights()
			.forEach((role, weight) -> infos.add(WeightInfo.newBuilder().setRole(role).setWeight(weight).build()));
		return infos;
	}

	/**
	 * Set weights through {@code PUT /weights}.
	 * @param request the request
	 * @return 200, or why not
	 */
	HttpReply update(HttpRequest request) {
		String body = new String(request.body(), StandardCharsets.UTF_8);
		List<WeightInfo> infos = new ArrayList<>();
		try {
			for (Object item : Json.parseArray(body)) {
				WeightInfo.Builder info = WeightInfo.newBuilder();
				MesosJson.convert(item, info);
				infos.add(info.build());
			}
		}
		catch (JsonSyntaxException ex) {
			return HttpReply.text(400, "Failed to parse update weights request JSON '" + body + "': " + ex.text());
		}
		catch (CodecException ex) {
			return HttpReply.text(400, "Failed to convert weights JSON array to protobuf '" + body + "': " + ex.text());
		}
		return update(infos);
	}

	/**
	 * Set several weights at once, or none of them.
	 * @param infos the weights
	 * @return 200, or why not
	 */
	HttpReply update(List<WeightInfo> infos) {
		Set<String> allowed = this.term.options().roles();
		for (WeightInfo info : infos) {
			String role = info.getRole().strip();
			String error = Roles.validate(role);
			if (error != null) {
				error = ": Invalid role '" + role + "': " + error;
			}
			else if (allowed != null && !allowed.contains(role)) {
				error = ": Unknown role '" + role + "'";
			}
			else if (info.getWeight() <= 0) {
				error = " for role '" + role + "': Invalid weight '" + Numbers.printShort(info.getWeight())
						+ "': Weights must be positive";
			}
			if (error != null) {
				return HttpReply.text(400, "Failed to validate update weights request JSON" + error);
			}
		}
		infos.forEach((info) -> this.term.registry().weights().put(info.getRole().strip(), info.getWeight()));
		Set<String> known = new OperatorReads(this.term).rolesOfFrameworks();
		if (infos.stream().anyMatch((info) -> known.contains(info.getRole().strip()))) {
			rescindAll();
		}
		this.term.allocator().policyChanged();
		return HttpReply.empty(200);
	}

	private void rescindAll() {
		for (var agent : this.term.agents().registered()) {
			for (OfferRecord offer : List.copyOf(agent.offers())) {
				this.term.offers().rescind(offer, null);
			}
		}
	}

}
