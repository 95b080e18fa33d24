package io.mesosframework.embedded.master.state;

import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;

import io.mesosframework.embedded.resource.Amount;
import io.mesosframework.embedded.resource.Limits;
import io.mesosframework.embedded.resource.Quantities;

/**
 * What a role is promised and the most it gets.
 *
 * @param guarantees what is kept for the role
 * @param limits what the role may not exceed
 * @since 0.1.0
 */
public record Quota(Quantities guarantees, Limits limits) {

	/** No promise and no limit. */
	public static final Quota NONE = new Quota(Quantities.NONE, Limits.NONE);

	/**
	 * Return the quota of a message.
	 * @param config the message
	 * @return the quota
	 */
	public static Quota of(QuotaConfig config) {
		return new Quota(Quantities.of(config.getGuaranteesMap()), Limits.of(config.getLimitsMap()));
	}

	/**
	 * Return the message of this quota.
	 * @param role the role
	 * @return the message
	 */
	public QuotaConfig toProto(String role) {
		QuotaConfig.Builder config = QuotaConfig.newBuilder().setRole(role);
		this.guarantees.amounts().forEach((name, amount) -> config.putGuarantees(name, scalar(amount)));
		this.limits.amounts().forEach((name, amount) -> config.putLimits(name, scalar(amount)));
		return config.build();
	}

	private static Value.Scalar scalar(Amount amount) {
		return Value.Scalar.newBuilder().setValue(amount.toDouble()).build();
	}

}
