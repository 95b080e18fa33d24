package io.mesosframework.boot.endtoend.rest;

import org.springframework.boot.WebApplicationType;

/**
 * The API in a servlet application.
 */
class ServletRestApiTests extends RestApiContract {

	ServletRestApiTests() {
		super(WebApplicationType.SERVLET);
	}

}
