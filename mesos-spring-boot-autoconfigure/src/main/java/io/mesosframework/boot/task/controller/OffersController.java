package io.mesosframework.boot.task.controller;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

import io.mesosframework.boot.rest.ApiAnswers;
import io.mesosframework.boot.rest.ApiController;
import io.mesosframework.boot.rest.QueryParameters;
import io.mesosframework.boot.task.descriptor.OffersDescriptor;
import io.mesosframework.offer.ResourceManager;

/**
 * Controller that describes the held offers and the latest decisions.
 *
 * @since 0.1.0
 */
public final class OffersController extends ApiController {

	private static final int MAX_LIMIT = 1000;

	private final ResourceManager resources;

	/**
	 * Create a controller.
	 * @param resources the resource manager
	 * @param answers completes asynchronous responses
	 */
	public OffersController(ResourceManager resources, ApiAnswers answers) {
		super("mesosoffers", answers);
		this.resources = resources;
	}

	@GetMapping
	ResponseEntity<OffersDescriptor> offers(@RequestParam(name = "limit", required = false) @Nullable String limit) {
		int shown = (int) QueryParameters.number("limit", limit, OffersDescriptor.DEFAULT_LIMIT, 1, MAX_LIMIT);
		return ApiAnswers.ok(OffersDescriptor.of(this.resources, shown));
	}

}
