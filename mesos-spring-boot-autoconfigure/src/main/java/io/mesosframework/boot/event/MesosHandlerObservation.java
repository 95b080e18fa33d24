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
	 * One call of a handler method.
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
	 * Keys with few values, which meters have as tags.
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
		 * Type of the event, or simple name of the change of the connection.
		 */
		EVENT {

			@Override
			public String asString() {
				return "event";
			}

		}

	}

	/**
	 * Keys with many values, which only traces have.
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
