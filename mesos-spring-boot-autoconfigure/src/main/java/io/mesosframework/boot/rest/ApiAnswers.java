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
 * Completes the answers of all controllers: in time, on threads of their own, and with a
 * problem detail if something fails. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ApiAnswers {

	private final Duration timeout;

	private final Executor threads;

	private final Problems problems;

	/**
	 * Create the answers.
	 * @param timeout how long an answer may be awaited
	 * @param threads make and write the answers that were awaited, see {@link ApiThreads}
	 * @param mapper knows the exceptions of the application
	 */
	public ApiAnswers(Duration timeout, Executor threads, ProblemMapper mapper) {
		this.timeout = timeout;
		this.threads = threads;
		this.problems = new Problems(mapper);
	}

	/**
	 * Begin an answer with JSON that nobody keeps.
	 * @param status the status
	 * @return the answer without body
	 */
	public static ResponseEntity.BodyBuilder json(int status) {
		return ResponseEntity.status(status)
			.contentType(MediaType.APPLICATION_JSON)
			.cacheControl(CacheControl.noStore());
	}

	/**
	 * Answer 200 with JSON.
	 * @param <T> the type of the body
	 * @param body the body
	 * @return the answer
	 */
	public static <T> ResponseEntity<T> ok(T body) {
		return json(200).body(body);
	}

	/**
	 * Answer when something is there, within the limit that all requests have.
	 * @param <T> the type of what is awaited
	 * @param <R> the type of the answer
	 * @param stage completes with it; goes on when the time is over
	 * @param answer makes the answer of it
	 * @return completes with the answer, on the threads of this
	 */
	public <T, R> CompletionStage<R> later(CompletionStage<T> stage, Function<T, R> answer) {
		return later(stage, this.timeout, answer);
	}

	/**
	 * Answer when something is there, within another limit.
	 * @param <T> the type of what is awaited
	 * @param <R> the type of the answer
	 * @param stage completes with it; goes on when the time is over
	 * @param limit how long it may be awaited
	 * @param answer makes the answer of it
	 * @return completes with the answer, on the threads of this
	 */
	public <T, R> CompletionStage<R> later(CompletionStage<T> stage, Duration limit, Function<T, R> answer) {
		// a copy, so that what is awaited does not end with the time limit
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
