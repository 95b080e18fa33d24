package io.mesosframework.boot.event;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observations of handlers.
 *
 * @since 0.1.0
 */
public enum MesosHandlerObservation implements ObservationDocumentation {

	/**
	 * A call of a handler method.
	 */
	HANDLER {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultMesosHandlerObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return LowCardinality.values();
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return HighCardinality.values();
		}

	};

	/**
	 * Low-cardinality keys, added to meters and traces.
	 */
	public enum LowCardinality implements KeyName {

		/**
		 * Id of the handler.
		 */
		HANDLER {

			@Override
			public String asString() {
				return "handler";
			}

		},

		/**
		 * Type of the event, or simple class name for a change of the connection.
		 */
		EVENT {

			@Override
			public String asString() {
				return "event";
			}

		}

	}

	/**
	 * High-cardinality keys, added to traces only.
	 */
	public enum HighCardinality implements KeyName {

		/**
		 * Id of the task of a status update.
		 */
		TASK_ID {

			@Override
			public String asString() {
				return "task.id";
			}

		},

		/**
		 * Id of the agent of a status update, an offer or a message.
		 */
		AGENT_ID {

			@Override
			public String asString() {
				return "agent.id";
			}

		}

	}

}
