package io.mesosframework.scheduler.event;

/**
 * Something that happened to the session with the master. Lifecycle events are delivered
 * on the event loop thread, in order with the events of the master.
 *
 * @since 0.1.0
 */
public sealed interface MesosLifecycleEvent permits MesosConnecting, MesosSubscribed, MesosDisconnected,
		MesosFailedOver, MesosTornDown, MesosFailed, MesosStopped {

	/**
	 * Return the session in which it happened.
	 * @return the epoch, 0 before the first subscription
	 */
	long epoch();

}
