package io.mesosframework.embedded.master;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * Observes the calls that a master receives and the events that it sends. Methods are
 * called on the loop and must not block.
 *
 * @since 0.1.0
 */
public interface MasterObserver {

	/** Watches nothing. */
	MasterObserver NONE = new MasterObserver() {
	};

	/**
	 * A call has come in that parses and is valid, though it may still be refused.
	 * @param call the call
	 */
	default void callReceived(Call call) {
	}

	/**
	 * An event has been written to a stream.
	 * @param frameworkId to whom
	 * @param event the event
	 */
	default void eventSent(FrameworkID frameworkId, Event event) {
	}

}
