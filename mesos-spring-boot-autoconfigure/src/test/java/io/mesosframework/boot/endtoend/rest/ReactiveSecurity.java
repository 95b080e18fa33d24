package io.mesosframework.boot.endtoend.rest;

import org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.web.server.SecurityWebFilterChain;

/**
 * Readers and operators of a reactive application.
 */
@Configuration(proxyBeanMethods = false)
class ReactiveSecurity {

	private static final String[] MESOS = { "mesos", "mesosapps", "mesostasks", "mesosoffers" };

	@Bean
	@Order(1)
	SecurityWebFilterChain mesosSecurity(ServerHttpSecurity http) {
		return http.securityMatcher(EndpointRequest.to(MESOS))
			.authorizeExchange((requests) -> requests.matchers(EndpointRequest.to(MESOS).withHttpMethod(HttpMethod.GET))
				.hasAnyRole("READER", "OPERATOR")
				.anyExchange()
				.hasRole("OPERATOR"))
			.httpBasic(Customizer.withDefaults())
			.csrf((csrf) -> csrf.disable())
			.build();
	}

	@Bean
	SecurityWebFilterChain allElse(ServerHttpSecurity http) {
		return http.authorizeExchange((requests) -> requests.anyExchange().authenticated())
			.httpBasic(Customizer.withDefaults())
			.build();
	}

	@Bean
	MapReactiveUserDetailsService users() {
		return new MapReactiveUserDetailsService(ServletSecurity.user("reader", "READER"),
				ServletSecurity.user("operator", "OPERATOR"));
	}

}
