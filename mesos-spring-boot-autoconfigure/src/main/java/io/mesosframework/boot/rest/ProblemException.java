package io.mesosframework.boot.rest;

import java.net.URI;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Thrown when a request cannot be fulfilled; carries the content of a problem detail (RFC
 * 9457).
 *
 * @since 0.1.0
 */
public class ProblemException extends ErrorResponseException {

	private static final long serialVersionUID = 1L;

	private static final String TYPES = "urn:mesos-spring-boot:problem:";

	/**
	 * Create a problem.
	 * @param status the status of the response
	 * @param kind the kind of problem, which becomes the last part of {@code type}
	 * @param title a short description of the kind
	 * @param detail what is wrong with this request and how to correct it
	 */
	public ProblemException(int status, String kind, String title, String detail) {
		super(HttpStatusCode.valueOf(status), body(status, kind, title, detail), null);
	}

	private static ProblemDetail body(int status, String kind, String title, String detail) {
		ProblemDetail body = ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(status), detail);
		body.setType(URI.create(TYPES + kind));
		body.setTitle(title);
		return body;
	}

	/**
	 * Create a problem for an invalid request.
	 * @param detail what is wrong and how to correct it
	 * @return the problem, with status 400
	 */
	public static ProblemException badRequest(String detail) {
		return new ProblemException(400, "bad-request", "The request is not understood", detail);
	}

	/**
	 * Create a problem for a resource that does not exist.
	 * @param detail what does not exist
	 * @return the problem, with status 404
	 */
	public static ProblemException notFound(String detail) {
		return new ProblemException(404, "not-found", "There is no such thing", detail);
	}

	/**
	 * Create a problem for a request that conflicts with the current state.
	 * @param detail the conflict
	 * @return the problem, with status 409
	 */
	public static ProblemException conflict(String detail) {
		return new ProblemException(409, "conflict", "The present state does not allow this", detail);
	}

	/**
	 * Create a problem for a document or body that can be parsed but is invalid.
	 * @param faults the errors, each with {@code path} and {@code message}
	 * @return the problem, with status 422
	 */
	public static ProblemException invalid(List<Map<String, String>> faults) {
		String count = (faults.size() == 1) ? "One thing is" : faults.size() + " things are";
		return new ProblemException(422, "invalid-document", "The document is not valid",
				count + " wrong with the document; nothing has been changed")
			.with("errors", faults);
	}

	/**
	 * Create a problem for a body in an unsupported format.
	 * @param detail a description of the format
	 * @return the problem, with status 415
	 */
	public static ProblemException unsupported(String detail) {
		return new ProblemException(415, "unsupported-media-type", "The media type is not supported",
				detail + "; send it with the header 'Content-Type: application/json'");
	}

	/**
	 * Create a problem for a body that is too large.
	 * @param limit the maximum size in bytes
	 * @return the problem, with status 413
	 */
	public static ProblemException tooLarge(long limit) {
		return new ProblemException(413, "content-too-large", "The body is too large",
				"The body has more than " + limit + " bytes; send it in parts or raise 'mesos.rest.max-body-size'");
	}

	/**
	 * Add a member to the problem detail.
	 * @param name the name
	 * @param value the value
	 * @return this problem
	 */
	public ProblemException with(String name, @Nullable Object value) {
		if (value != null) {
			getBody().setProperty(name, value);
		}
		return this;
	}

	/**
	 * Add a header to the response.
	 * @param name the name
	 * @param value the value
	 * @return this problem
	 */
	public ProblemException header(String name, String value) {
		getHeaders().set(name, value);
		return this;
	}

	/**
	 * Return the status.
	 * @return the status of the response
	 */
	public int status() {
		return getStatusCode().value();
	}

	@Override
	public String getMessage() {
		return String.valueOf(getBody().getDetail());
	}

}
