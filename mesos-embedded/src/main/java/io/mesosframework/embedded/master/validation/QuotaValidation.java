package io.mesosframework.embedded.master.validation;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;
import org.apache.mesos.v1.quota.Protos.QuotaRequest;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.master.state.Quota;
import io.mesosframework.embedded.resource.Numbers;
import io.mesosframework.embedded.resource.Resources;
import io.mesosframework.embedded.resource.Roles;

/**
 * Validates quotas, with the texts of {@code src/master/quota.cpp}.
 *
 * @since 0.1.0
 */
public final class QuotaValidation {

	private static final long EXABYTE = 1L << 40;

	private static final long TRILLION = 1_000_000_000_000L;

	private QuotaValidation() {
	}

	/**
	 * Validate a quota.
	 * @param config the quota
	 * @param allowed the only roles allowed, {@code null} for any
	 * @return the whole text of the refusal, or {@code null}
	 */
	public static @Nullable String validate(QuotaConfig config, @Nullable Set<String> allowed) {
		if (allowed != null && !allowed.contains(config.getRole())) {
			return "Invalid QuotaConfig: '" + config.getRole() + "' is not on the roles whitelist";
		}
		if (config.getRole().indexOf('/') >= 0) {
			return "Updating quota on nested role '" + config.getRole() + "' is not supported yet";
		}
		String error = validate(config);
		return (error != null) ? "Invalid QuotaConfig: " + error : null;
	}

	private static @Nullable String validate(QuotaConfig config) {
		if (!config.hasRole()) {
			return "'QuotaConfig.role' must be set";
		}
		String error = Roles.validate(config.getRole());
		if (error != null) {
			return "Invalid 'QuotaConfig.role': " + error;
		}
		error = tooLarge(config.getGuaranteesMap());
		if (error != null) {
			return "Invalid 'QuotaConfig.guarantees': " + error;
		}
		error = tooLarge(config.getLimitsMap());
		if (error != null) {
			return "Invalid 'QuotaConfig.limits': " + error;
		}
		error = values("guarantee", config.getGuaranteesMap());
		if (error == null) {
			error = values("limit", config.getLimitsMap());
		}
		Quota quota = Quota.of(config);
		if (error == null && !quota.limits().contains(quota.guarantees())) {
			return "'QuotaConfig.guarantees' " + print(config.getGuaranteesMap())
					+ " is not contained within the 'QuotaConfig.limits' " + print(config.getLimitsMap());
		}
		return error;
	}

	private static @Nullable String tooLarge(Map<String, Value.Scalar> values) {
		for (Map.Entry<String, Value.Scalar> entry : values.entrySet()) {
			boolean memory = "mem".equals(entry.getKey()) || "disk".equals(entry.getKey());
			long most = memory ? EXABYTE : TRILLION;
			if (entry.getValue().getValue() > most) {
				return print(entry) + " is invalid: values greater than " + (memory ? "1 exabyte" : "1 trillion") + " ("
						+ most + ") are not supported";
			}
		}
		return null;
	}

	private static @Nullable String values(String kind, Map<String, Value.Scalar> values) {
		for (Map.Entry<String, Value.Scalar> entry : values.entrySet()) {
			String error = validate(entry.getValue().getValue());
			if (error != null) {
				return "Invalid " + kind + " configuration " + print(entry) + ": " + error;
			}
		}
		return null;
	}

	private static @Nullable String validate(double value) {
		if (Double.isInfinite(value)) {
			return "Infinite values not supported";
		}
		if (Double.isNaN(value)) {
			return "NaN not supported";
		}
		if (value != 0 && Math.abs(value) < Double.MIN_NORMAL) {
			return "Subnormal values not supported";
		}
		return (value < 0) ? "Negative values not supported" : null;
	}

	private static String print(Map.Entry<String, Value.Scalar> entry) {
		return "{'" + entry.getKey() + "': " + Numbers.print(entry.getValue().getValue()) + "}";
	}

	private static String print(Map<String, Value.Scalar> values) {
		return "{ " + new TreeMap<>(values).entrySet()
			.stream()
			.map((entry) -> entry.getKey() + ": " + Numbers.print(entry.getValue().getValue()))
			.collect(Collectors.joining(", ")) + " }";
	}

	/**
	 * Validate a quota in the older form.
	 * @param request the quota
	 * @return the error or {@code null}
	 */
	public static @Nullable String validate(QuotaRequest request) {
		String error = Resources.validate(request.getGuaranteeList());
		if (error != null) {
			return "QuotaInfo with invalid resource: " + error;
		}
		if (!request.hasRole()) {
			return "QuotaInfo must specify a role";
		}
		error = Roles.validate(request.getRole());
		if (error != null) {
			return "QuotaInfo with invalid role: " + error;
		}
		if (request.getGuaranteeCount() == 0) {
			return "QuotaInfo with empty 'guarantee'";
		}
		Set<String> names = new HashSet<>();
		for (Resource resource : request.getGuaranteeList()) {
			error = validate(resource);
			if (error != null) {
				return error;
			}
			if (!names.add(resource.getName())) {
				return "QuotaInfo contains duplicate resource name '" + resource.getName() + "'";
			}
		}
		return null;
	}

	private static @Nullable String validate(Resource resource) {
		if (resource.getReservationsCount() > 0) {
			return "QuotaInfo must not contain any ReservationInfo";
		}
		if (resource.hasDisk()) {
			return "QuotaInfo must not contain DiskInfo";
		}
		if (resource.hasRevocable()) {
			return "QuotaInfo must not contain RevocableInfo";
		}
		return (resource.getType() != Value.Type.SCALAR) ? "QuotaInfo must not include non-scalar resources" : null;
	}

}
