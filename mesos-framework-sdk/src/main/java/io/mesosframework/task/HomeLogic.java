package io.mesosframework.task;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * Every decision on a single home, as pure functions of the home, what has happened and
 * the time. A home is believed to exist only when that has been said or seen. One that
 * could not be made as a whole is left, what exists of it is freed, and the instance
 * wants another one. Thread-safe if its source of ids is.
 */
final class HomeLogic {

	/** After so long without any sign a home is not believed to come any more. */
	static final Duration SIGHT = Duration.ofMinutes(1);

	/**
	 * After so long a home that was not made as a whole is forgotten, since nothing of it
	 * may exist; it is freed nevertheless when this life of the application sees it.
	 */
	static final Duration MEMORY = Duration.ofDays(1);

	/**
	 * After so long any home that was left is forgotten: an agent that has been away for
	 * longer hardly comes back.
	 */
	static final Duration LONG_MEMORY = Duration.ofDays(30);

	private static final Set<TaskState> NEVER_STARTED = Set.of(TaskState.TASK_ERROR, TaskState.TASK_DROPPED,
			TaskState.TASK_LOST);

	private static final Duration LONGEST = Duration.ofMinutes(5);

	private final Supplier<String> ids;

	HomeLogic(Supplier<String> ids) {
		this.ids = ids;
	}

	/** An instance wants its first home. */
	Home wanted(String app, int index, Instant now) {
		return Home.wanted(app, index, this.ids.get(), 0, null, now, null);
	}

	/** A launch in the home is about to be sent, with operations before it. */
	Home launched(Home home, List<String> volumes, List<HomeOperation> operations, Instant now) {
		List<HomeOperation> all = new ArrayList<>(home.operations());
		all.addAll(operations);
		Home sent = home.withOperations(all).withVolumes(volumes);
		return (home.state() == HomeState.READY) ? sent.with(HomeState.READY, now, null)
				: sent.with(HomeState.RESERVING, now, now.plus(SIGHT));
	}

	/** The call with these operations has never reached the master. */
	HomeDecision notSent(Home home, Collection<HomeOperation> operations, Instant now) {
		if (home.state() == HomeState.RESERVING) {
			return new HomeDecision(null, again(home, home.failures(), home.problem(), now, now));
		}
		Home rest = operations.isEmpty() ? home : unsure(home);
		for (HomeOperation operation : operations) {
			rest = rest.without(operation);
		}
		return HomeDecision.of(rest);
	}

	/** There is news of an operation. */
	HomeDecision operation(Home home, String operationId, OperationState state, String message, Instant now) {
		HomeOperation before = home.operation(operationId);
		if (before == null) {
			return HomeDecision.of(home);
		}
		HomeOperation operation = before.with(state);
		if (operation.hasFailed()) {
			return failed(home, operation, message, now);
		}
		Home changed = home.replace(operation);
		if (operation.isOpen()) {
			return HomeDecision.of(changed);
		}
		return switch (home.state()) {
			case RESERVING -> HomeDecision
				.of(changed.operations().stream().allMatch(HomeOperation::isFinished) ? ready(changed, now) : changed);
			case LEAVING -> left(changed, now);
			default -> HomeDecision.of((operation.isFinished() ? changed : unsure(changed)).without(operation));
		};
	}

	private HomeDecision left(Home home, Instant now) {
		if (home.hasOpenOperations()) {
			return HomeDecision.of(home);
		}
		boolean freed = home.operations().stream().allMatch(HomeOperation::isFinished);
		// an unknown outcome: what is still there will be seen
		return freed ? new HomeDecision(null, null)
				: HomeDecision.of(home.withOperations(List.of()).with(HomeState.LEAVING, now, null));
	}

	private HomeDecision failed(Home home, HomeOperation operation, String message, Instant now) {
		boolean gone = operation.state() == OperationState.OPERATION_GONE_BY_OPERATOR;
		String problem = operation.type() + " has failed: " + message;
		boolean blameless = gone || message.contains("invalid offers") || HomeFeedback.isRefused(message);
		int failures = home.failures() + (blameless ? 0 : 1);
		Instant due = blameless ? now : now.plus(backOff(failures));
		return switch (home.state()) {
			case RESERVING -> {
				Home next = again(home, failures, problem, now, due);
				boolean nothing = gone || operation.type() == HomeOperation.Type.RESERVE;
				yield new HomeDecision(nothing ? null : leaving(home, problem, now), next);
			}
			case LEAVING -> gone ? new HomeDecision(null, null)
					: HomeDecision.of(home.withOperations(List.of()).withProblem(failures, problem, due));
			default -> gone ? new HomeDecision(null, again(home, 0, problem, now, now))
					: HomeDecision.of(unsure(home).without(operation).withProblem(failures, problem, due));
		};
	}

