package io.mesosframework.embedded.master;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;
import org.apache.mesos.v1.quota.Protos.QuotaInfo;
import org.apache.mesos.v1.quota.Protos.QuotaRequest;
import org.apache.mesos.v1.quota.Protos.QuotaStatus;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.codec.CodecException;
import io.mesosframework.embedded.codec.JsonSyntaxException;
import io.mesosframework.embedded.codec.MesosJson;
import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.http.HttpRequest;
import io.mesosframework.embedded.master.state.OfferRecord;
import io.mesosframework.embedded.master.state.Quota;
import io.mesosframework.embedded.master.state.RoleNames;
import io.mesosframework.embedded.master.validation.QuotaValidation;
import io.mesosframework.embedded.resource.Quantities;
import io.mesosframework.embedded.resource.Resources;

/**
 * Shows and changes quotas, by the calls of the operator API and by {@code /quota}
 * ({@code src/master/quota_handler.cpp}).
 */
final class QuotaCalls {

	private final Term term;

	private final Map<String, Quota> quotas;

	QuotaCalls(Term term) {
		this.term = term;
		this.quotas = term.registry().quotas();
	}

	/** All quotas; those without a guarantee have an empty one in the older form. */
	@SuppressWarnings("deprecation")
	QuotaStatus status() {
		QuotaStatus.Builder status = QuotaStatus.newBuilder();
		this.quotas.forEach((role, quota) -> {
			QuotaInfo.Builder info = QuotaInfo.newBuilder().setRole(role);
			quota.guarantees()
				.toDoubles()
				.forEach((name,
						value) -> info.addGuarantee(Resource.newBuilder()
							.setName(name)
							.setType(Value.Type.SCALAR)
							.setScalar(Value.Scalar.newBuilder().setValue(value))));
			status.addInfos(info).addConfigs(quota.toProto(role));
		});
		return status.build();
	}

	/**
	 * Set several quotas at once, or none of them.
	 * @param call the call
	 * @return 200, or why not
	 */
	HttpReply update(Call.UpdateQuota call) {
		for (QuotaConfig config : call.getQuotaConfigsList()) {
			String error = QuotaValidation.validate(config, this.term.options().roles());
			if (error != null) {
				return HttpReply.text(400, error);
			}
		}
		for (QuotaConfig config : call.getQuotaConfigsList()) {
			Quantities consumed = new RoleUsage(this.term, config.getRole()).consumed();
			Quota quota = Quota.of(config);
			if (!call.getForce() && !quota.limits().contains(consumed)) {
				return HttpReply.text(400,
						"Invalid QuotaConfig: Role '" + config.getRole() + "' is already consuming '" + consumed
								+ "'; this is more than the requested limits '" + quota.limits()
								+ "' (use 'force' flag to bypass this check)");
			}
		}
		Map<String, Quota> changed = new HashMap<>(this.quotas);
		call.getQuotaConfigsList().forEach((config) -> changed.put(config.getRole(), Quota.of(config)));
		Quantities guaranteed = guaranteed(changed);
		if (!call.getForce() && !capacity().contains(guaranteed)) {
			return HttpReply.text(400, "Invalid QuotaConfig: total quota guarantees '" + guaranteed
					+ "' exceed cluster capacity '" + capacity() + "' (use 'force' flag to bypass this check)");
		}
		this.quotas.putAll(changed);
		call.getQuotaConfigsList().forEach((config) -> enforce(config.getRole(), Quota.of(config)));
		this.term.allocator().policyChanged();
		return HttpReply.empty(200);
	}

	private static Quantities guaranteed(Map<String, Quota> quotas) {
		Quantities sum = Quantities.NONE;
		for (Map.Entry<String, Quota> entry : quotas.entrySet()) {
			if (entry.getKey().indexOf('/') < 0) {
				sum = sum.plus(entry.getValue().guarantees());
			}
		}
		return sum;
	}

	private Quantities capacity() {
		Resources sum = Resources.EMPTY;
		for (var agent : this.term.agents().registered()) {
			sum = sum.plus(agent.total().nonRevocable().scalars());
		}
		return Quantities.of(sum);
	}

