package io.mesosframework.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;
import org.jspecify.annotations.Nullable;

import io.mesosframework.offer.AgentOffer;
import io.mesosframework.offer.AvailabilityConstraint;
import io.mesosframework.offer.OfferDemand;
import io.mesosframework.offer.Taken;

/**
 * One round over the offers: frees homes that were left, and launches instances in their
 * homes. What is decided is collected in one ACCEPT for each agent. Used on the event
 * loop only.
 */
final class HomeRound {

	private final HomeLedger ledger;

	private final HomeLogic logic;

	private final HomeFeedback feedback;

	private final HomeOwner owner;

	private final Starter starter;

	private final AvailabilityConstraint available;

	private final List<HomeBatch> batches = new ArrayList<>();

	private final Map<String, List<HomeBatch>> byAgent = new HashMap<>();

	HomeRound(HomeLedger ledger, HomeLogic logic, HomeFeedback feedback, HomeOwner owner, Starter starter,
			List<AgentOffer> offers, AvailabilityConstraint available) {
		this.ledger = ledger;
		this.logic = logic;
		this.feedback = feedback;
		this.owner = owner;
		this.starter = starter;
		this.available = available;
		for (AgentOffer offer : offers) {
			HomeBatch batch = new HomeBatch(offer);
			this.batches.add(batch);
			this.byAgent.computeIfAbsent(offer.agentId(), (id) -> new ArrayList<>(1)).add(batch);
		}
	}

	/** Return the time. */
	Instant now() {
		return this.available.now();
	}

	/**
	 * Notes that an instance is launched.
	 */
	@FunctionalInterface
	interface Starter {

		/**
		 * Notes a launch.
		 * @param app the app
		 * @param instance the instance
		 * @param launch the launch
		 * @param uncertain whether operations before it may fail
		 */
		void start(AppState app, Instance instance, Launch launch, boolean uncertain);

	}

	/** Return what is to be sent. */
	List<HomeBatch> decided() {
		return this.batches.stream().filter((batch) -> !batch.operations().isEmpty()).toList();
	}

	/** Return what new homes for a role may be made of; empty for any role. */
	List<HomeBatch> batches(String role) {
		return this.batches.stream().filter((batch) -> {
			String offered = this.owner.role(batch.agent());
			return !offered.equals("*") && (role.equals(OfferDemand.ANY_ROLE) || role.equals(offered));
		}).toList();
	}

	/** Return what the agent of a home offers. */
	private List<HomeBatch> at(Home home) {
		return (home.agentId() != null) ? this.byAgent.getOrDefault(home.agentId(), List.of()) : List.of();
	}

	/** Return whether the agent of a home offers anything. */
	boolean offers(Home home) {
		return !at(home).isEmpty();
	}

	/** Free a home that was left, as far as it is offered. */
	void free(Home home) {
		if (home.hasOpenOperations() || (home.due() != null && home.due().isAfter(now()))) {
			return;
		}
		for (HomeBatch batch : at(home)) {
			List<Offer.Operation> operations = HomePlan.free(home.id(), batch.rest());
			if (!operations.isEmpty()) {
				String agentId = batch.agent().agentId();
				List<HomeOperation> tracked = this.feedback.track(operations, agentId);
				batch.add(home, HomeFeedback.withIds(operations, tracked), tracked);
				batch.take(batch.rest().filter((kind) -> home.id().equals(kind.owner())));
				// without feedback: if something is left, it will be seen
				this.ledger.apply(home, tracked.isEmpty() ? new HomeDecision(null, null)
						: HomeDecision.of(this.logic.freeing(home, tracked, now())));
				return;
			}
		}
	}

	/**
	 * Launch an instance in the home that it has.
	 * @return why not, or {@code null} if it is launched
	 */
	@Nullable String launch(AppState app, Instance instance, Home home) {
		String why = "offers nothing";
		for (HomeBatch batch : at(home)) {
			if (this.owner.role(batch.agent()).equals(home.role())) {
				String unavailable = this.available.refusal(batch.agent());
				List<String> missing = (unavailable == null) ? launch(app, instance, home, batch) : List.of();
				if (unavailable == null && missing.isEmpty()) {
					return null;
				}
				why = (unavailable != null) ? "is not used: " + unavailable : "lacks " + String.join(" and ", missing);
			}
		}
		return "the agent of its home, " + home.hostname() + ", " + why;
	}

	/**
	 * Launch an instance in a home, on what is left of a batch.
	 * @return what is missing; empty if it is launched
	 */
	List<String> launch(AppState app, Instance instance, Home home, HomeBatch batch) {
		TaskDefinition definition = app.definition();
		HomePlan plan = HomePlan.launch(home, TaskInfos.need(definition), VolumeNeed.of(definition), batch.rest(),
				this.owner.role(batch.agent()), this.owner);
		if (plan.taken() != null) {
			start(app, instance, home, batch, plan, plan.taken());
		}
		return plan.missing();
	}

	private void start(AppState app, Instance instance, Home home, HomeBatch batch, HomePlan plan, Taken taken) {
		TaskDefinition definition = app.definition();
		AgentOffer agent = batch.agent();
		List<HomeOperation> tracked = this.feedback.track(plan.operations(), agent.agentId());
		Home placed = home.at(agent.agentId(), agent.hostname(), this.owner.role(agent))
			.withReserved(HomeNeeds.together(home.reserved(), TaskInfos.need(definition)));
		batch.add(home, HomeFeedback.withIds(plan.operations(), tracked), tracked);
		batch.take(plan.consumed());
		Launch launch = Launch.start(TaskIds.next(app.name(), instance.index(), app.fingerprint()), agent,
				app.version(), TaskInfos.ports(definition, taken), now());
		FrameworkID frameworkId = FrameworkID.newBuilder().setValue(this.owner.frameworkId()).build();
		batch.launch(
				TaskInfos.launch(definition, instance.index(), launch, taken, frameworkId, home.id(), plan.volumes()),
				launch.taskId(), instance);
		this.ledger.apply(home, HomeDecision.of(this.logic.launched(placed, plan.volumeIds(), tracked, now())));
		this.starter.start(app, instance, launch, !plan.operations().isEmpty());
	}

}
