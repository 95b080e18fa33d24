package io.mesosframework.boot.rest;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestAttribute;

/**
 * Base class for controllers of the API. Handler methods are mapped relative to the path
 * of an actuator endpoint, in both Spring MVC and Spring WebFlux, so their parameter and
 * return types must be supported by both. Subclasses are not annotated as controllers, so
 * that the application's own mapping does not detect them. A handler method
 * <ul>
 * <li>accepts only query parameters that it declares with {@code @RequestParam};
 * <li>accepts conditional requests if it has a parameter
 * {@code @RequestHeader HttpHeaders};
 * <li>accepts a JSON body if it has a parameter {@code @RequestBody byte[]};
 * <li>must not block.
 * </ul>
 *
 * @since 0.1.0
 */
public abstract class ApiController {

	private final String endpoint;

	private final ApiAnswers answers;

	/**
	 * Create a controller.
	 * @param endpoint the id of the endpoint below which the controller is mapped
	 * @param answers completes asynchronous responses
	 */
	protected ApiController(String endpoint, ApiAnswers answers) {
		this.endpoint = endpoint;
		this.answers = answers;
	}

	/**
	 * Return the id of the endpoint below which the controller is mapped.
	 * @return the id
	 */
	public final String endpoint() {
		return this.endpoint;
	}

	/**
	 * Return the {@code ApiAnswers} that completes the responses of this controller.
	 * @return the answers
	 */
	protected final ApiAnswers answers() {
		return this.answers;
	}

	/**
	 * Respond when a stage completes, within the default time limit.
	 * @param <T> the type of the awaited value
	 * @param <R> the type of the body
	 * @param stage supplies the value
	 * @param answer creates the response from the value
	 * @return a stage that completes with the response
	 */
	protected final <T, R> CompletionStage<ResponseEntity<R>> later(CompletionStage<T> stage,
			Function<T, ResponseEntity<R>> answer) {
		return this.answers.later(stage, answer);
	}

	/**
	 * Respond to a failure with a problem detail.
	 * @param failure the failure
	 * @param method the method of the request
	 * @param path the path of the request, or {@code null} if it was not mapped
	 * @return the problem
	 */
	@ExceptionHandler(Throwable.class)
	ResponseEntity<ProblemDetail> failed(Throwable failure, HttpMethod method,
			@RequestAttribute(name = ApiCall.PATH, required = false) @Nullable String path) {
		return this.answers.problem(failure, method, (path != null) ? path : "");
	}

}
