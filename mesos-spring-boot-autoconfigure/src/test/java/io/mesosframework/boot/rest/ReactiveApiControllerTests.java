package io.mesosframework.boot.rest;

import org.junit.jupiter.api.AfterEach;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.config.EnableWebFlux;

import io.mesosframework.boot.rest.reactive.ReactiveApiHandlerAdapter;
import io.mesosframework.boot.rest.reactive.ReactiveApiHandlerMapping;

/**
 * What every controller has in common, in reactive applications.
 */
class ReactiveApiControllerTests extends ApiControllerContract {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	@Override
	WebTestClient client(ApiMappings mappings) {
		this.context.register(Application.class, Advice.class);
		this.context.registerBean(ApiMappings.class, () -> mappings);
		this.context.refresh();
		return WebTestClient.bindToApplicationContext(this.context).build();
	}

	@AfterEach
	void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebFlux
	static class Application {

		@Bean
		ReactiveApiHandlerMapping mapping(ApiMappings mappings) {
			return new ReactiveApiHandlerMapping(mappings, null);
		}

		@Bean
		ReactiveApiHandlerAdapter adapter() throws Exception {
			return new ReactiveApiHandlerAdapter(JSON, MAX_BODY, Runnable::run);
		}

	}

}
