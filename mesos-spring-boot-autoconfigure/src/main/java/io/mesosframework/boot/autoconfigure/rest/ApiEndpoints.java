package io.mesosframework.boot.autoconfigure.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;

import io.mesosframework.boot.rest.ApiEndpoint;
import io.mesosframework.boot.rest.ApiMount;
import io.mesosframework.boot.rest.ApiRouter;
import io.mesosframework.boot.rest.Route;
import io.mesosframework.boot.task.TaskEvents;

/**
 * Finds out below which paths the API is: those of the endpoints that are exposed and
 * accessible, as the application has mapped them.
 */
final class ApiEndpoints {

	private ApiEndpoints() {
	}

	static List<ApiEndpoint> of(ApiRouter router, WebEndpointsSupplier endpoints, WebEndpointProperties properties,
			RestJson json, TaskEvents events) {
		Set<String> ids = router.routes().stream().map(Route::endpoint).collect(Collectors.toSet());
		Map<String, String> roots = new LinkedHashMap<>();
		for (ExposableWebEndpoint endpoint : endpoints.getEndpoints()) {
			String id = endpoint.getEndpointId().toLowerCaseString();
			if (ids.contains(id)) {
				roots.put(id, endpoint.getRootPath());
			}
		}
		String base = properties.getBasePath();
		ApiMount mount = new ApiMount(base.endsWith("/") ? base.substring(0, base.length() - 1) : base, roots);
		return roots.keySet()
			.stream()
			.map((id) -> new ApiEndpoint(id, router, mount, json.mapper(), events.threads()))
			.toList();
	}

}
