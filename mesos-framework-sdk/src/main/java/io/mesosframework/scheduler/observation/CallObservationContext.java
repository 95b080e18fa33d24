package io.mesosframework.scheduler.observation;

import io.micrometer.observation.Observation;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.jspecify.annotations.Nullable;

import io.mesosframework.client.CallResult;

/**
 * The context of the observation of a call.
 *
 * @since 0.1.0
 */
public final class CallObservationContext extends Observation.Context {

	private final Call call;

	private volatile @Nullable CallResult result;

	/**
	 * Create the context.
	 * @param call the call
	 */
	public CallObservationContext(Call call) {
		this.call = call;
	}

	/**
	 * Return the call.
	 * @return the call as it is sent
	 */
	public Call call() {
		return this.call;
	}

	/**
	 * Return the answer.
	 * @return the answer, {@code null} before it arrives and if the call was not sent
	 */
	public @Nullable CallResult result() {
		return this.result;
	}

	public void result(@Nullable CallResult result) {
		this.result = result;
	}

}
