package io.mesosframework.boot.rest;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.scheduler.NotSubscribedException;

/**
 * Turns what went wrong into problem details (RFC 9457). What nobody foresaw becomes a
 * 500 without particulars, which are logged.
 */
final class Problems {

	private static final Logger logger = LoggerFactory.getLogger(Problems.class);

	private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

	private final List<ProblemMapper> mappers;

	Problems(List<ProblemMapper> mappers) {
		this.mappers = mappers;
	}

	ProblemException of(Throwable failure, ApiRequest request) {
		Throwable cause = failure;
		while (cause instanceof CompletionException && cause.getCause() != null) {
			cause = cause.getCause();
		}
		if (cause instanceof ProblemException problem) {
			return problem;
		}
		for (ProblemMapper mapper : this.mappers) {
			ProblemException mapped = mapper.map(cause);
			if (mapped != null) {
				return mapped;
			}
		}
		if (cause instanceof TimeoutException && READS.contains(request.method())) {
			return new ProblemException(504, "late", "The answer did not come in time",
					"What was asked for did not come in time; nothing was to be changed, ask again");
		}
		if (cause instanceof TimeoutException) {
			return new ProblemException(503, "scheduler-busy", "The scheduler does not answer in time",
					"The scheduler did not answer in time; the change may still be made. Look before you repeat it")
				.header("Retry-After", "5");
		}
		if (cause instanceof NotSubscribedException) {
			return new ProblemException(503, "not-subscribed", "The framework is not subscribed",
					String.valueOf(cause.getMessage()))
				.header("Retry-After", "5");
		}
		logger.error("{} {}/{} failed", request.method(), request.endpoint(),
				request.path().replaceAll("\\p{Cntrl}", "?"), cause);
		return new ProblemException(500, "internal-error", "Something went wrong",
				"The request failed for a reason that is in the log of the application");
	}

}
