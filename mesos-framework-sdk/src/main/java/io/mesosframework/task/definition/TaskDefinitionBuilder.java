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
 * Builds a definition in Java. It gathers the document that could have been written as
 * JSON or YAML instead, and lets {@link TaskDefinitionReader} read it: all three are
 * checked alike and mean the same. What has no method of its own can be {@linkplain #set
 * set} by its key. Not thread-safe.
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
	 * @throws InvalidDefinitionException if anything is wrong; it lists everything
	 */
	public TaskDefinition build() {
		return new TaskDefinitionReader().read(document()).get(0);
	}

	/**
	 * Set how many instances there should be.
	 * @param instances the number
	 * @return this builder
	 */
	public TaskDefinitionBuilder instances(int instances) {
		return set("instances", instances);
	}

	/**
	 * Use the offers of one role only.
	 * @param role the role
	 * @return this builder
	 */
	public TaskDefinitionBuilder role(String role) {
		return set("role", role);
	}

	/**
	 * Add a task to the group that each instance is then. The definition has no command
	 * and resources of its own.
	 * @param name the name within the group
	 * @param task sets it
	 * @return this builder
	 */
	public TaskDefinitionBuilder task(String name, Consumer<GroupTaskBuilder> task) {
		return item("tasks", () -> new GroupTaskBuilder(name), task);
	}

	/**
	 * Add a label of every task.
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
	 * @param hard whether it must be kept
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
	 * Run on agents that run another app.
	 * @param app the name of an app, or a label as {@code key=value}
	 * @param hard whether it must be so
	 * @return this builder
	 */
	public TaskDefinitionBuilder with(String app, boolean hard) {
		return add("affinity", Map.of("with", app, "hard", hard));
	}

	/**
	 * Run on agents that do not run another app.
	 * @param app the name of an app, or a label as {@code key=value}
	 * @param hard whether it must be so
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
	 * Place as well as possible where the strategy cannot be kept, instead of waiting.
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
	 * Launch all instances together or none, and end all when one fails.
	 * @return this builder
	 */
	public TaskDefinitionBuilder failFastGang() {
		return gang().set("fail_fast", true);
	}

	/**
	 * Set when an instance that ended is started again.
	 * @param policy the policy
	 * @return this builder
	 */
	public TaskDefinitionBuilder restart(RestartPolicy policy) {
		return set("restart", policy.name());
	}

	/**
	 * Set how long to wait between attempts.
	 * @param retry sets it
	 * @return this builder
	 */
	public TaskDefinitionBuilder retry(Consumer<RetryBuilder> retry) {
		return nested("retry", RetryBuilder::new, retry);
	}

	/**
	 * Set how a new version replaces the old one.
	 * @param update sets it
	 * @return this builder
	 */
	public TaskDefinitionBuilder update(Consumer<UpdateBuilder> update) {
		return nested("update", UpdateBuilder::new, update);
	}

	/**
	 * Set what happens when an agent is lost.
	 * @param replaceAfter how long to wait before an instance on it is replaced
	 * @param adopt whether an instance that comes back in time is kept
	 * @return this builder
	 */
	public TaskDefinitionBuilder unreachable(Duration replaceAfter, boolean adopt) {
		return set("unreachable.replace_after", replaceAfter.toString()).set("unreachable.adopt", adopt);
	}

	/**
	 * Let each instance keep its place: what it uses is reserved for it.
	 * @return this builder
	 */
	public TaskDefinitionBuilder reservation() {
		return set("reservation.keep", true);
	}

	/**
	 * Let each instance keep its place, until its agent has been away for some time.
	 * @param leaveAfter how long it waits for its agent before it finds another place
	 * @return this builder
	 */
	public TaskDefinitionBuilder reservation(Duration leaveAfter) {
		return reservation().set("reservation.leave_after", leaveAfter.toString());
	}

	/**
	 * Set the priority.
	 * @param priority higher ones are placed first; from -1000 to 1000
	 * @return this builder
	 */
	public TaskDefinitionBuilder priority(int priority) {
		return set("priority", priority);
	}

}
