package io.mesosframework.task.internal.app;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.AppHistory;
import io.mesosframework.task.AppVersion;
import io.mesosframework.task.Deployment;
import io.mesosframework.task.definition.TaskDefinition;

/**
 * The earlier versions and deployments of an app. Changed on the event loop only;
 * {@link #view()} may be called on any thread.
 */
final class AppPast {

	private final Deque<AppVersion> versions = new ArrayDeque<>();

	private final Deque<Deployment> deployments = new ArrayDeque<>();

	private volatile AppHistory view;

	/**
	 * Create a past.
	 * @param versions the versions, the newest first
	 * @param deployments the ended deployments, the newest first
	 */
	AppPast(List<AppVersion> versions, List<Deployment> deployments) {
		this.versions.addAll(versions);
		this.deployments.addAll(deployments);
		this.view = new AppHistory(versions, deployments);
	}

	AppHistory view() {
		return this.view;
	}

	void add(AppVersion version) {
		this.versions.addFirst(version);
		keep();
	}

	/** Add a deployment that has ended, or has ended otherwise than was thought. */
	void add(Deployment ended) {
		this.deployments.removeIf((old) -> old.id().equals(ended.id()));
		this.deployments.addFirst(ended);
		keep();
	}

	private void keep() {
		while (this.versions.size() > AppHistory.MAX) {
			this.versions.removeLast();
		}
		while (this.deployments.size() > AppHistory.MAX) {
			this.deployments.removeLast();
		}
		this.view = new AppHistory(new ArrayList<>(this.versions), new ArrayList<>(this.deployments));
	}

	/** Return the definition of a version, if it is remembered. */
	@Nullable TaskDefinition definition(long version) {
		for (AppVersion each : this.versions) {
			if (each.version() == version) {
				return each.definition();
			}
		}
		return null;
	}

}
