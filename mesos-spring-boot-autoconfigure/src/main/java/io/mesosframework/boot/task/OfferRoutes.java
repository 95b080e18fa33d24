package io.mesosframework.boot.task;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.mesosframework.boot.rest.ApiResponse;
import io.mesosframework.boot.rest.Route;
import io.mesosframework.offer.ResourceManager;

/**
 * The routes below {@code mesosoffers}.
 *
 * @since 0.1.0
 */
public final class OfferRoutes {

	private static final int MAX_LIMIT = 1000;

	private OfferRoutes() {
	}

	/**
	 * Return the routes.
	 * @param resources knows the offers
	 * @return the routes
	 */
	public static List<Route> of(ResourceManager resources) {
		return List.of(Route.of("GET", "mesosoffers", "", "What is offered, and what was decided last")
			.query("limit", "integer",
					"how many offers and decisions at most; " + OffersDescriptor.DEFAULT_LIMIT + ", up to " + MAX_LIMIT)
			.answers(200, OffersDescriptor.class, "the offers")
			.handledBy((request) -> CompletableFuture.completedStage(ApiResponse.ok(OffersDescriptor.of(resources,
					(int) request.number("limit", OffersDescriptor.DEFAULT_LIMIT, 1, MAX_LIMIT))))));
	}

}
