package io.mesosframework.task.definition;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.mesosframework.placement.FieldConstraint;
import io.mesosframework.placement.PlacementStrategy;

/**
 * Declares what should run: a number of instances of a task, or of a group of tasks, with
 * the resources they need and the policies by which they are managed. A definition is
 * read from JSON, YAML or configuration properties by {@link TaskDefinitionReader}, or
 * {@linkplain #builder built} in Java. Immutable and thread-safe.
 *
 * @param name the name, unique in the framework: 1 to 100 letters, digits, {@code -},
 * {@code _} and single dots
 * @param instances the number of instances, 0 or more
 * @param role the role whose offers are used, or {@code null} for any role of the
 * framework
 * @param tasks the tasks of each instance: one, or several that run as a task group
 * @param labels labels of every task
 * @param placement where instances may run
 * @param restart when an ended instance is restarted
 * @param retry the delays between attempts
 * @param update how a new version replaces the old one
 * @param unreachable what happens when an agent is lost
 * @param priority definitions of higher priority are placed first
 * @param reservation whether the resources of the instances are reserved
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
	 * @param reservation the reservation policy
	 */
	public TaskDefinition {
		if (tasks.isEmpty()) {
			throw new IllegalArgumentException("'" + name + "' must have at least one task");
		}
		tasks = List.copyOf(tasks);
		labels = Map.copyOf(labels);
	}

	/**
	 * Create a definition without reservations.
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
	 * Return a builder of a definition.
	 * @param name the name
	 * @return a builder
	 */
	public static TaskDefinitionBuilder builder(String name) {
		return new TaskDefinitionBuilder(name);
	}

	/**
	 * Return whether each instance is a group of tasks, which are started and stopped
	 * together.
	 * @return {@code true} if there is more than one task
	 */
	public boolean isGroup() {
		return this.tasks.size() > 1;
	}

	/**
	 * Return a copy with another number of instances.
	 * @param count the number of instances
	 * @return the copy
	 */
	public TaskDefinition withInstances(int count) {
		return new TaskDefinition(this.name, count, this.role, this.tasks, this.labels, this.placement, this.restart,
				this.retry, this.update, this.unreachable, this.priority, this.reservation);
	}

	/**
	 * Return whether resources are reserved for each instance, including its persistent
	 * volumes.
	 * @return {@code true} if they are reserved
	 */
	public boolean keepsReservation() {
		return this.reservation.keep()
				|| this.tasks.stream().anyMatch((task) -> task.resources().disk().isPersistent());
	}

	/**
	 * Return whether running instances of another definition need not be replaced by
	 * instances of this one, because both run the same tasks in the same places. The
	 * number of instances and the policies may differ.
	 */
	public boolean runsTheSameAs(TaskDefinition other) {
		return this.tasks.equals(other.tasks) && this.labels.equals(other.labels)
				&& Objects.equals(this.role, other.role) && this.placement.equals(other.placement)
				&& keepsReservation() == other.keepsReservation();
	}

	/**
	 * When an ended instance is restarted.
	 */
	public enum RestartPolicy {

		/** Always: for services. */
		ALWAYS,

		/** After a failure: for jobs that must succeed. */
		ON_FAILURE,

		/** Never: for jobs that are tried once. */
		NEVER

	}

	/**
	 * Where instances may run.
	 *
	 * @param strategy which agents are preferred
	 * @param strict {@code true} if an instance waits when the strategy cannot be
	 * followed ({@code effort: strict}), {@code false} if it is placed as well as
	 * possible ({@code
	 * best-effort})
	 * @param constraints rules on fields of the agents
	 * @param affinities rules on other apps on the agent
	 * @param filters rules on attributes by value, whatever their name
	 * @param gang whether all instances are launched together or none
	 * @param failFast whether the failure of one instance of a gang stops the whole gang
	 */
	public record PlacementSpec(PlacementStrategy strategy, boolean strict, List<ConstraintSpec> constraints,
			List<AffinitySpec> affinities, List<FilterSpec> filters, boolean gang, boolean failFast) {

		/**
		 * Create a specification.
		 * @param strategy the strategy
		 * @param strict whether it is mandatory
		 * @param constraints the constraints
		 * @param affinities the affinities
		 * @param filters the filters
		 * @param gang whether all or none
		 * @param failFast whether one failure stops all
		 */
		public PlacementSpec {
			constraints = List.copyOf(constraints);
			affinities = List.copyOf(affinities);
			filters = List.copyOf(filters);
		}

		/** No restrictions. */
		public static final PlacementSpec ANYWHERE = new PlacementSpec(PlacementStrategy.FIRST_FIT, true, List.of(),
				List.of(), List.of(), false, false);

	}

	/**
	 * A rule on a field of the agents, in the notation of Marathon.
	 *
	 * @param field an attribute, {@code hostname}, {@code @agent}, {@code @region} or
	 * {@code @zone}
	 * @param operator the operator
	 * @param value its value, or {@code null}
	 * @param hard {@code true} if the rule is mandatory, {@code false} if it is a
	 * preference
	 */
	public record ConstraintSpec(String field, FieldConstraint.Operator operator, @Nullable String value,
			boolean hard) {

	}

	/**
	 * A rule on other apps on the same agent.
	 *
	 * @param app the name of an app, or a label as {@code key=value}
	 * @param together {@code true} if it must run there, {@code false} if it must not
	 * @param hard {@code true} if the rule is mandatory, {@code false} if it is a
	 * preference
	 */
	public record AffinitySpec(String app, boolean together, boolean hard) {

	}

	/**
	 * A rule of the Mesos Framework SDK: the agent must have an attribute of the type
	 * with one of the values.
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

			/** A set that contains all values. */
			SET,

			/** Ranges that contain all values, numbers or {@code a-b}. */
			RANGES

		}

	}

	/**
	 * The delays between attempts.
	 *
	 * @param initial the first delay
	 * @param exponential whether each delay is twice the previous one
	 * @param max the maximum delay
	 * @param attempts how often a failing instance is restarted before it is given up; -1
	 * for no limit
	 * @param resetAfter the time without failure after which the count is reset
	 */
	public record RetryPolicy(Duration initial, boolean exponential, Duration max, int attempts, Duration resetAfter) {

		/** One second, doubled up to five minutes, without a limit of attempts. */
		public static final RetryPolicy DEFAULT = new RetryPolicy(Duration.ofSeconds(1), true, Duration.ofMinutes(5),
				-1, Duration.ofMinutes(10));

	}

	/**
	 * How a new version replaces the old one.
	 *
	 * @param batch how many instances are replaced at the same time
	 * @param maxUnavailable how many instances may be unavailable because they are being
	 * replaced, beyond what {@code minHealthy} allows
	 * @param minHealthy the minimum fraction of healthy instances at any time, from 0 to
	 * 1
	 * @param canary how many instances are replaced first, alone; 0 for none
	 * @param maxSurge how many additional instances of the new version may run while the
	 * old ones are replaced
	 * @param readyWithin how long an instance of the new version may take from its launch
	 * until it is healthy and ready
	 * @param watch how long an instance of the new version must run before the next ones
	 * are replaced
	 * @param maxFailures how many failures of the new version are tolerated
	 * @param rollback whether a failing version is replaced by the previous one
	 */
	public record UpdatePolicy(int batch, int maxUnavailable, double minHealthy, int canary, int maxSurge,
			Duration readyWithin, Duration watch, int maxFailures, boolean rollback) {

		/**
		 * One instance after another, each watched for two seconds; more than three
		 * failures stop the update.
		 */
		public static final UpdatePolicy DEFAULT = new UpdatePolicy(1, 1, 1.0, 0, 0, Duration.ofMinutes(10),
				Duration.ofSeconds(2), 3, false);

	}

	/**
	 * What happens when an agent is lost.
	 *
	 * @param replaceAfter how long to wait before an instance on it is replaced
	 * @param adopt {@code true} if an instance that returns before it has been replaced
	 * is kept, {@code false} if it is killed
	 */
	public record UnreachablePolicy(Duration replaceAfter, boolean adopt) {

		/** Replace after five minutes; adopt instances that return in time. */
		public static final UnreachablePolicy DEFAULT = new UnreachablePolicy(Duration.ofMinutes(5), true);

	}

}
