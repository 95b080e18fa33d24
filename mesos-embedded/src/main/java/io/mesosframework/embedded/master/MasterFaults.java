package io.mesosframework.embedded.master;

import java.time.Duration;
import java.util.List;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

import io.mesosframework.embedded.http.HttpReply;

/**
 * Strategy for faults of a master. Methods are called on the loop; the defaults change
 * nothing.
 *
 * @since 0.1.0
 */
public interface MasterFaults {

	/** No faults at all. */
	MasterFaults NONE = new MasterFaults() {
	};

	/**
	 * Decide what happens to a call that parses and is valid.
	 * @param call the call
	 * @return the decision
	 */
	default Decision onCall(Call call) {
		return new Decision.Process();
	}

	/**
	 * Decide what is sent instead of an event: nothing, the event, or several events.
	 * @param frameworkId to whom it goes
	 * @param event the event
	 * @return the events to send in order
	 */
	default List<Event> onEvent(FrameworkID frameworkId, Event event) {
		return List.of(event);
	}

	/**
	 * What happens to a call.
	 */
	sealed interface Decision {

		/** The call is processed as usual. */
		record Process() implements Decision {
		}

		/** The call is answered with 202 and forgotten. */
		record Drop() implements Decision {
		}

		/** The call is not answered and not processed. */
		record Ignore() implements Decision {
		}

		/** The connection is closed without an answer. */
		record Abort() implements Decision {
		}

		/**
		 * The call is processed after a while.
		 *
		 * @param delay how long
		 */
		record Delay(Duration delay) implements Decision {
		}

		/**
		 * The call is answered with this and not processed.
		 *
		 * @param reply the answer
		 */
		record Answer(HttpReply reply) implements Decision {
		}

		/**
		 * A SUBSCRIBE is refused by an ERROR event; other calls are processed.
		 *
		 * @param message the message of the event
		 */
		record Refuse(String message) implements Decision {
		}

	}

}
