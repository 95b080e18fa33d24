package io.mesosframework.boot.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A request cannot be answered as wanted: the content of a problem detail (RFC 9457).
 *
 * @since 0.1.0
 */
public class ProblemException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private static final String TYPES = "urn:mesos-spring-boot:problem:";

	private final int status;

	private final String kind;

	private final String title;

	private final transient Map<String, Object> members = new LinkedHashMap<>();

	private final transient Map<String, String> headers = new LinkedHashMap<>();

	/**
	 * Create a problem.
	 * @param status the status of the response
	 * @param kind the kind, the last part of {@code type}
	 * @param title the kind in words
	 * @param detail what is wrong with this request, and what to do
	 */
	public ProblemException(int status, String kind, String title, String detail) {
		super(detail);
		this.status = status;
		this.kind = kind;
		this.title = title;
	}

	/**
	 * A request that is wrong in itself.
	 * @param detail what is wrong and what to do
	 * @return the problem, with status 400
	 */
	public static ProblemException badRequest(String detail) {
		return new ProblemException(400, "bad-request", "The request is not understood", detail);
	}

	/**
	 * A request for something that does not exist.
	 * @param detail what does not exist
	 * @return the problem, with status 404
	 */
	public static ProblemException notFound(String detail) {
		return new ProblemException(404, "not-found", "There is no such thing", detail);
	}

	/**
	 * A request that what is there does not allow.
	 * @param detail why
	 * @return the problem, with status 409
	 */
	public static ProblemException conflict(String detail) {
		return new ProblemException(409, "conflict", "The present state does not allow this", detail);
	}

	/**
	 * A document or body that can be read but is not valid.
	 * @param faults what is wrong, each with its {@code path} and {@code message}
	 * @return the problem, with status 422
	 */
	public static ProblemException invalid(List<Map<String, String>> faults) {
		String count = (faults.size() == 1) ? "One thing is" : faults.size() + " things are";
		return new ProblemException(422, "invalid-document", "The document is not valid",
				count + " wrong with the document; nothing has been changed")
			.with("errors", faults);
	}

	/**
	 * Add a member to the problem detail.
	 * @param name its name
	 * @param value its value
	 * @return this problem
	 */
	public ProblemException with(String name, @Nullable Object value) {
		if (value != null) {
			this.members.put(name, value);
		}
		return this;
	}

	/**
	 * Add a header to the response.
	 * @param name its name
	 * @param value its value
	 * @return this problem
	 */
	public ProblemException header(String name, String value) {
		this.headers.put(name, value);
		return this;
	}

	/**
	 * Return the status.
	 * @return the status of the response
	 */
	public int status() {
		return this.status;
	}

	ApiResponse response(String instance) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("type", TYPES + this.kind);
		body.put("title", this.title);
		body.put("status", this.status);
		body.put("detail", String.valueOf(getMessage()));
		body.put("instance", instance);
		body.putAll(this.members);
		return new ApiResponse(this.status, "application/problem+json", this.headers, body);
	}

}
