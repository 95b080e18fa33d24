package io.mesosframework.boot.event;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names and tags of the observations of handlers. Replace the default with a bean of this
 * type.
 *
 * @since 0.1.0
 */
public interface MesosHandlerObservationConvention extends ObservationConvention<MesosHandlerObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof MesosHandlerObservationContext;
	}

}
