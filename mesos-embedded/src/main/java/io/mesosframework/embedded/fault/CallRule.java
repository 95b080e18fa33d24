package io.mesosframework.embedded.fault;

import java.util.Set;

import org.apache.mesos.v1.scheduler.Protos.Call;

import io.mesosframework.embedded.http.HttpHandler;
import io.mesosframework.embedded.http.HttpRequest;
import io.mesosframework.embedded.http.HttpResponder;

/**
 * What happens to calls of some types instead of normal processing.
 *
 * @param types the types; empty for all
 * @param countdown how often
 * @param action what happens
 */
record CallRule(Set<Call.Type> types, Countdown countdown, Action action) {

	boolean matches(Call call) {
		return !this.countdown.isSpent() && (this.types.isEmpty() || this.types.contains(call.getType()));
	}

	/** What happens to one call. */
	@FunctionalInterface
	interface Action {

		/**
		 * Handle the call.
		 * @param call the call, parsed
		 * @param request the request with the call
		 * @param responder takes the answer
		 * @param next the usual way
		 */
		void handle(Call call, HttpRequest request, HttpResponder responder, HttpHandler next);

	}

}
