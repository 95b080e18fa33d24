package io.mesosframework.boot.actuate;

import org.jspecify.annotations.Nullable;

import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.SchedulerListener;
import io.mesosframework.scheduler.event.MesosDisconnected;
import io.mesosframework.scheduler.event.MesosEvent;
import io.mesosframework.scheduler.event.MesosFailed;
import io.mesosframework.scheduler.event.MesosFailedOver;
import io.mesosframework.scheduler.event.MesosLifecycleEvent;
import io.mesosframework.scheduler.event.MesosSubscribed;

/**
 * Records the last subscription and how the last connection ended. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ConnectionHistory implements SchedulerListener {

	private volatile @Nullable MesosSubscribed subscribed;

	private volatile @Nullable MesosLifecycleEvent lastEnd;

	@Override
	public void onEvent(MesosEvent event, MesosScheduler scheduler) {
		// Only lifecycle events are recorded.
	}

	@Override
	public void onLifecycle(MesosLifecycleEvent event, MesosScheduler scheduler) {
		if (event instanceof MesosSubscribed now) {
			this.subscribed = now;
		}
		else if (event instanceof MesosDisconnected || event instanceof MesosFailed
				|| event instanceof MesosFailedOver) {
			this.lastEnd = event;
		}
	}

	/**
	 * Return the last subscription.
	 * @return the subscription, or {@code null} if there was none
	 */
	public @Nullable MesosSubscribed lastSubscription() {
		return this.subscribed;
	}

	/**
	 * Return how the last connection or connection attempt ended.
	 * @return {@link MesosDisconnected}, {@link MesosFailed}, {@link MesosFailedOver} or
	 * {@code null} if none has ended
	 */
	public @Nullable MesosLifecycleEvent lastEnd() {
		return this.lastEnd;
	}

}
