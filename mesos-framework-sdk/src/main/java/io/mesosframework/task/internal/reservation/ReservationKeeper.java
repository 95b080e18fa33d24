package io.mesosframework.task.internal.reservation;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.TaskState;
import org.jspecify.annotations.Nullable;

import io.mesosframework.model.FrameworkInfos;
import io.mesosframework.offer.OfferManager;
import io.mesosframework.placement.AvailabilityConstraint;
import io.mesosframework.placement.Placer;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.Reservation;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.definition.DefinitionError;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.internal.app.AgentAccept;
import io.mesosframework.task.internal.app.AppState;
import io.mesosframework.task.internal.app.InstanceUpdates;
import io.mesosframework.task.internal.app.LaunchDispatch;
import io.mesosframework.task.internal.app.PlacementFindings;
import io.mesosframework.task.internal.app.Turns;
import io.mesosframework.task.internal.instance.InstanceLogic;
import io.mesosframework.task.internal.instance.StatusReport;
import io.mesosframework.task.internal.instance.TaskStates;
import io.mesosframework.task.internal.state.StateChanges;

/**
 * Manages the reservations of instances: tracks them by feedback and offers, frees those
 * that were given up, and launches instances in their reservations. Changed on the event
 * loop only; {@link #reservations()} may be read from any thread.
 *
 * @since 0.1.0
 */
public final class ReservationKeeper {

	private final InstanceUpdates updates;

	private final LaunchDispatch dispatch;

	private final OfferManager offers;

	private final MesosScheduler scheduler;

	private final TaskManagerOptions options;

	private final InstanceLogic instanceLogic;

	private final ReservationLogic logic = new ReservationLogic(() -> UUID.randomUUID().toString());

	private final ReservationLedger ledger;

	private final ReservationOrphans orphans;

	private final OperationTracker feedback;

	private final ReservationInventory inventory;

	private final ReservationPlacement placement;

	/**
	 * Launches that may fail because of a preceding operation, which is not the task's
	 * fault.
	 */
	private final Map<String, String> uncertain = new HashMap<>();

	private @Nullable Instant settledAt;

	private @Nullable Instant due;

	/**
	 * Create a keeper without reservations.
	 * @param scheduler the scheduler, which sends calls and knows the framework
	 * @param options the settings
	 * @param offers the offers
	 * @param changes the receiver of changes to be stored
	 * @param updates the receiver of launches
	 * @param instanceLogic the logic that decides on instances
	 * @param dispatch the dispatch that accepts offers
	 * @param turns the turns, notified when instances may be launched
	 */
	public ReservationKeeper(MesosScheduler scheduler, TaskManagerOptions options, OfferManager offers,
			StateChanges changes, InstanceUpdates updates, InstanceLogic instanceLogic, LaunchDispatch dispatch,
			Turns turns) {
		this.updates = updates;
		this.dispatch = dispatch;
		this.offers = offers;
		this.scheduler = scheduler;
		this.options = options;
		this.instanceLogic = instanceLogic;
		this.ledger = new ReservationLedger(this.logic, changes);
		this.orphans = new ReservationOrphans(options.reservations());
		this.feedback = new OperationTracker(scheduler);
		this.inventory = new ReservationInventory(this.ledger, this.logic, this.orphans);
		this.placement = new ReservationPlacement(turns, this.ledger, this.logic, options.reservations());
	}

	/** Restore a stored reservation. */
	public void restore(Reservation stored) {
		this.ledger.put(stored);
	}

	/** Return all reservations. */
	public List<Reservation> reservations() {
		return this.ledger.reservations();
	}

	/** Return the number of reservations of a previous run that belong to no instance. */
	public int orphanCount() {
		return this.orphans.count();
	}

	public void subscribed(Instant now) {
		this.feedback.subscribed(now);
		if (this.settledAt == null) {
			// look for reservations of a previous run before making new ones
			this.settledAt = now.plus(this.options.settle());
		}
	}

	/**
	 * Report an error if the framework cannot make the reservations that an app needs.
	 */
	public void check(TaskDefinition definition, Consumer<DefinitionError> faults) {
		List<String> roles = FrameworkInfos.rolesOf(this.scheduler.frameworkInfo());
		String role = definition.role();
		if (role != null && !roles.contains(role)) {
			faults.accept(new DefinitionError("role",
					"is '" + role + "', for which nothing is offered; give one of the framework's roles, " + roles));
		}
		else if (definition.keepsReservation() && roles.stream().allMatch("*"::equals)) {
			faults.accept(new DefinitionError("role",
					"must be a role of the framework, which has none but '*', for which nothing can be reserved; "
							+ "give the framework a role"));
		}
	}

	/**
	 * Look for reservations in offers, whichever instance they belong to.
	 * @return whether there is one
	 */
	public boolean offered(Collection<Offer> offers) {
		ReservationOwner owner = owner();
		boolean found = false;
		if (owner == null) {
			return false;
		}
		Instant now = now();
		for (Offer offer : offers) {
			for (ObservedReservation sight : ObservedReservation.in(offer)) {
				if (owner.owns(sight.labels())) {
					seen(sight, owner.made(sight.labels()), now);
					found = true;
				}
			}
		}
		return found;
	}