	/** Offers that break the limits or the guarantees of a role are taken back. */
	private void enforce(String role, Quota quota) {
		RoleUsage usage = new RoleUsage(this.term, role);
		Quantities used = usage.consumed().plus(usage.offered());
		for (OfferRecord offer : offers()) {
			if (quota.limits().contains(used)) {
				break;
			}
			if (RoleNames.isWithin(offer.role(), role)) {
				used = used.minus(Quantities.of(offer.resources()));
				this.term.offers().rescind(offer, null);
			}
		}
		Quantities rescinded = Quantities.NONE;
		for (OfferRecord offer : offers()) {
			if (rescinded.plus(used).contains(quota.guarantees())) {
				return;
			}
			if (!RoleNames.isWithin(offer.role(), role)) {
				rescinded = rescinded.plus(Quantities.of(offer.resources()));
				this.term.offers().rescind(offer, null);
			}
		}
	}

	private List<OfferRecord> offers() {
		List<OfferRecord> offers = new ArrayList<>();
		this.term.agents().registered().forEach((agent) -> offers.addAll(agent.offers()));
		return offers;
	}

	/**
	 * Set a quota through {@code POST /quota}.
	 * @param request the request
	 * @return 200, or why not
	 */
	HttpReply set(HttpRequest request) {
		String body = new String(request.body(), StandardCharsets.UTF_8);
		QuotaRequest.Builder quota = QuotaRequest.newBuilder();
		try {
			MesosJson.merge(body, quota);
		}
		catch (JsonSyntaxException ex) {
			return HttpReply.text(400, "Failed to parse set quota request JSON '" + body + "': " + ex.text());
		}
		catch (CodecException ex) {
			return HttpReply.text(400, "Failed to validate set quota request JSON '" + body + "': " + ex.text());
		}
		return set(quota.build());
	}

	/**
	 * Set a quota in the older form: a guarantee which is also the limit.
	 * @param request the quota
	 * @return 200, or why not
	 */
	HttpReply set(QuotaRequest request) {
		String role = request.getRole();
		Set<String> allowed = this.term.options().roles();
		String error = QuotaValidation.validate(request);
		if (error == null && allowed != null && !allowed.contains(role)) {
			error = "Unknown role '" + role + "'";
		}
		if (error == null && this.quotas.containsKey(role)) {
			error = "Cannot set quota for role '" + role + "' which already has quota";
		}
		if (error != null) {
			return HttpReply.text(400, "Failed to validate set quota request: " + error);
		}
		if (role.indexOf('/') >= 0) {
			return HttpReply.text(400, "Setting quota on nested role '" + role + "' is not supported yet");
		}
		QuotaConfig.Builder config = QuotaConfig.newBuilder().setRole(role);
		request.getGuaranteeList().forEach((resource) -> {
			config.putGuarantees(resource.getName(), resource.getScalar());
			config.putLimits(resource.getName(), resource.getScalar());
		});
		Quota quota = Quota.of(config.build());
		Map<String, Quota> changed = new HashMap<>(this.quotas);
		changed.put(role, quota);
		if (!request.getForce() && !capacity().contains(guaranteed(changed))) {
			return HttpReply.text(409,
					"Quota guarantees overcommit the cluster (use 'force' to bypass this check): "
							+ "Total quota guarantees '" + guaranteed(changed) + "' exceed cluster capacity '"
							+ capacity() + "'");
		}
		this.quotas.put(role, quota);
		enforce(role, quota);
		this.term.allocator().policyChanged();
		return HttpReply.empty(200);
	}

	/**
	 * Remove a quota through {@code DELETE /quota/<role>}.
	 * @param path the path of the request
	 * @return 200, or why not
	 */
	HttpReply removeByPath(String path) {
		String[] tokens = path.substring(1).split("/", 3);
		if (tokens.length < 3) {
			return HttpReply.text(400, "Failed to parse remove quota request for path '" + path
					+ "': expected 3 tokens, found " + tokens.length + " tokens");
		}
		String role = tokens[2];
		Set<String> allowed = this.term.options().roles();
		if (allowed != null && !allowed.contains(role)) {
			return HttpReply.text(400,
					"Failed to validate remove quota request for path '" + path + "': Unknown role '" + role + "'");
		}
		if (!this.quotas.containsKey(role)) {
			return HttpReply.text(400,
					"Failed to remove quota for path '" + path + "': Role '" + role + "' has no quota set");
		}
		return remove(role);
	}

	/**
	 * Remove a quota.
	 * @param role its role
	 * @return 200, or why not
	 */
	HttpReply remove(@Nullable String role) {
		if (role == null || this.quotas.remove(role) == null) {
			return HttpReply.text(400, "Failed to remove quota: Role '" + role + "' has no quota set");
		}
		this.term.allocator().policyChanged();
		return HttpReply.empty(200);
	}

}
