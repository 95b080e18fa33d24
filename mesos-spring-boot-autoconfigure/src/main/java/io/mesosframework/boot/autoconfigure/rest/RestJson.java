package io.mesosframework.boot.autoconfigure.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.jackson.EndpointJsonMapper;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
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

	/** Write the members of problem details as RFC 9457 wants them. */
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
