package io.mesosframework.task;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.TaskState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.client.CallOutcome;
import io.mesosframework.client.CallResult;
import io.mesosframework.offer.OfferBook;
import io.mesosframework.offer.Placer;
import io.mesosframework.offer.ReservedOffers;
import io.mesosframework.scheduler.MesosScheduler;

/**
 * Keeps the homes of instances: follows what is heard and seen of them, frees those that
 * were left, and launches instances in those that they have. Changed on the event loop
 * only; {@link #homes()} may be read from any thread.
 */
final class HomeKeeper {

	private static final Logger logger = LoggerFactory.getLogger(HomeKeeper.class);

	private final ManagerLoop manager;

	private final MesosScheduler scheduler;

	private final TaskManagerOptions options;

	private final InstanceLogic instanceLogic;

	private final HomeLogic logic = new HomeLogic(() -> UUID.randomUUID().toString());

	private final HomeLedger ledger;

	private final HomeOrphans orphans;

	private final HomeFeedback feedback;

	private final HomeInventory inventory;

	private final HomePlacement placement;

	/** Launches before which something may fail that is not the task's fault. */
	private final Map<String, String> uncertain = new HashMap<>();

	private @Nullable Instant settledAt;

	private @Nullable Instant due;

	HomeKeeper(ManagerLoop manager, MesosScheduler scheduler, TaskManagerOptions options, InstanceLogic instanceLogic) {
		this.manager = manager;
		this.scheduler = scheduler;
		this.options = options;
		this.instanceLogic = instanceLogic;
		this.ledger = new HomeLedger(this.logic, manager.journal());
		this.orphans = new HomeOrphans(options.homes());
		this.feedback = new HomeFeedback(scheduler);
		this.inventory = new HomeInventory(this.ledger, this.logic, this.orphans);
		this.placement = new HomePlacement(manager, this.ledger, this.logic, options.homes());
	}

	/** Take a home as it was stored. */
	void restore(Home stored) {
		this.ledger.put(stored);
	}

	/** Return all homes. */
	List<Home> homes() {
		return this.ledger.homes();
	}

	/** Return how many homes of an earlier life no instance has. */
	int orphanCount() {
		return this.orphans.count();
	}

	void subscribed(Instant now) {
		this.feedback.subscribed(now);
		if (this.settledAt == null) {
			// homes of an earlier life are looked for before new ones are made
			this.settledAt = now.plus(this.options.settle());
		}
	}

	/** Find out whether the framework can keep anything for an app. */
	void check(TaskDefinition definition, Consumer<Fault> faults) {
		if (!definition.keepsHome()) {
			return;
		}
		FrameworkInfo info = this.scheduler.frameworkInfo();
		List<String> roles = HomeOwner.roles(info);
		String role = definition.role();
		if (role != null && !roles.contains(role)) {
			faults.accept(new Fault("role", "is '" + role
					+ "', for which nothing can be reserved; give one of the framework's roles, " + roles));
		}
		else if (roles.stream().allMatch("*"::equals)) {
			faults.accept(new Fault("role",
					"must be a role of the framework, which has none but '*', for which nothing can be reserved; "
							+ "give the framework a role"));
		}
	}

	/**
	 * Look for homes in offers, whoever they are for.
	 * @return whether there is one
	 */
	boolean offered(Collection<Offer> offers) {
		HomeOwner owner = owner();
		boolean found = false;
		if (owner == null) {
			return false;
		}
		Instant now = now();
		for (Offer offer : offers) {
			for (HomeSight sight : HomeSight.in(offer)) {
				if (owner.owns(sight.labels())) {
					seen(sight, owner.made(sight.labels()), now);
					found = true;
				}
			}
		}
		return found;
	}

	private void seen(HomeSight sight, boolean ours, Instant now) {
		Home home = this.ledger.find(sight, now);
		if (home == null) {
			this.orphans.seen(sight, ours, now);
		}
		else {
			this.ledger.apply(home, this.logic.seen(home, sight, now));
		}
	}

	/** Take feedback; return whether it was about a home. */
	boolean operation(OperationStatus status) {
		Home home = this.ledger.operation(status, now());
		if (home != null) {
			this.feedback.heard(home, status);
		}
		return home != null;
	}

