package io.mesosframework.boot.endtoend.rest;

import org.springframework.boot.WebApplicationType;

/**
 * The API in a reactive application.
 */
class ReactiveRestApiTests extends RestApiContract {

	ReactiveRestApiTests() {
		super(WebApplicationType.REACTIVE);
	}

}
