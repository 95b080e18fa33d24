package io.mesosframework.boot.rest;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/**
 * Completes the responses of all controllers: within a time limit, on dedicated threads,
 * and with a problem detail on failure. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ApiAnswers {

	private final Duration timeout;

	private final Executor threads;

	private final Problems problems;

	/**
	 * Create the answers.
	 * @param timeout the time limit for asynchronous responses
	 * @param threads the executor that creates and writes asynchronous responses, see
	 * {@link ApiThreads}
	 * @param mapper maps the exceptions of the application
	 */
	public ApiAnswers(Duration timeout, Executor threads, ProblemMapper mapper) {
		this.timeout = timeout;
		this.threads = threads;
		this.problems = new Problems(mapper);
	}

	/**
	 * Start a JSON response that must not be cached.
	 * @param status the status
	 * @return the response builder
	 */
	public static ResponseEntity.BodyBuilder json(int status) {
		return ResponseEntity.status(status)
			.contentType(MediaType.APPLICATION_JSON)
			.cacheControl(CacheControl.noStore());
	}

	/**
	 * Return a JSON response with status 200.
	 * @param <T> the type of the body
	 * @param body the body
	 * @return the response
	 */
	public static <T> ResponseEntity<T> ok(T body) {
		return json(200).body(body);
	}

	/**
	 * Respond when a stage completes, within the default time limit.
	 * @param <T> the type of the awaited value
	 * @param <R> the type of the response
	 * @param stage supplies the value; not cancelled when the time limit is reached
	 * @param answer creates the response from the value
	 * @return a stage that completes with the response, on the threads of this object
	 */
	public <T, R> CompletionStage<R> later(CompletionStage<T> stage, Function<T, R> answer) {
		return later(stage, this.timeout, answer);
	}

	/**
	 * Respond when a stage completes, within the given time limit.
	 * @param <T> the type of the awaited value
	 * @param <R> the type of the response
	 * @param stage supplies the value; not cancelled when the time limit is reached
	 * @param limit the time limit
	 * @param answer creates the response from the value
	 * @return a stage that completes with the response, on the threads of this object
	 */
	public <T, R> CompletionStage<R> later(CompletionStage<T> stage, Duration limit, Function<T, R> answer) {
		// A copy, so that the time limit does not complete the original stage.
		CompletableFuture<T> awaited = stage.thenApply((value) -> value).toCompletableFuture();
		if (!awaited.isDone()) {
			awaited = awaited.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
		}
		return awaited.handleAsync((value, failure) -> {
			if (failure != null) {
				throw (failure instanceof CompletionException wrapped) ? wrapped : new CompletionException(failure);
			}
			return answer.apply(value);
		}, this.threads);
	}

	ResponseEntity<ProblemDetail> problem(Throwable failure, HttpMethod method, String path) {
		ProblemException problem = this.problems.of(failure, method, path);
		return ResponseEntity.status(problem.getStatusCode())
			.headers(problem.getHeaders())
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(problem.getBody());
	}

}
