package io.mesosframework.boot.endtoend.rest;

import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Readers and operators of a servlet application.
 */
@Configuration(proxyBeanMethods = false)
class ServletSecurity {

	private static final String[] MESOS = { "mesos", "mesosapps", "mesostasks", "mesosoffers" };

	@Bean
	@Order(1)
	SecurityFilterChain mesosSecurity(HttpSecurity http) throws Exception {
		return http.securityMatcher(EndpointRequest.to(MESOS))
			.authorizeHttpRequests(
					(requests) -> requests.requestMatchers(EndpointRequest.to(MESOS).withHttpMethod(HttpMethod.GET))
						.hasAnyRole("READER", "OPERATOR")
						.anyRequest()
						.hasRole("OPERATOR"))
			.httpBasic(Customizer.withDefaults())
			.csrf((csrf) -> csrf.disable())
			.build();
	}

	@Bean
	SecurityFilterChain allElse(HttpSecurity http) throws Exception {
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.httpBasic(Customizer.withDefaults())
			.build();
	}

	@Bean
	InMemoryUserDetailsManager users() {
		return new InMemoryUserDetailsManager(user("reader", "READER"), user("operator", "OPERATOR"));
	}

	static UserDetails user(String name, String... roles) {
		return User.withUsername(name).password("{noop}" + name).roles(roles).build();
	}

}
