package io.mesosframework.boot.rest;

import org.junit.jupiter.api.AfterEach;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

import io.mesosframework.boot.rest.servlet.ServletApiHandlerAdapter;
import io.mesosframework.boot.rest.servlet.ServletApiHandlerMapping;

/**
 * What every controller has in common, in servlet applications.
 */
class ServletApiControllerTests extends ApiControllerContract {

	private final AnnotationConfigServletWebServerApplicationContext context = new AnnotationConfigServletWebServerApplicationContext();

	@Override
	WebTestClient client(ApiMappings mappings) {
		this.context.registerBean(ApiMappings.class, () -> mappings);
		this.context.register(Application.class, Advice.class);
		this.context.refresh();
		return WebTestClient.bindToServer().build();
	}

	@Override
	String base() {
		return "http://127.0.0.1:" + this.context.getWebServer().getPort();
	}

	@AfterEach
	void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebMvc
	static class Application {

		@Bean
		TomcatServletWebServerFactory server() {
			return new TomcatServletWebServerFactory(0);
		}

		@Bean
		DispatcherServlet dispatcherServlet() {
			return new DispatcherServlet();
		}

		@Bean
		ServletApiHandlerMapping mapping(ApiMappings mappings) {
			return new ServletApiHandlerMapping(mappings, null);
		}

		@Bean
		ServletApiHandlerAdapter adapter(ApiMappings mappings) {
			return new ServletApiHandlerAdapter(mappings, JSON, MAX_BODY, Runnable::run);
		}

	}

}