	private void seen(ObservedReservation sight, boolean ours, Instant now) {
		Reservation reservation = this.ledger.find(sight, now);
		if (reservation == null) {
			this.orphans.seen(sight, ours, now);
		}
		else {
			this.ledger.apply(reservation, this.logic.seen(reservation, sight, now));
		}
	}

	/** Handle operation feedback and return whether it concerned a reservation. */
	public boolean operation(OperationStatus status) {
		Reservation reservation = this.ledger.operation(status, now());
		if (reservation != null) {
			this.feedback.heard(reservation, status);
		}
		return reservation != null;
	}

	/**
	 * Handle a status of the current launch of an instance.
	 * @return the report, or a changed one that does not count as a failure of the task
	 */
	public StatusReport heard(Instance instance, StatusReport report, Instant now) {
		Launch launch = instance.launch();
		Reservation reservation = this.ledger.of(instance.app(), instance.index());
		if (launch == null || !instance.phase().isLive()) {
			return report;
		}
		boolean isItsOwn = reservation != null && launch.agentId().equals(reservation.agentId());
		if (!TaskStates.isTerminal(report.state())) {
			boolean runs = report.state() == TaskState.TASK_STARTING || report.state() == TaskState.TASK_RUNNING;
			if (reservation != null && isItsOwn && runs) {
				this.uncertain.remove(launch.taskId());
				this.ledger.apply(reservation, ReservationDecision.of(this.logic.used(reservation, now)));
			}
			return report;
		}
		if (reservation != null && isItsOwn) {
			String message = (report.message() != null) ? report.message() : report.state().name();
			this.ledger.apply(reservation, this.logic.ended(reservation, report.state(), message, now));
		}
		boolean excused = this.uncertain.remove(launch.taskId()) != null && report.state() == TaskState.TASK_ERROR;
		return excused ? report.because("RESOURCES_UNKNOWN") : report;
	}

	/**
	 * Return whether an instance may stay on the agent of its last launch: its app keeps
	 * no reservations, or its reservation is on that agent.
	 */
	public boolean isStillAt(Instance instance, TaskDefinition definition) {
		Launch launch = instance.launch();
		Reservation reservation = this.ledger.of(instance.app(), instance.index());
		return !definition.keepsReservation()
				|| (launch != null && reservation != null && launch.agentId().equals(reservation.agentId()));
	}

	/** Give up the reservation of an instance, which then needs another one. */
	public void leave(String app, int index) {
		Reservation reservation = this.ledger.of(app, index);
		if (reservation != null) {
			this.ledger.apply(reservation, this.logic.leave(reservation, true, now()));
		}
	}

	/**
	 * Run a reservation round on the current offers.
	 * @param apps all apps
	 * @param waiting the groups to launch now
	 * @param available the constraint for agents that are available at the time
	 * @param placer the placer that finds agents for new reservations
	 * @param findings the receiver of findings
	 * @return the roles whose offers are needed
	 */
	public Set<String> place(Collection<AppState> apps, List<ReservationGroup> waiting,
			AvailabilityConstraint available, Placer placer, PlacementFindings findings) {
		Instant now = available.now();
		ReservationDemand demand = new ReservationDemand(now);
		ReservationOwner owner = owner();
		Instant settledAt = this.settledAt;
		if (owner == null || (this.ledger.isEmpty() && waiting.isEmpty() && this.orphans.count() == 0)) {
			this.due = null;
			return demand.roles();
		}
		this.inventory.take(apps, demand, settledAt, now);
		ReservationRound round = new ReservationRound(this.ledger, this.logic, this.feedback, owner,
				(app, instance, launch, uncertain) -> start(app, instance, launch, uncertain, now),
				this.offers.unkept(), available);
		this.inventory.free(round, demand, now);
		this.placement.place(waiting, round, new ReservationSearch(round, placer, findings), demand, settledAt,
				findings);
		round.decided().forEach(this::send);
		this.feedback.run(this.ledger.all(), now);
		demand.at(this.feedback.due());
		this.due = demand.due();
		return demand.roles();
	}

	private void start(AppState app, Instance instance, Launch launch, boolean isUncertain, Instant now) {
		if (isUncertain) {
			this.uncertain.put(launch.taskId(), app.name());
		}
		this.updates.apply(app, instance, this.instanceLogic.launch(instance, launch, now));
	}

	private void send(ReservationBatch batch) {
		this.dispatch.send(new AgentAccept(batch.agent(), batch.operations(), batch.launched(), () -> notSent(batch)));
	}

	/** Undo the decisions of a batch that did not reach the master. */
	private void notSent(ReservationBatch batch) {
		Instant now = now();
		batch.reservations().forEach((id, operations) -> {
			Reservation reservation = this.ledger.find(id);
			if (reservation != null) {
				this.ledger.apply(reservation, this.logic.notSent(reservation, operations, now));
			}
		});
		batch.launched().keySet().forEach(this.uncertain::remove);
	}

	/** Return when a round is due, or {@code null}. */
	public @Nullable Instant due() {
		return this.due;
	}

	private @Nullable ReservationOwner owner() {
		return (this.scheduler.frameworkId() != null)
				? ReservationOwner.of(this.scheduler.frameworkId().getValue(), this.scheduler.frameworkInfo()) : null;
	}

	private Instant now() {
		return this.options.clock().instant();
	}

}
