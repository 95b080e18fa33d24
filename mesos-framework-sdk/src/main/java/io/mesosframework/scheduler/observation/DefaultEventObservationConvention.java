package io.mesosframework.scheduler.observation;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

import io.mesosframework.scheduler.observation.SchedulerObservationDocumentation.EventKeyNames;

/**
 * Names the observation of an event.
 *
 * @since 0.1.0
 */
public final class DefaultEventObservationConvention implements ObservationConvention<EventObservationContext> {

	public static final DefaultEventObservationConvention INSTANCE = new DefaultEventObservationConvention();

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof EventObservationContext;
	}

	@Override
	public String getName() {
		return SchedulerObservationDocumentation.EVENT_NAME;
	}

	@Override
	public String getContextualName(EventObservationContext context) {
		return "mesos event " + context.event().type();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(EventObservationContext context) {
		return KeyValues.of(EventKeyNames.TYPE.withValue(context.event().type().name()));
	}

}
