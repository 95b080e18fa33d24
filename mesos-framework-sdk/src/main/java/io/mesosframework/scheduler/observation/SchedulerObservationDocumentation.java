package io.mesosframework.scheduler.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observations of a scheduler.
 *
 * @since 0.1.0
 */
public enum SchedulerObservationDocumentation implements ObservationDocumentation {

	/** Observation of one event, handled by all listeners. */
	EVENT {
		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultEventObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return new KeyName[] { EventKeyNames.TYPE };
		}
	},

	/** Observation of one call, from sending it to its answer. */
	CALL {
		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultCallObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return CallKeyNames.values();
		}
	};

	/** The name of the observation of an event. */
	public static final String EVENT_NAME = "mesos.scheduler.event";

	/** The name of the observation of a call. */
	public static final String CALL_NAME = "mesos.scheduler.call";

	@Override
	public String getPrefix() {
		return "mesos";
	}

	/**
	 * The keys of an event's observation.
	 */
	public enum EventKeyNames implements KeyName {

		/** The event's type, such as {@code UPDATE}. */
		TYPE {
			@Override
			public String asString() {
				return "mesos.event.type";
			}
		}

	}

	/**
	 * The keys of a call's observation.
	 */
	public enum CallKeyNames implements KeyName {

		/** The call's type, such as {@code ACCEPT}. */
		TYPE {
			@Override
			public String asString() {
				return "mesos.call.type";
			}
		},

		/** The class of the answer, or {@code NOT_SENT}. */
		OUTCOME {
			@Override
			public String asString() {
				return "mesos.call.outcome";
			}
		}

	}

}