	/**
	 * A status of the current launch of an instance has come.
	 * @return the report, or one that is not held against the task
	 */
	StatusReport heard(Instance instance, StatusReport report, Instant now) {
		Launch launch = instance.launch();
		Home home = this.ledger.of(instance.app(), instance.index());
		if (launch == null || !instance.phase().isLive()) {
			return report;
		}
		boolean itsHome = home != null && launch.agentId().equals(home.agentId());
		if (!TaskStates.isTerminal(report.state())) {
			boolean runs = report.state() == TaskState.TASK_STARTING || report.state() == TaskState.TASK_RUNNING;
			if (home != null && itsHome && runs) {
				this.uncertain.remove(launch.taskId());
				this.ledger.apply(home, HomeDecision.of(this.logic.used(home, now)));
			}
			return report;
		}
		if (home != null && itsHome) {
			String message = (report.message() != null) ? report.message() : report.state().name();
			this.ledger.apply(home, this.logic.ended(home, report.state(), message, now));
		}
		boolean excused = this.uncertain.remove(launch.taskId()) != null && report.state() == TaskState.TASK_ERROR;
		return excused ? report.because("RESOURCES_UNKNOWN") : report;
	}

	/** Return whether the place of the last launch of an instance is its place still. */
	boolean isStillAt(Instance instance, TaskDefinition definition) {
		Launch launch = instance.launch();
		Home home = this.ledger.of(instance.app(), instance.index());
		return !definition.keepsHome() || (launch != null && home != null && launch.agentId().equals(home.agentId()));
	}

	/** An instance gives up its home and wants another one. */
	void leave(String app, int index) {
		Home home = this.ledger.of(app, index);
		if (home != null) {
			this.ledger.apply(home, this.logic.leave(home, true, now()));
		}
	}

	/**
	 * Do what the offers allow.
	 * @param apps all apps
	 * @param waiting what is to be launched now
	 * @param placer finds places for new homes
	 * @return the roles of which offers are needed
	 */
	Set<String> place(Collection<AppState> apps, WaitingGroups waiting, Placer placer, OfferBook offers,
			AgentFacts agents) {
		Instant now = waiting.available().now();
		HomeDemand demand = new HomeDemand(now);
		HomeOwner owner = owner();
		Instant settledAt = this.settledAt;
		if (owner == null || (this.ledger.isEmpty() && waiting.atHome().isEmpty() && this.orphans.count() == 0)) {
			this.due = null;
			return demand.roles();
		}
		this.inventory.take(apps, demand, settledAt, now);
		HomeRound round = new HomeRound(this.ledger, this.logic, this.feedback, owner,
				(app, instance, launch, uncertain) -> start(app, instance, launch, uncertain, now), offers.unkept(),
				waiting.available());
		this.inventory.free(round, demand, now);
		this.placement.place(waiting.atHome(), round, new HomeSearch(round, placer), demand, settledAt);
		round.decided().forEach((batch) -> send(batch, offers, agents));
		this.feedback.run(this.ledger.all(), now);
		demand.at(this.feedback.due());
		this.due = demand.due();
		return demand.roles();
	}

	private void start(AppState app, Instance instance, Launch launch, boolean isUncertain, Instant now) {
		if (isUncertain) {
			this.uncertain.put(launch.taskId(), app.name());
		}
		this.manager.apply(app, instance, this.instanceLogic.launch(instance, launch, now));
	}

	private void send(HomeBatch batch, OfferBook offers, AgentFacts agents) {
		if (!batch.launched().isEmpty()) {
			agents.launched(batch.agent());
		}
		ReservedOffers reserved = offers.reserve(batch.agent());
		List<String> ids = List.copyOf(batch.launched().keySet());
		this.manager.instances().held(ids);
		this.manager.journal().whenDurable(() -> {
			this.manager.instances().released(ids);
			offers.accept(reserved, batch.operations(), ids)
				.whenComplete((answer, failure) -> this.scheduler.execute(() -> answered(batch, answer, failure)));
		});
	}

	/** What never reached the master has changed nothing. */
	private void answered(HomeBatch batch, @Nullable CallResult answer, @Nullable Throwable failure) {
		boolean sent = answer != null && (answer.outcome() == CallOutcome.ACCEPTED
				|| answer.outcome() == CallOutcome.UNKNOWN || answer.outcome() == CallOutcome.UNAVAILABLE);
		if (sent) {
			return;
		}
		logger.warn("{} launches and the changes of {} homes did not reach the master and are tried again: {}",
				batch.launched().size(), batch.homes().size(), (failure != null) ? failure.getMessage() : answer);
		Instant now = now();
		batch.homes().forEach((id, operations) -> {
			Home home = this.ledger.find(id);
			if (home != null) {
				this.ledger.apply(home, this.logic.notSent(home, operations, now));
			}
		});
		batch.launched().keySet().forEach(this.uncertain::remove);
		this.manager.notSent(batch.launched());
	}

	/** Return when a round is due, or {@code null}. */
	@Nullable Instant due() {
		return this.due;
	}

	private @Nullable HomeOwner owner() {
		return (this.scheduler.frameworkId() != null)
				? HomeOwner.of(this.scheduler.frameworkId().getValue(), this.scheduler.frameworkInfo()) : null;
	}

	private Instant now() {
		return this.options.clock().instant();
	}

}
