package io.mesosframework.boot.event;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Defines the names and keys of handler observations. A bean of this type replaces the
 * default.
 *
 * @since 0.1.0
 */
public interface MesosHandlerObservationConvention extends ObservationConvention<MesosHandlerObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof MesosHandlerObservationContext;
	}

}
