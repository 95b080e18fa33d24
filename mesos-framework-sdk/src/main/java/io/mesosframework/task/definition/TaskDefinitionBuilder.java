package io.mesosframework.task.definition;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.mesosframework.placement.FieldConstraint;
import io.mesosframework.placement.PlacementStrategy;
import io.mesosframework.task.definition.TaskDefinition.FilterSpec;
import io.mesosframework.task.definition.TaskDefinition.RestartPolicy;

/**
 * Builds a definition in Java. The builder creates the same document that could be
 * written as JSON or YAML, and lets {@link TaskDefinitionReader} read it, so that all
 * three are validated alike and have the same meaning. Keys without a method of their own
 * can be {@linkplain #set set} by name. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class TaskDefinitionBuilder extends TaskPart<TaskDefinitionBuilder> {

	TaskDefinitionBuilder(String name) {
		set("name", name);
	}

	/**
	 * Build the definition.
	 * @return the definition
	 * @throws InvalidDefinitionException if the definition is invalid; the exception
	 * lists all errors
	 */
	public TaskDefinition build() {
		return new TaskDefinitionReader().read(document()).get(0);
	}

	/**
	 * Set the number of instances.
	 * @param instances the number
	 * @return this builder
	 */
	public TaskDefinitionBuilder instances(int instances) {
		return set("instances", instances);
	}

	/**
	 * Use offers of one role only.
	 * @param role the role
	 * @return this builder
	 */
	public TaskDefinitionBuilder role(String role) {
		return set("role", role);
	}

	/**
	 * Add a task to the group. Each instance then is a task group, and the definition has
	 * no command and resources of its own.
	 * @param name the name within the group
	 * @param task configures the task
	 * @return this builder
	 */
	public TaskDefinitionBuilder task(String name, Consumer<GroupTaskBuilder> task) {
		return item("tasks", () -> new GroupTaskBuilder(name), task);
	}

	/**
	 * Add a label to every task.
	 * @param key the key
	 * @param value the value
	 * @return this builder
	 */
	public TaskDefinitionBuilder label(String key, String value) {
		return put("labels", key, value);
	}

	/**
	 * Add a hard rule on a field of the agents.
	 * @param field an attribute, {@code hostname}, {@code @agent}, {@code @region} or
	 * {@code @zone}
	 * @param operator the operator
	 * @return this builder
	 */
	public TaskDefinitionBuilder constraint(String field, FieldConstraint.Operator operator) {
		return add("constraints", List.of(field, operator.name()));
	}

	/**
	 * Add a hard rule on a field of the agents.
	 * @param field an attribute, {@code hostname}, {@code @agent}, {@code @region} or
	 * {@code @zone}
	 * @param operator the operator
	 * @param value its value
	 * @return this builder
	 */
	public TaskDefinitionBuilder constraint(String field, FieldConstraint.Operator operator, String value) {
		return constraint(field, operator, value, true);
	}

	/**
	 * Add a rule on a field of the agents.
	 * @param field an attribute, {@code hostname}, {@code @agent}, {@code @region} or
	 * {@code @zone}
	 * @param operator the operator
	 * @param value its value; empty for none
	 * @param hard {@code true} if the rule is mandatory, {@code false} if it is a
	 * preference
	 * @return this builder
	 */
	public TaskDefinitionBuilder constraint(String field, FieldConstraint.Operator operator, String value,
			boolean hard) {
		Map<String, Object> constraint = new LinkedHashMap<>();
		constraint.put("field", field);
		constraint.put("operator", operator.name());
		if (!value.isEmpty()) {
			constraint.put("value", value);
		}
		constraint.put("hard", hard);
		return add("constraints", constraint);
	}

	/**
	 * Run only on agents on which another app runs.
	 * @param app the name of an app, or a label as {@code key=value}
	 * @param hard {@code true} if the rule is mandatory, {@code false} if it is a
	 * preference
	 * @return this builder
	 */
	public TaskDefinitionBuilder with(String app, boolean hard) {
		return add("affinity", Map.of("with", app, "hard", hard));
	}

	/**
	 * Run only on agents on which another app does not run.
	 * @param app the name of an app, or a label as {@code key=value}
	 * @param hard {@code true} if the rule is mandatory, {@code false} if it is a
	 * preference
	 * @return this builder
	 */
	public TaskDefinitionBuilder apartFrom(String app, boolean hard) {
		return add("affinity", Map.of("apart_from", app, "hard", hard));
	}

	/**
	 * Set which agents are preferred.
	 * @param strategy the strategy
	 * @return this builder
	 */
	public TaskDefinitionBuilder strategy(PlacementStrategy strategy) {
		return set("strategy.type", strategy.name());
	}

	/**
	 * Place instances as well as possible if the strategy cannot be followed, instead of
	 * waiting.
	 * @return this builder
	 */
	public TaskDefinitionBuilder bestEffort() {
		return set("strategy.effort", "best-effort");
	}

	/**
	 * Add a rule on attributes by their value.
	 * @param type the type of the attribute
	 * @param values the values
	 * @return this builder
	 */
	public TaskDefinitionBuilder filter(FilterSpec.Type type, String... values) {
		return add("filters", Map.of("type", type.name(), "value", List.of(values)));
	}

	/**
	 * Launch all instances together or none.
	 * @return this builder
	 */
	public TaskDefinitionBuilder gang() {
		return set("gang", true);
	}

	/**
	 * Launch all instances together or none, and stop all when one fails.
	 * @return this builder
	 */
	public TaskDefinitionBuilder failFastGang() {
		return gang().set("fail_fast", true);
	}

	/**
	 * Set when an ended instance is restarted.
	 * @param policy the policy
	 * @return this builder
	 */
	public TaskDefinitionBuilder restart(RestartPolicy policy) {
		return set("restart", policy.name());
	}

	/**
	 * Set the delays between attempts.
	 * @param retry configures the policy
	 * @return this builder
	 */
	public TaskDefinitionBuilder retry(Consumer<RetryBuilder> retry) {
		return nested("retry", RetryBuilder::new, retry);
	}

	/**
	 * Set how a new version replaces the old one.
	 * @param update configures the policy
	 * @return this builder
	 */
	public TaskDefinitionBuilder update(Consumer<UpdateBuilder> update) {
		return nested("update", UpdateBuilder::new, update);
	}

	/**
	 * Set what happens when an agent is lost.
	 * @param replaceAfter how long to wait before an instance on it is replaced
	 * @param adopt whether an instance that returns in time is kept
	 * @return this builder
	 */
	public TaskDefinitionBuilder unreachable(Duration replaceAfter, boolean adopt) {
		return set("unreachable.replace_after", replaceAfter.toString()).set("unreachable.adopt", adopt);
	}

	/**
	 * Reserve the resources of each instance, so that it returns to its agent.
	 * @return this builder
	 */
	public TaskDefinitionBuilder reservation() {
		return set("reservation.keep", true);
	}

	/**
	 * Reserve the resources of each instance, so that it returns to its agent, unless the
	 * agent stays away for too long.
	 * @param leaveAfter how long an instance waits for its agent before it is placed
	 * elsewhere
	 * @return this builder
	 */
	public TaskDefinitionBuilder reservation(Duration leaveAfter) {
		return reservation().set("reservation.leave_after", leaveAfter.toString());
	}

	/**
	 * Set the priority.
	 * @param priority the priority, from -1000 to 1000; definitions of higher priority
	 * are placed first
	 * @return this builder
	 */
	public TaskDefinitionBuilder priority(int priority) {
		return set("priority", priority);
	}

}
