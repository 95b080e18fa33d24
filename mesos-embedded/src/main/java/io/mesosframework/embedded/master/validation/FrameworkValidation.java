package io.mesosframework.embedded.master.validation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.OfferFilters;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.master.state.Capabilities;
import io.mesosframework.embedded.master.state.RoleNames;
import io.mesosframework.embedded.resource.IdRules;
import io.mesosframework.embedded.resource.Numbers;
import io.mesosframework.embedded.resource.Roles;

/**
 * Decides whether a framework may be as it describes itself, see
 * {@code src/master/validation.cpp} and {@code src/master/master.cpp} of Mesos.
 *
 * @since 0.1.0
 */
public final class FrameworkValidation {

	private static final double MAX_DURATION_SECONDS = Long.MAX_VALUE / 1e9;

	private final @Nullable Set<String> roles;

	private final boolean rootSubmissions;

	/**
	 * Create the validation of a master.
	 * @param roles the only roles allowed, {@code null} for any
	 * @param rootSubmissions whether frameworks may run as {@code root}
	 */
	public FrameworkValidation(@Nullable Set<String> roles, boolean rootSubmissions) {
		this.roles = roles;
		this.rootSubmissions = rootSubmissions;
	}

	/**
	 * Validate a framework that wants to subscribe or to be updated.
	 * @param info the framework
	 * @param completed whether a framework of that id has been removed
	 * @return the error or {@code null}
	 */
	public @Nullable String validate(FrameworkInfo info, boolean completed) {
		String error = validateRoles(info);
		if (error == null && !info.getId().getValue().isEmpty()) {
			error = IdRules.validate(info.getId().getValue());
		}
		if (error == null) {
			error = validateOfferFilters(info);
		}
		if (error == null && !fitsDuration(info.getFailoverTimeout())) {
			error = "The framework failover_timeout (" + Numbers.printShort(info.getFailoverTimeout()) + ") is invalid";
		}
		if (error == null) {
			error = validateAgainstMaster(info);
		}
		if (error == null && completed) {
			error = "Framework has been removed";
		}
		return error;
	}

	private @Nullable String validateAgainstMaster(FrameworkInfo info) {
		if (this.roles != null) {
			Set<String> unknown = new TreeSet<>(RoleNames.of(info));
			unknown.removeAll(this.roles);
			unknown.remove("*");
			if (!unknown.isEmpty()) {
				return "Roles " + CppText.set(unknown) + " are not present in the master's --roles";
			}
		}
		if ("root".equals(info.getUser()) && !this.rootSubmissions) {
			return "User 'root' is not allowed to run frameworks without --root_submissions set";
		}
		return null;
	}

	private static @Nullable String validateRoles(FrameworkInfo info) {
		if (!Capabilities.has(info, FrameworkInfo.Capability.Type.MULTI_ROLE)) {
			if (info.getRolesCount() > 0) {
				return "'FrameworkInfo.roles' must not be set when the framework is not MULTI_ROLE capable";
			}
			String error = Roles.validate(RoleNames.legacyRole(info));
			return (error != null) ? "'FrameworkInfo.role' is not a valid role: " + error : null;
		}
		if (RoleNames.hasLegacyRole(info)) {
			return "'FrameworkInfo.role' must not be set when the framework is MULTI_ROLE capable";
		}
		Set<String> seen = new TreeSet<>();
		List<String> duplicates = info.getRolesList().stream().filter((role) -> !seen.add(role)).toList();
		if (!duplicates.isEmpty()) {
			return "'FrameworkInfo.roles' contains duplicate items: " + CppText.set(duplicates);
		}
		for (String role : info.getRolesList()) {
			String error = Roles.validate(role);
			if (error != null) {
				return "'FrameworkInfo.roles' contains invalid role: " + error;
			}
		}
		return null;
	}

	private static @Nullable String validateOfferFilters(FrameworkInfo info) {
		for (OfferFilters filters : info.getOfferFiltersMap().values()) {
			for (OfferFilters.ResourceQuantities quantities : filters.getMinAllocatableResources()
				.getQuantitiesList()) {
				if (quantities.getQuantitiesCount() == 0) {
					return "Resource quantities must contain at least one quantity";
				}
				for (Map.Entry<String, Value.Scalar> quantity : quantities.getQuantitiesMap().entrySet()) {
					String error = validateQuantity(quantity.getValue().getValue());
					if (error != null) {
						return "Invalid resource quantity for '" + quantity.getKey() + "': " + error;
					}
				}
			}
		}
		return null;
	}

	private static @Nullable String validateQuantity(double value) {
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

	private static boolean fitsDuration(double seconds) {
		return !(seconds > MAX_DURATION_SECONDS || seconds < -MAX_DURATION_SECONDS);
	}

	/**
	 * Validate the change of a known framework.
	 * @param current the framework as it is
	 * @param update the framework as it wants to be
	 * @return the error or {@code null}
	 */
	public static @Nullable String validateUpdate(FrameworkInfo current, FrameworkInfo update) {
		if (!Objects.equals(principal(current), principal(update))) {
			return "Changing framework's principal is not allowed.";
		}
		if (!current.getUser().equals(update.getUser())) {
			return "Updating 'FrameworkInfo.user' is unsupported; attempted to update from '" + current.getUser()
					+ "' to '" + update.getUser() + "'";
		}
		if (current.getCheckpoint() != update.getCheckpoint()) {
			return "Updating 'FrameworkInfo.checkpoint' is unsupported; attempted to update from '"
					+ current.getCheckpoint() + "' to '" + update.getCheckpoint() + "'";
		}
		return null;
	}

	/**
	 * Keep what a subscription cannot change.
	 * @param current the framework as it is
	 * @param update the framework as it wants to be
	 * @return the update with the unchangeable parts of the current one
	 */
	public static FrameworkInfo preserveImmutable(FrameworkInfo current, FrameworkInfo update) {
		FrameworkInfo.Builder builder = update.toBuilder();
		if (!current.getUser().equals(update.getUser())) {
			builder.setUser(current.getUser());
		}
		if (current.getCheckpoint() != update.getCheckpoint()) {
			builder.setCheckpoint(current.getCheckpoint());
		}
		return builder.build();
	}

	/**
	 * Validate what goes with a framework's description.
	 * @param roles the framework's roles
	 * @param suppressed the roles it does not want offers for
	 * @param constraints its constraints on agents
	 * @return the error or {@code null}
	 */
	public static @Nullable String validateOptions(Set<String> roles, Collection<String> suppressed,
			OfferConstraints constraints) {
		Set<String> foreign = new TreeSet<>(suppressed);
		foreign.removeAll(roles);
		if (!foreign.isEmpty()) {
			return "Suppressed roles " + CppText.set(foreign) + " are not contained in the set of roles";
		}
		for (String role : constraints.getRoleConstraintsMap().keySet()) {
			if (!roles.contains(role)) {
				return "Offer constraints specify `role_constraints` for a role '" + role
						+ "'not contained in the set of roles";
			}
		}
		return null;
	}

	private static @Nullable String principal(FrameworkInfo info) {
		return info.hasPrincipal() ? info.getPrincipal() : null;
	}

}
