package io.mesosframework.scheduler;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what every SUBSCRIBE must repeat because it replaces it at the master: the
 * framework's description, the suppressed roles and the offer constraints. Updated by the
 * calls that change them. Thread-safe; such calls are sent while its lock is held, so
 * that it changes in the same order as the master.
 */
final class SubscriptionMemory {

	private FrameworkInfo info;

	private Set<String> suppressed;

	private @Nullable OfferConstraints constraints;

	/** The calls sent after each unanswered UPDATE_FRAMEWORK. */
	private final Map<Call.UpdateFramework, List<Call>> since = new IdentityHashMap<>();

	SubscriptionMemory(FrameworkInfo info, Collection<String> suppressed, @Nullable OfferConstraints constraints) {
		this.info = info;
		this.suppressed = Set.copyOf(suppressed);
		this.constraints = constraints;
	}

	static boolean isChangedBy(Call.Type type) {
		return type == Call.Type.SUPPRESS || type == Call.Type.REVIVE || type == Call.Type.UPDATE_FRAMEWORK;
	}

	/**
	 * Record a call that changes the state at the master. Must be called in the order in
	 * which the calls are sent.
	 * @param call the call
	 */
	synchronized void sent(Call call) {
		if (call.getType() == Call.Type.UPDATE_FRAMEWORK) {
			this.since.put(call.getUpdateFramework(), new ArrayList<>());
			return;
		}
		this.since.values().forEach((calls) -> calls.add(call));
		apply(call);
	}

	/**
	 * Apply a call. Like the master, ignores the whole call if one of its roles is not
	 * subscribed.
	 */
	private void apply(Call call) {
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
	 * Record the answer to an UPDATE_FRAMEWORK. Suppressions and revivals sent after it
	 * are applied on top.
	 * @param update the call
	 * @param agreed whether the master has agreed
	 */
	synchronized void answered(Call.UpdateFramework update, boolean agreed) {
		List<Call> later = this.since.remove(update);
		if (!agreed) {
			return;
		}
		this.info = update.getFrameworkInfo().toBuilder().clearId().build();
		this.suppressed = Set.copyOf(update.getSuppressedRolesList());
		this.constraints = update.hasOfferConstraints() ? update.getOfferConstraints() : null;
		if (later != null) {
			later.forEach(this::apply);
		}
	}

	synchronized @Nullable OfferConstraints offerConstraints() {
		return this.constraints;
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
