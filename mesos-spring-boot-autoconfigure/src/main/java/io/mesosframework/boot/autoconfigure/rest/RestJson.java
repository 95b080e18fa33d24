package io.mesosframework.boot.autoconfigure.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.jackson.EndpointJsonMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * What writes JSON: the mapper of the actuator, which settings of the application do not
 * change; or that of the application if the actuator has none.
 *
 * @param mapper the mapper
 */
record RestJson(JsonMapper mapper) {

	static RestJson of(ObjectProvider<EndpointJsonMapper> endpoints, ObjectProvider<JsonMapper> application) {
		EndpointJsonMapper endpoint = endpoints.getIfUnique();
		if (endpoint != null) {
			return new RestJson(endpoint.get());
		}
		JsonMapper shared = application.getIfUnique(() -> JsonMapper.builder().build());
		return new RestJson(shared.rebuild()
			.changeDefaultPropertyInclusion((value) -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
			.build());
	}

}