	/** More may not have been reserved after all: offers have to tell. */
	private static Home unsure(Home home) {
		return home.withReserved(null);
	}

	private static Duration backOff(int failures) {
		Duration wait = Duration.ofSeconds(1L << Math.min(failures, 20));
		return (wait.compareTo(LONGEST) > 0) ? LONGEST : wait;
	}

	private Home again(Home home, int failures, @Nullable String problem, Instant now, Instant due) {
		return Home.wanted(home.app(), home.index(), this.ids.get(), failures, problem, now, due);
	}

	private static Home ready(Home home, Instant now) {
		return home.withOperations(home.operations().stream().filter(HomeOperation::isOpen).toList())
			.withProblem(0, null, null)
			.with(HomeState.READY, now, null);
	}

	private static Home leaving(Home home, @Nullable String problem, Instant now) {
		return home.withOperations(List.of())
			.withProblem(home.failures(), problem, null)
			.with(HomeState.LEAVING, now, null);
	}

	/** Resources of the home are offered. */
	HomeDecision seen(Home known, HomeSight sight, Instant now) {
		Home home = moved(known, sight);
		if (home.state() != HomeState.RESERVING) {
			return HomeDecision.of(home);
		}
		if (sight.volumes().containsAll(home.volumes())) {
			return HomeDecision.of(ready(home, now));
		}
		return home.hasOpenOperations() ? HomeDecision.of(home)
				: leave(home, "a volume was not created", home.failures() + 1, now);
	}

	/**
	 * An agent that was told to shut down comes back under a new id, with all that is
	 * reserved on it: the home is where it is seen.
	 */
	private static Home moved(Home home, HomeSight sight) {
		return (home.agentId() == null || home.agentId().equals(sight.agentId())) ? home
				: home.at(sight.agentId(), sight.hostname(), sight.role());
	}

	/** A task runs in the home. */
	Home used(Home home, Instant now) {
		return (home.state() == HomeState.RESERVING) ? ready(home, now) : home;
	}

	/** The task that was launched in the home has ended. */
	HomeDecision ended(Home home, TaskState state, String message, Instant now) {
		if (home.state() != HomeState.RESERVING && home.state() != HomeState.READY) {
			return HomeDecision.of(home);
		}
		if (state == TaskState.TASK_GONE_BY_OPERATOR) {
			return new HomeDecision(null, again(home, 0, "its agent is gone", now, now));
		}
		if (home.state() == HomeState.READY) {
			// without feedback this is the only sign that more could not be reserved
			return HomeDecision.of(NEVER_STARTED.contains(state) ? unsure(home) : home);
		}
		if (state == TaskState.TASK_ERROR && home.operations().isEmpty()) {
			// without feedback this is the only word
			return leave(home, message, home.failures() + 1, now);
		}
		return HomeDecision.of(home.with(HomeState.RESERVING, now, now.plus(SIGHT)));
	}

	private HomeDecision leave(Home home, String problem, int failures, Instant now) {
		return new HomeDecision(leaving(home, problem, now),
				again(home, failures, problem, now, now.plus(backOff(failures))));
	}

	/** The instance gives up its home. */
	HomeDecision leave(Home home, boolean again, Instant now) {
		Home next = again ? again(home, 0, null, now, now) : null;
		return switch (home.state()) {
			case WANTED, SOUGHT -> new HomeDecision(null, next);
			case RESERVING, READY -> new HomeDecision(leaving(home, null, now), next);
			case LEAVING -> HomeDecision.of(home);
		};
	}

	/** Operations that free the home are about to be sent. */
	Home freeing(Home home, List<HomeOperation> operations, Instant now) {
		return home.withOperations(operations).with(HomeState.LEAVING, now, now.plus(SIGHT));
	}

	/** Time has passed; called when the home is due. */
	HomeDecision due(Home home, boolean live, Instant now) {
		boolean open = home.hasOpenOperations();
		Duration memory = (home.problem() != null) ? MEMORY : LONG_MEMORY;
		if (home.state() == HomeState.LEAVING && !open && !home.since().plus(memory).isAfter(now)) {
			return new HomeDecision(null, null);
		}
		if (home.due() == null || home.due().isAfter(now)) {
			return HomeDecision.of(home);
		}
		return switch (home.state()) {
			case RESERVING -> (open || live) ? HomeDecision.of(home.with(HomeState.RESERVING, now, now.plus(SIGHT)))
					: leave(home, "nothing was seen of it", home.failures() + 1, now);
			case LEAVING -> HomeDecision.of(open ? home.with(HomeState.LEAVING, now, now.plus(SIGHT))
					: home.withOperations(List.of()).with(HomeState.LEAVING, now, null));
			default -> HomeDecision.of(home.with(home.state(), now, null));
		};
	}

}
