package io.mesosframework.boot.autoconfigure.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.jackson.EndpointJsonMapper;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds the mapper that writes JSON. It is the actuator's mapper, which is independent of
 * the application's settings, or the application's mapper if the actuator has none.
 *
 * @param mapper the mapper
 */
record RestJson(JsonMapper mapper) {

	/**
	 * Return a mapper that writes each event on a single line, because a line break would
	 * end the event.
	 */
	JsonMapper lines() {
		return this.mapper.rebuild().disable(SerializationFeature.INDENT_OUTPUT).build();
	}

	/**
	 * Return the given mapper, configured to write problem details as specified in RFC
	 * 9457.
	 */
	private static RestJson problems(JsonMapper mapper) {
		return new RestJson(mapper.rebuild().addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class).build());
	}

	static RestJson of(ObjectProvider<EndpointJsonMapper> endpoints, ObjectProvider<JsonMapper> application) {
		EndpointJsonMapper endpoint = endpoints.getIfUnique();
		if (endpoint != null) {
			return problems(endpoint.get());
		}
		JsonMapper shared = application.getIfUnique(() -> JsonMapper.builder().build());
		return problems(shared.rebuild()
			.changeDefaultPropertyInclusion((value) -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
			.build());
	}

}
