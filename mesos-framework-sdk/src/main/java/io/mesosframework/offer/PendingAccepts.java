package io.mesosframework.offer;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.mesosframework.offer.OfferPool.Held;
import io.mesosframework.placement.AgentOffer;
import io.mesosframework.resource.ResourceBag;
import io.mesosframework.resource.ResourceNeed;
import io.mesosframework.resource.Taken;

/**
 * A claim on all offers of one agent to one role. Nobody else uses the offers until they
 * are {@linkplain ResourceManager#accept accepted}, {@linkplain ResourceManager#release
 * released} or {@linkplain ResourceManager#decline declined}. Parts of their resources
 * can be assigned to tasks. Call on the event loop only.
 *
 * @since 0.1.0
 */
public final class PendingAccepts {

	private final AgentOffer agent;

	private final List<Held> held;

	private final Map<String, Taken> assigned = new LinkedHashMap<>();

	private ResourceBag rest;

	PendingAccepts(AgentOffer agent, List<Held> held) {
		this.agent = agent;
		this.held = List.copyOf(held);
		this.rest = agent.resources();
	}

	/**
	 * Return the agent with everything it offered when it was claimed.
	 * @return the agent
	 */
	public AgentOffer agent() {
		return this.agent;
	}

	/**
	 * Assign resources of these offers to a task.
	 * @param taskId the id of the task
	 * @param need the resources it needs
	 * @return the resources for its {@code TaskInfo}; empty if not enough is left
	 * @throws IllegalArgumentException if resources are already assigned to the task
	 */
	public Optional<Taken> assign(String taskId, ResourceNeed need) {
		if (this.assigned.containsKey(taskId)) {
			throw new IllegalArgumentException("Resources are assigned to task '" + taskId + "' already");
		}
		if (!need.fitsInto(this.rest)) {
			return Optional.empty();
		}
		Taken taken = Taken.from(this.rest, need);
		this.rest = taken.rest();
		this.assigned.put(taskId, taken);
		return Optional.of(taken);
	}

	/**
	 * Take back the resources of a task, so that they can be assigned to another one.
	 * @param taskId the id of the task
	 * @return whether resources were assigned to it
	 */
	public boolean unassign(String taskId) {
		Taken taken = this.assigned.remove(taskId);
		if (taken == null) {
			return false;
		}
		this.rest = this.rest.plus(taken.resources());
		return true;
	}

	/**
	 * Return the resources that are not assigned.
	 * @return the remaining resources
	 */
	public ResourceBag rest() {
		return this.rest;
	}

	/**
	 * Return the tasks to which resources are assigned.
	 * @return their ids, in the order of assignment
	 */
	public List<String> tasks() {
		return List.copyOf(this.assigned.keySet());
	}

	/**
	 * Return whether all of these offers can still be accepted.
	 * @return {@code false} if one of them has been answered or is void
	 */
	public boolean isOpen() {
		return this.held.stream().allMatch((each) -> each.reply().isOpen());
	}

	List<Held> held() {
		return this.held;
	}

	/** Return when the oldest offer was received, or {@code null} if there is none. */
	@Nullable Instant oldest() {
		return this.held.stream().map(Held::since).min(Instant::compareTo).orElse(null);
	}

}
