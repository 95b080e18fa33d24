package io.mesosframework.boot.rest;

import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.multipart.MultipartException;

import io.mesosframework.scheduler.NotSubscribedException;

/**
 * Converts exceptions thrown by handler methods or the web framework into problems. An
 * unexpected exception becomes a response with status 500 without details; the details
 * are logged.
 */
final class Problems {

	private static final Logger logger = LoggerFactory.getLogger(Problems.class);

	private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

	private final ProblemMapper mapper;

	Problems(ProblemMapper mapper) {
		this.mapper = mapper;
	}

	ProblemException of(Throwable failure, HttpMethod method, String path) {
		Throwable cause = failure;
		while (cause instanceof CompletionException && cause.getCause() != null) {
			cause = cause.getCause();
		}
		if (cause instanceof ProblemException problem) {
			return problem;
		}
		ProblemException mapped = this.mapper.map(cause);
		if (mapped != null) {
			return mapped;
		}
		if (cause instanceof TimeoutException) {
			return late(READS.contains(method));
		}
		if (cause instanceof NotSubscribedException) {
			return new ProblemException(503, "not-subscribed", "The framework is not subscribed",
					String.valueOf(cause.getMessage()))
				.header("Retry-After", "5");
		}
		if (cause instanceof MultipartException) {
			return ProblemException.unsupported("The body must be 'application/json' but has several parts");
		}
		if (cause instanceof HttpMessageNotReadableException) {
			return ProblemException.badRequest("The body cannot be read");
		}
		if (cause instanceof ErrorResponse refused && refused.getStatusCode().is4xxClientError()) {
			return ProblemException.badRequest("The request cannot be read: " + refused.getBody().getDetail());
		}
		logger.error("{} {} failed", method, path.replaceAll("\\p{Cntrl}", "?"), cause);
		return new ProblemException(500, "internal-error", "Something went wrong",
				"The request failed for a reason that is in the log of the application");
	}

	private static ProblemException late(boolean read) {
		if (read) {
			return new ProblemException(504, "late", "The answer did not come in time",
					"What was asked for did not come in time; nothing was to be changed, ask again");
		}
		return new ProblemException(503, "scheduler-busy", "The scheduler does not answer in time",
				"The scheduler did not answer in time; the change may still be made. Look before you repeat it")
			.header("Retry-After", "5");
	}

}
