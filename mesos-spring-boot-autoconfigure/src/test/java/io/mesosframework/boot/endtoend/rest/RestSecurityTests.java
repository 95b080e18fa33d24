package io.mesosframework.boot.endtoend.rest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;

import static io.mesosframework.boot.endtoend.rest.RestApplication.sleeper;

/**
 * The API behind Spring Security, set up as docs/rest-api.md shows it.
 */
class RestSecurityTests {

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void readersReadAndOnlyOperatorsChange(WebApplicationType type) {
		try (RestApplication application = start(type)) {
			check(application);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void theManagementPortIsGuardedAsWell(WebApplicationType type) {
		try (RestApplication application = start(type, "--management.server.port=0")) {
			check(application);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void changesNeedATokenUnlessCsrfProtectionIsSwitchedOff(WebApplicationType type) {
		String[] operator = { "Authorization", basic("operator") };
		try (RestApplication application = RestApplication.start(type, "--test.security=true",
				"--spring.security.user.name=operator", "--spring.security.user.password=operator",
				"--management.endpoint.mesosapps.access=unrestricted")) {
			application.get("actuator/mesosapps").is(401);
			application.send(application.request("actuator/mesosapps").headers(operator)).is(200);
			// the error page of a servlet application is guarded as well
			application.post("actuator/mesosapps", sleeper("web", 0), operator)
				.is((type == WebApplicationType.SERVLET) ? 401 : 403);
			application.send(application.request("actuator/mesosapps/web").headers(operator)).is(404);
		}
	}

	private static void check(RestApplication application) {
		String[] reader = { "Authorization", basic("reader") };
		String[] operator = { "Authorization", basic("operator") };

		application.get("actuator/mesosapps").is(401);
		application.get("actuator/mesosapps/web/history").is(401);
		application.get("actuator/mesostasks/events").is(401);
		application.post("actuator/mesosapps", sleeper("web", 0)).is(401);
		// a chain for the API alone would leave all else open
		application.get("actuator/beans").is(401);
		application.send(application.request("actuator/beans").headers(reader)).is(200);
		application.post("actuator/mesosapps", sleeper("web", 0), "Authorization", basic("nobody")).is(401);
		application.send(application.request("actuator/mesosapps").headers(reader)).is(200);
		application.post("actuator/mesosapps", sleeper("web", 0), reader).is(403);
		application.delete("actuator/mesosapps/web", reader).is(403);
		application.post("actuator/mesosapps", sleeper("web", 0), operator).is(201);
		application.post("actuator/mesosapps/web/scale", "{\"instances\": 0}", operator).is(200);
		application.delete("actuator/mesosapps/web", operator).is(200);
	}

	private static RestApplication start(WebApplicationType type, String... more) {
		List<Class<?>> sources = List.of(RestApplication.Application.class,
				(type == WebApplicationType.SERVLET) ? ServletSecurity.class : ReactiveSecurity.class);
		String[] arguments = new String[more.length + 2];
		arguments[0] = "--test.security=true";
		arguments[1] = "--management.endpoint.mesosapps.access=unrestricted";
		System.arraycopy(more, 0, arguments, 2, more.length);
		return RestApplication.start(type, sources, arguments);
	}

	private static String basic(String user) {
		return "Basic " + Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8));
	}

}
