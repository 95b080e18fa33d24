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
 * A controller of the API. Its handler methods are mapped relative to the path of an
 * actuator endpoint, in Spring MVC and in Spring WebFlux, so that their parameters and
 * results must be known to both. It is not annotated as a controller: the application's
 * own mapping must not find it. A handler method
 * <ul>
 * <li>takes only query parameters that it declares with {@code @RequestParam};
 * <li>takes conditions if it has a parameter {@code @RequestHeader HttpHeaders};
 * <li>takes a body if it has a parameter {@code @RequestBody byte[]}, which is JSON;
 * <li>does not block.
 * </ul>
 *
 * @since 0.1.0
 */
public abstract class ApiController {

	private final String endpoint;

	private final ApiAnswers answers;

	/**
	 * Create a controller.
	 * @param endpoint the id of the endpoint below which it is
	 * @param answers completes its answers
	 */
	protected ApiController(String endpoint, ApiAnswers answers) {
		this.endpoint = endpoint;
		this.answers = answers;
	}

	/**
	 * Return the id of the endpoint below which the controller is.
	 * @return the id
	 */
	public final String endpoint() {
		return this.endpoint;
	}

	/**
	 * Return who completes the answers.
	 * @return the answers
	 */
	protected final ApiAnswers answers() {
		return this.answers;
	}

	/**
	 * Answer when something is there, within the limit that all requests have.
	 * @param <T> the type of what is awaited
	 * @param <R> the type of the body
	 * @param stage completes with it
	 * @param answer makes the answer of it
	 * @return completes with the answer
	 */
	protected final <T, R> CompletionStage<ResponseEntity<R>> later(CompletionStage<T> stage,
			Function<T, ResponseEntity<R>> answer) {
		return this.answers.later(stage, answer);
	}

	/**
	 * Answer a failure with a problem detail.
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
