package io.mesosframework.task.internal.app;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Launches that are not yet durable and therefore not sent. They are excluded from
 * reconciliation: the master does not know them yet and would report them as lost. Used
 * on the event loop only.
 *
 * @since 0.1.0
 */
public final class UnsentLaunches {

	private final Set<String> launchIds = new HashSet<>();

	public void add(Collection<String> ids) {
		this.launchIds.addAll(ids);
	}

	public void remove(Collection<String> ids) {
		this.launchIds.removeAll(ids);
	}

	public boolean contains(String launchId) {
		return this.launchIds.contains(launchId);
	}

	/** Return the ids of the launches. */
	public Collection<String> ids() {
		return this.launchIds;
	}

}
