package io.mesosframework.task.definition;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.mesosframework.placement.FieldConstraint;
import io.mesosframework.placement.PlacementStrategy;

/**
 * What a user declares should run: so many instances of a task, or of a group of tasks,
 * with what they need and how they are treated. Read from JSON, YAML or configuration
 * properties by {@link TaskDefinitionReader}, or {@linkplain #builder built} in Java.
 * Immutable and thread-safe.
 *
 * @param name the name, unique in the framework: 1 to 100 letters, digits, {@code -},
 * {@code _} and single dots
 * @param instances how many instances there should be, from 0 on
 * @param role the role whose offers are used, or {@code null} for any of the framework's
 * @param tasks the tasks of each instance: one, or several that run as a task group
 * @param labels labels of every task
 * @param placement where instances may run
 * @param restart when an instance that ended is started again
 * @param retry how long to wait between attempts
 * @param update how a new version replaces the old one
 * @param unreachable what happens when an agent is lost
 * @param priority higher ones are placed first
 * @param reservation whether instances keep their place
 * @since 0.1.0
 */
public record TaskDefinition(String name, int instances, @Nullable String role, List<TaskSpec> tasks,
		Map<String, String> labels, PlacementSpec placement, RestartPolicy restart, RetryPolicy retry,
		UpdatePolicy update, UnreachablePolicy unreachable, int priority, ReservationPolicy reservation) {

	/**
	 * Create a definition.
	 * @param name the name
	 * @param instances the number of instances
	 * @param role the role
	 * @param tasks the tasks
	 * @param labels the labels
	 * @param placement the placement
	 * @param restart the restart policy
	 * @param retry the retry policy
	 * @param update the update policy
	 * @param unreachable the policy for lost agents
	 * @param priority the priority
	 * @param reservation whether instances keep their place
	 */
	public TaskDefinition {
		if (tasks.isEmpty()) {
			throw new IllegalArgumentException("'" + name + "' must have at least one task");
		}
		tasks = List.copyOf(tasks);
		labels = Map.copyOf(labels);
	}

	/**
	 * Create a definition whose instances keep nothing.
	 * @param name the name
	 * @param instances the number of instances
	 * @param role the role
	 * @param tasks the tasks
	 * @param labels the labels
	 * @param placement the placement
	 * @param restart the restart policy
	 * @param retry the retry policy
	 * @param update the update policy
	 * @param unreachable the policy for lost agents
	 * @param priority the priority
	 */
	public TaskDefinition(String name, int instances, @Nullable String role, List<TaskSpec> tasks,
			Map<String, String> labels, PlacementSpec placement, RestartPolicy restart, RetryPolicy retry,
			UpdatePolicy update, UnreachablePolicy unreachable, int priority) {
		this(name, instances, role, tasks, labels, placement, restart, retry, update, unreachable, priority,
				ReservationPolicy.NONE);
	}

	/**
	 * Build a definition in Java.
	 * @param name the name
	 * @return a builder
	 */
	public static TaskDefinitionBuilder builder(String name) {
		return new TaskDefinitionBuilder(name);
	}

	/**
	 * Return whether each instance is a group of tasks that live and die together.
	 * @return {@code true} if there is more than one task
	 */
	public boolean isGroup() {
		return this.tasks.size() > 1;
	}

	/**
	 * Return a copy with another number of instances.
	 * @param count the number
	 * @return the copy
	 */
	public TaskDefinition withInstances(int count) {
		return new TaskDefinition(this.name, count, this.role, this.tasks, this.labels, this.placement, this.restart,
				this.retry, this.update, this.unreachable, this.priority, this.reservation);
	}

	/**
	 * Return whether each instance keeps its place, with what is reserved for it and its
	 * persistent volumes.
	 * @return {@code true} if so
	 */
	public boolean keepsReservation() {
		return this.reservation.keep()
				|| this.tasks.stream().anyMatch((task) -> task.resources().disk().isPersistent());
	}

	/**
	 * Return whether running instances of another definition need not be replaced by ones
	 * of this: both want the same tasks in the same places. How many there are and how
	 * they are treated may differ.
	 */
	public boolean runsTheSameAs(TaskDefinition other) {
		return this.tasks.equals(other.tasks) && this.labels.equals(other.labels)
				&& Objects.equals(this.role, other.role) && this.placement.equals(other.placement)
				&& keepsReservation() == other.keepsReservation();
	}

	/**
	 * When an instance that ended is started again.
	 */
	public enum RestartPolicy {

		/** Always: a service. */
		ALWAYS,

		/** When it failed: a job that must succeed. */
		ON_FAILURE,

		/** Never: a job that is tried once. */
		NEVER

	}

	/**
	 * Where instances may run.
	 *
	 * @param strategy which agents are preferred
	 * @param strict whether an instance waits when the strategy cannot be kept
	 * ({@code effort: strict}) or is placed as well as possible ({@code best-effort})
	 * @param constraints rules on fields of the agents
	 * @param affinities rules on other apps on the agent
	 * @param filters rules on attributes by value, whatever their name
	 * @param gang whether all instances are launched together or none
	 * @param failFast whether the failure of one instance of a gang ends all
	 */
	public record PlacementSpec(PlacementStrategy strategy, boolean strict, List<ConstraintSpec> constraints,
			List<AffinitySpec> affinities, List<FilterSpec> filters, boolean gang, boolean failFast) {

		/**
		 * Create a specification.
		 * @param strategy the strategy
		 * @param strict whether it must be kept
		 * @param constraints the constraints
		 * @param affinities the affinities
		 * @param filters the filters
		 * @param gang whether all or none
		 * @param failFast whether one failure ends all
		 */
		public PlacementSpec {
			constraints = List.copyOf(constraints);
			affinities = List.copyOf(affinities);
			filters = List.copyOf(filters);
		}

		/** Anywhere. */
		public static final PlacementSpec ANYWHERE = new PlacementSpec(PlacementStrategy.FIRST_FIT, true, List.of(),
				List.of(), List.of(), false, false);

	}

	/**
	 * A rule on a field of the agents, in the notation of Marathon.
	 *
	 * @param field an attribute, {@code hostname}, {@code @agent}, {@code @region} or
	 * {@code @zone}
	 * @param operator the operator
	 * @param value its value, if it needs one
	 * @param hard whether it must be kept
	 */
	public record ConstraintSpec(String field, FieldConstraint.Operator operator, @Nullable String value,
			boolean hard) {

	}

	/**
	 * A rule on other apps on the same agent.
	 *
	 * @param app the name of an app, or a label as {@code key=value}
	 * @param together whether it must be there or must not
	 * @param hard whether it must be kept
	 */
	public record AffinitySpec(String app, boolean together, boolean hard) {

	}

	/**
	 * A rule of the Mesos Framework SDK: the agent has an attribute of the type with one
	 * of the values.
	 *
	 * @param type {@code TEXT}, {@code SCALAR}, {@code SET} or {@code RANGES}
	 * @param values the values
	 */
	public record FilterSpec(Type type, List<String> values) {

		/**
		 * The type of the attribute.
		 */
		public enum Type {

			/** A text that equals one of the values. */
			TEXT,

			/** A number that equals one of the values. */
			SCALAR,

			/** A set that holds all values. */
			SET,

			/** Ranges that hold all values, numbers or {@code a-b}. */
			RANGES

		}

	}

	/**
	 * How long to wait between attempts.
	 *
	 * @param initial the first wait
	 * @param exponential whether each wait is twice the one before
	 * @param max the longest wait
	 * @param attempts how often a failing instance is started again before it is given
	 * up; -1 without end
	 * @param resetAfter after so long without failure the count starts anew
	 */
	public record RetryPolicy(Duration initial, boolean exponential, Duration max, int attempts, Duration resetAfter) {

		/** One second, doubled up to five minutes, without end. */
		public static final RetryPolicy DEFAULT = new RetryPolicy(Duration.ofSeconds(1), true, Duration.ofMinutes(5),
				-1, Duration.ofMinutes(10));

	}

	/**
	 * How a new version replaces the old one.
	 *
	 * @param batch how many instances are replaced at once
	 * @param maxUnavailable how many instances may be missing because they are being
	 * replaced, beyond what {@code minHealthy} allows
	 * @param minHealthy how many instances must be healthy at any time, as a share of 1
	 * @param canary how many instances are replaced first, alone; 0 for none
	 * @param maxSurge how many instances of the new version may run in addition while the
	 * old ones are replaced
	 * @param readyWithin how long an instance of the new version may take from its launch
	 * until it is good
	 * @param watch how long an instance of the new version must run before the next ones
	 * are replaced
	 * @param maxFailures how many failures of the new version are tolerated
	 * @param rollback whether a version that fails is replaced by the one before
	 */
	public record UpdatePolicy(int batch, int maxUnavailable, double minHealthy, int canary, int maxSurge,
			Duration readyWithin, Duration watch, int maxFailures, boolean rollback) {

		/**
		 * One after the other, each watched for two seconds; more than three failures
		 * stop it.
		 */
		public static final UpdatePolicy DEFAULT = new UpdatePolicy(1, 1, 1.0, 0, 0, Duration.ofMinutes(10),
				Duration.ofSeconds(2), 3, false);

	}

	/**
	 * What happens when an agent is lost.
	 *
	 * @param replaceAfter how long to wait before an instance on it is replaced
	 * @param adopt whether an instance that comes back is kept when it has not been
	 * replaced yet, instead of being killed
	 */
	public record UnreachablePolicy(Duration replaceAfter, boolean adopt) {

		/** Replaced after five minutes, adopted when back in time. */
		public static final UnreachablePolicy DEFAULT = new UnreachablePolicy(Duration.ofMinutes(5), true);

	}

}
