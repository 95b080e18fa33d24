package io.mesosframework.task.internal.app;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The launches that are decided but not stored yet. The master must not be asked for
 * their tasks: it would answer that there are none. Used on the event loop only.
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
