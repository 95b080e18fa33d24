package io.mesosframework.scheduler;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;
import org.jspecify.annotations.Nullable;

/**
 * What must be said again with every SUBSCRIBE, because a SUBSCRIBE replaces it: the
 * framework's description, the suppressed roles and the offer constraints. Changed by the
 * calls which change them at the master. Thread-safe; calls which change it are sent
 * while its lock is held, so that it changes in the order in which the master sees them.
 */
final class SubscriptionMemory {

	private FrameworkInfo info;

	private Set<String> suppressed;

	private @Nullable OfferConstraints constraints;

	SubscriptionMemory(FrameworkInfo info, Collection<String> suppressed, @Nullable OfferConstraints constraints) {
		this.info = info;
		this.suppressed = Set.copyOf(suppressed);
		this.constraints = constraints;
	}

	static boolean isChangedBy(Call.Type type) {
		return type == Call.Type.SUPPRESS || type == Call.Type.REVIVE;
	}

	/**
	 * Notes a SUPPRESS or REVIVE. The master ignores the whole call if it names one role
	 * which is not subscribed; so is it here.
	 * @param call the call
	 */
	synchronized void sent(Call call) {
		Set<String> roles = roles();
		if (call.getType() == Call.Type.SUPPRESS) {
			List<String> named = call.getSuppress().getRolesList();
			if (roles.containsAll(named)) {
				Set<String> all = new LinkedHashSet<>(this.suppressed);
				all.addAll(named.isEmpty() ? roles : named);
				this.suppressed = Set.copyOf(all);
			}
		}
		else if (call.getType() == Call.Type.REVIVE) {
			List<String> named = call.getRevive().getRolesList();
			if (roles.containsAll(named)) {
				Set<String> rest = new LinkedHashSet<>(this.suppressed);
				rest.removeAll(named.isEmpty() ? roles : named);
				this.suppressed = Set.copyOf(rest);
			}
		}
	}

	/**
	 * Notes an UPDATE_FRAMEWORK to which the master has agreed.
	 * @param update what was sent
	 */
	synchronized void updated(Call.UpdateFramework update) {
		this.info = update.getFrameworkInfo().toBuilder().clearId().build();
		this.suppressed = Set.copyOf(update.getSuppressedRolesList());
		this.constraints = update.hasOfferConstraints() ? update.getOfferConstraints() : null;
	}

	synchronized Call subscribe(@Nullable FrameworkID frameworkId) {
		return Calls.subscribe(info(frameworkId), this.suppressed, this.constraints);
	}

	synchronized FrameworkInfo info(@Nullable FrameworkID frameworkId) {
		return (frameworkId != null) ? this.info.toBuilder().setId(frameworkId).build() : this.info;
	}

	synchronized Set<String> suppressedRoles() {
		return this.suppressed;
	}

	private Set<String> roles() {
		boolean multiRole = this.info.getCapabilitiesList()
			.stream()
			.anyMatch((capability) -> capability.getType() == FrameworkInfo.Capability.Type.MULTI_ROLE);
		return multiRole ? new LinkedHashSet<>(this.info.getRolesList()) : Set.of(role());
	}

	@SuppressWarnings("deprecation")
	private String role() {
		return this.info.getRole();
	}

}
