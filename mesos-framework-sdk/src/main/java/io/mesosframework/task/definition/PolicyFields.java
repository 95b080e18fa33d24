package io.mesosframework.task.definition;

import java.time.Duration;

import io.mesosframework.task.definition.TaskDefinition.RetryPolicy;
import io.mesosframework.task.definition.TaskDefinition.UnreachablePolicy;
import io.mesosframework.task.definition.TaskDefinition.UpdatePolicy;

import static io.mesosframework.task.definition.FieldTypes.DURATION;
import static io.mesosframework.task.definition.FieldTypes.FLAG;

/**
 * Declares the fields of the policies, which determine how instances are managed, not
 * what they run.
 */
final class PolicyFields {

	private static final RetryPolicy RETRY_DEFAULT = RetryPolicy.DEFAULT;

	private static final UpdatePolicy UPDATE_DEFAULT = UpdatePolicy.DEFAULT;

	static final DefinitionField<Duration> RETRY_TIME = DefinitionField
		.of("time", DURATION, "First wait after a failure, at least `100ms`.")
		.orElse(RETRY_DEFAULT.initial());

	static final DefinitionField<Boolean> RETRY_EXPONENTIAL = DefinitionField
		.of("exp_backoff", FLAG, "Whether each wait is twice the one before.")
		.orElse(RETRY_DEFAULT.exponential());

	static final DefinitionField<Duration> RETRY_MAX = DefinitionField
		.of("max_time", DURATION, "Longest wait, not shorter than `time`.")
		.orElse(RETRY_DEFAULT.max(), "5m, or `time` if that is longer");

	static final DefinitionField<Integer> RETRY_ATTEMPTS = DefinitionField
		.of("total_retries", FieldTypes.integer(-1, Integer.MAX_VALUE),
				"How often a failing instance is started again before it is given up; -1 without end.")
		.orElse(RETRY_DEFAULT.attempts());

	static final DefinitionField<Duration> RETRY_RESET = DefinitionField
		.of("reset_after", DURATION, "Time without a failure after which failures are counted anew, at least `1s`.")
		.orElse(RETRY_DEFAULT.resetAfter());

	static final ObjectType RETRY = ObjectType.of(RETRY_TIME, RETRY_EXPONENTIAL, RETRY_MAX, RETRY_ATTEMPTS,
			RETRY_RESET);

	static final DefinitionField<Integer> BATCH = DefinitionField
		.of("batch", FieldTypes.integer(1, Integer.MAX_VALUE), "How many instances are replaced at once.")
		.orElse(UPDATE_DEFAULT.batch());

	static final DefinitionField<Integer> MAX_UNAVAILABLE = DefinitionField
		.of("max_unavailable", FieldTypes.integer(0, Integer.MAX_VALUE),
				"How many instances may be missing beyond what `min_healthy` allows.")
		.orElse(UPDATE_DEFAULT.maxUnavailable(), "1, 0 with a surge");

	static final DefinitionField<Double> MIN_HEALTHY = DefinitionField
		.of("min_healthy", FieldTypes.number(0, 1), "Share of the instances that must be healthy at any time.")
		.orElse(UPDATE_DEFAULT.minHealthy());

	static final DefinitionField<Integer> CANARY = DefinitionField
		.of("canary", FieldTypes.integer(0, Integer.MAX_VALUE),
				"How many instances are replaced first, before the others.")
		.orElse(UPDATE_DEFAULT.canary());

	static final DefinitionField<Integer> MAX_SURGE = DefinitionField
		.of("max_surge", FieldTypes.integer(0, 10_000),
				"How many instances of the new version may run in addition during the update.")
		.orElse(UPDATE_DEFAULT.maxSurge());

	static final DefinitionField<Duration> READY_WITHIN = DefinitionField
		.of("ready_within", DURATION, "Time from the launch in which an instance must be ready and healthy.")
		.orElse(UPDATE_DEFAULT.readyWithin());

	static final DefinitionField<Duration> WATCH = DefinitionField
		.of("watch", DURATION, "Time for which an instance must run before the next ones are replaced.")
		.orElse(UPDATE_DEFAULT.watch());

	static final DefinitionField<Integer> MAX_FAILURES = DefinitionField
		.of("max_failures", FieldTypes.integer(0, Integer.MAX_VALUE),
				"How many failures of the new version an update tolerates.")
		.orElse(UPDATE_DEFAULT.maxFailures());

	static final DefinitionField<Boolean> ROLLBACK = DefinitionField
		.of("rollback", FLAG, "Whether the version before is deployed again after an update that failed.")
		.orElse(UPDATE_DEFAULT.rollback());

	static final ObjectType UPDATE = ObjectType.of(BATCH, MAX_UNAVAILABLE, MIN_HEALTHY, CANARY, MAX_SURGE, READY_WITHIN,
			WATCH, MAX_FAILURES, ROLLBACK);

	static final DefinitionField<Duration> REPLACE_AFTER = DefinitionField
		.of("replace_after", DURATION, "Time for which an agent may be out of reach before its instances are replaced.")
		.orElse(UnreachablePolicy.DEFAULT.replaceAfter());

	static final DefinitionField<Boolean> ADOPT = DefinitionField
		.of("adopt", FLAG, "Whether an instance that returns is kept if it was not replaced, instead of killed.")
		.orElse(UnreachablePolicy.DEFAULT.adopt());

	static final ObjectType UNREACHABLE = ObjectType.of(REPLACE_AFTER, ADOPT);

	static final DefinitionField<Boolean> KEEP = DefinitionField
		.of("keep", FLAG, "Whether the resources of each instance are reserved for it.")
		.orElse(true);

	static final DefinitionField<Duration> LEAVE_AFTER = DefinitionField.of("leave_after", DURATION,
			"Time for which an instance waits for its agent before it gives up its reservation; without end if absent.");

	static final DefinitionField<Boolean> SHORT_RESERVATION = DefinitionField.shorthand(FLAG, false);

	static final ObjectType RESERVATION = ObjectType.of(KEEP, LEAVE_AFTER).orShort(SHORT_RESERVATION);

	private PolicyFields() {
	}

}
