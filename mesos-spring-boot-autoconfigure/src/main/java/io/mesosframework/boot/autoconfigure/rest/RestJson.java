package io.mesosframework.boot.autoconfigure.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.jackson.EndpointJsonMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What writes JSON: the mapper of the actuator, which settings of the application do not
 * change; or that of the application if the actuator has none.
 *
 * @param mapper the mapper
 */
record RestJson(JsonMapper mapper) {

	/**
	 * Return what writes events: each in one line, since a line break would end them.
	 */
	JsonMapper lines() {
		return this.mapper.rebuild().disable(SerializationFeature.INDENT_OUTPUT).build();
	}

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
