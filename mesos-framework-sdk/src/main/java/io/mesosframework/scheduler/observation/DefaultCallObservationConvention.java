package io.mesosframework.scheduler.observation;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

import io.mesosframework.client.CallResult;
import io.mesosframework.scheduler.observation.SchedulerObservationDocumentation.CallKeyNames;

/**
 * Names the observation of a call.
 *
 * @since 0.1.0
 */
public final class DefaultCallObservationConvention implements ObservationConvention<CallObservationContext> {

	public static final DefaultCallObservationConvention INSTANCE = new DefaultCallObservationConvention();

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof CallObservationContext;
	}

	@Override
	public String getName() {
		return SchedulerObservationDocumentation.CALL_NAME;
	}

	@Override
	public String getContextualName(CallObservationContext context) {
		return "mesos call " + context.call().getType();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(CallObservationContext context) {
		CallResult result = context.result();
		return KeyValues.of(CallKeyNames.TYPE.withValue(context.call().getType().name()),
				CallKeyNames.OUTCOME.withValue((result != null) ? result.outcome().name() : "NOT_SENT"));
	}

}
