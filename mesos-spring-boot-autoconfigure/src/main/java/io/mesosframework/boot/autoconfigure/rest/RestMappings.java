package io.mesosframework.boot.autoconfigure.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;

import io.mesosframework.boot.rest.ApiAnswers;
import io.mesosframework.boot.rest.ApiController;
import io.mesosframework.boot.rest.ApiMappings;
import io.mesosframework.boot.rest.ApiMount;

/**
 * Determines the base paths of the controllers: the paths to which the application has
 * mapped the exposed and accessible endpoints.
 */
final class RestMappings {

	private RestMappings() {
	}

	static ApiMappings of(ObjectProvider<ApiController> provided, WebEndpointsSupplier endpoints,
			WebEndpointProperties properties, EndpointAccessResolver access, ApiAnswers answers) {
		List<ApiController> controllers = provided.stream().toList();
		Set<String> ids = controllers.stream().map(ApiController::endpoint).collect(Collectors.toSet());
		Map<String, String> roots = new LinkedHashMap<>();
		for (ExposableWebEndpoint endpoint : endpoints.getEndpoints()) {
			String id = endpoint.getEndpointId().toLowerCaseString();
			if (ids.contains(id)) {
				roots.put(id, endpoint.getRootPath());
			}
		}
		String base = properties.getBasePath();
		ApiMount mount = new ApiMount(base.endsWith("/") ? base.substring(0, base.length() - 1) : base, roots);
		return new ApiMappings(controllers, mount,
				(id) -> access.accessFor(EndpointId.of(id), Access.READ_ONLY) == Access.UNRESTRICTED, answers);
	}

}
