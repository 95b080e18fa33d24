package io.mesosframework.boot.rest;

import java.util.List;
import java.util.Map;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.config.EnableWebFlux;
import tools.jackson.databind.json.JsonMapper;

import io.mesosframework.boot.rest.reactive.ReactiveApiHandlerAdapter;
import io.mesosframework.boot.rest.reactive.ReactiveApiHandlerMapping;

/**
 * A reactive application that has one controller and nothing else.
 */
public final class ReactiveApi implements AutoCloseable {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	/**
	 * Start an application.
	 * @param controller the controller, at {@code /actuator} and the id of its endpoint
	 */
	public ReactiveApi(ApiController controller) {
		String id = controller.endpoint();
		this.context.registerBean(ApiMappings.class, () -> new ApiMappings(List.of(controller),
				new ApiMount("/actuator", Map.of(id, id)), (endpoint) -> true, controller.answers()));
		this.context.register(Application.class);
		this.context.refresh();
	}

	/**
	 * Return a client.
	 * @return the client
	 */
	public WebTestClient client() {
		return WebTestClient.bindToApplicationContext(this.context).build();
	}

	@Override
	public void close() {
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
			return new ReactiveApiHandlerAdapter(JsonMapper.shared(), 1000, Runnable::run);
		}

	}

}
