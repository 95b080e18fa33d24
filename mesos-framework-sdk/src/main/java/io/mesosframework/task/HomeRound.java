package io.mesosframework.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;
import org.jspecify.annotations.Nullable;

import io.mesosframework.offer.AgentOffer;
import io.mesosframework.offer.DiskNeed;
import io.mesosframework.offer.FixedPoint;
import io.mesosframework.offer.PlacementGroup;
import io.mesosframework.offer.PlacementResult;
import io.mesosframework.offer.Placer;
import io.mesosframework.offer.ResourceNeed;
import io.mesosframework.offer.Taken;

/**
 * One round over the offers: frees homes that were left, launches instances in the homes
 * they have, and finds new ones for those that want them. What is decided is collected in
 * one ACCEPT for each agent. Used on the event loop only.
 */
final class HomeRound {

	private final HomeLedger ledger;

	private final HomeLogic logic;

	private final HomeFeedback feedback;

	private final HomeOwner owner;

	private final Starter starter;

	private final Instant now;

	private final List<HomeBatch> batches = new ArrayList<>();

	HomeRound(HomeLedger ledger, HomeLogic logic, HomeFeedback feedback, HomeOwner owner, Starter starter,
			List<AgentOffer> offers, Instant now) {
		this.ledger = ledger;
		this.logic = logic;
		this.feedback = feedback;
		this.owner = owner;
		this.starter = starter;
		this.now = now;
		offers.forEach((offer) -> this.batches.add(new HomeBatch(offer)));
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

	/** Return whether an agent offers anything. */
	boolean offers(String agentId) {
		return this.batches.stream().anyMatch((batch) -> batch.agent().agentId().equals(agentId));
	}

	/** Free a home that was left, as far as it is offered. */
	void free(Home home) {
		if (home.hasOpenOperations() || (home.due() != null && home.due().isAfter(this.now))) {
			return;
		}
		for (HomeBatch batch : this.batches) {
			List<Offer.Operation> operations = HomePlan.free(home.id(), batch.rest());
			if (!operations.isEmpty()) {
				String agentId = batch.agent().agentId();
				List<HomeOperation> tracked = this.feedback.track(operations, agentId);
				batch.add(home, HomeFeedback.withIds(operations, tracked), tracked);
				batch.take(batch.rest().filter((kind) -> home.id().equals(kind.owner())));
				// without feedback: if something is left, it will be seen
				this.ledger.apply(home, tracked.isEmpty() ? new HomeDecision(null, null)
						: HomeDecision.of(this.logic.freeing(home, tracked, this.now)));
				return;
			}
		}
	}

	/**
	 * Launch an instance in the home that it has.
	 * @return why not, or {@code null} if it is launched
	 */
	@Nullable String launch(AppState app, Instance instance, Home home) {
		List<String> missing = null;
		for (HomeBatch batch : this.batches) {
			if (!batch.agent().agentId().equals(home.agentId())
					|| !this.owner.role(batch.agent()).equals(home.role())) {
				continue;
			}
			HomePlan plan = plan(app, home, batch);
			if (plan.taken() != null) {
				start(app, instance, home, batch, plan, plan.taken());
				return null;
			}
			missing = plan.missing();
		}
		return (missing == null) ? "the agent of its home, " + home.hostname() + ", offers nothing"
				: "the agent of its home, " + home.hostname() + ", lacks " + String.join(" and ", missing);
	}

	private HomePlan plan(AppState app, Home home, HomeBatch batch) {
		TaskDefinition definition = app.definition();
		return HomePlan.launch(home, TaskInfos.need(definition), VolumeNeed.of(definition), batch.rest(),
				this.owner.role(batch.agent()), this.owner);
	}

	/**
	 * Find new homes and launch instances there.
	 * @param group what is placed if ordinary resources are all that is needed
	 * @param instances the instances, with the homes they want
	 * @return those that found none
	 */
	List<Instance> find(AppState app, PlacementGroup group, Map<Instance, Home> instances) {
		Map<AgentOffer, HomeBatch> views = new IdentityHashMap<>();
		List<AgentOffer> offers = new ArrayList<>();
		String role = app.definition().role();
		for (HomeBatch batch : this.batches) {
			String offered = this.owner.role(batch.agent());
			if (!offered.equals("*") && (role == null || role.equals(offered))) {
				AgentOffer view = batch.agent().withResources(batch.rest().filter(HomePlan::isFree));
				views.put(view, batch);
				offers.add(view);
			}
		}
		List<Instance> left = new ArrayList<>(instances.keySet());
		if (offers.isEmpty()) {
			return left;
		}
		PlacementResult result = new Placer().place(offers, List.of(group(app, group)));
		Iterator<Map.Entry<Instance, Home>> next = instances.entrySet().iterator();
		result.placements().forEach((placement) -> {
			HomeBatch batch = Objects.requireNonNull(views.get(placement.agent()));
			Map.Entry<Instance, Home> entry = next.next();
			HomePlan plan = plan(app, entry.getValue(), batch);
			if (plan.taken() != null) {
				start(app, entry.getKey(), entry.getValue(), batch, plan, plan.taken());
				left.remove(entry.getKey());
			}
		});
		result.refusals().forEach((unplaced) -> app.unplaced(unplaced.count(), unplaced.why()));
		return left;
	}

	/** Volumes on the root disk count as disk, others as space of other disks. */
	private static PlacementGroup group(AppState app, PlacementGroup group) {
		Map<String, Long> scalars = new HashMap<>(group.need().scalars());
		List<DiskNeed> disks = new ArrayList<>(group.need().disks());
		for (VolumeNeed volume : VolumeNeed.of(app.definition())) {
			if (volume.disk().sourceType() == null) {
				scalars.merge("disk", FixedPoint.milli(volume.disk().size()), Long::sum);
			}
			else {
				disks.add(volume.disk().need());
			}
		}
		ResourceNeed need = new ResourceNeed(scalars, group.need().fixedPorts(), group.need().dynamicPorts(), false);
		return new PlacementGroup(group.app(), need.withDisks(disks), group.count(), group.strategy(),
				group.constraints(), false, group.priority(), group.placed());
	}

	private void start(AppState app, Instance instance, Home home, HomeBatch batch, HomePlan plan, Taken taken) {
		TaskDefinition definition = app.definition();
		AgentOffer agent = batch.agent();
		List<HomeOperation> tracked = this.feedback.track(plan.operations(), agent.agentId());
		Home placed = home.at(agent.agentId(), agent.hostname(), this.owner.role(agent));
		batch.add(home, HomeFeedback.withIds(plan.operations(), tracked), tracked);
		batch.take(plan.consumed());
		Launch launch = Launch.start(TaskIds.next(app.name(), instance.index(), app.fingerprint()), agent,
				app.version(), TaskInfos.ports(definition, taken), this.now);
		FrameworkID frameworkId = FrameworkID.newBuilder().setValue(this.owner.frameworkId()).build();
		batch.launch(
				TaskInfos.launch(definition, instance.index(), launch, taken, frameworkId, home.id(), plan.volumes()),
				launch.taskId(), instance);
		this.ledger.apply(home, HomeDecision.of(this.logic.launched(placed, plan.volumeIds(), tracked, this.now)));
		this.starter.start(app, instance, launch, !plan.operations().isEmpty());
	}

}
