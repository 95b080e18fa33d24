package io.mesosframework.boot.rest.servlet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.util.ServletRequestPathUtils;

import io.mesosframework.boot.rest.ApiEndpoint;
import io.mesosframework.boot.rest.ApiRequest;
import io.mesosframework.boot.rest.ApiResponse;
import io.mesosframework.boot.rest.EventStream;

/**
 * Passes servlet requests below one endpoint to the router. Requests wait for their
 * answer on their own thread; streams of events get one from an executor.
 */
final class ServletApiEndpoint {

	private static final Logger logger = LoggerFactory.getLogger(ServletApiEndpoint.class);

	private final ApiEndpoint endpoint;

	ServletApiEndpoint(ApiEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	/**
	 * Answer a request.
	 * @param request the request
	 * @param response the response
	 * @throws IOException if the other side is gone
	 */
	public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
		int limit = this.endpoint.maxBody();
		byte[] body = (request.getContentLengthLong() > limit) ? new byte[0]
				: request.getInputStream().readNBytes(limit + 1);
		boolean tooLarge = body.length > limit || request.getContentLengthLong() > limit;
		ApiRequest asked = request(request, tooLarge ? new byte[0] : body);
		write(tooLarge ? this.endpoint.tooLarge(asked) : this.endpoint.handle(asked).toCompletableFuture().join(),
				request, response);
	}

	private ApiRequest request(HttpServletRequest request, byte[] body) {
		Map<String, String> headers = new LinkedHashMap<>();
		Collections.list(request.getHeaderNames())
			.forEach((name) -> headers.put(name, String.join(", ", Collections.list(request.getHeaders(name)))));
		return this.endpoint.request(request.getMethod(), ServletRequestPathUtils.getParsedRequestPath(request),
				request.getQueryString(), headers, body);
	}

	private void write(ApiResponse answer, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		response.setStatus(answer.status());
		answer.headers().forEach(response::setHeader);
		if (!answer.contentType().isEmpty()) {
			response.setContentType(answer.contentType());
		}
		if (answer.content() instanceof EventStream events) {
			stream(events, request, response);
			return;
		}
		byte[] bytes = this.endpoint.bytes(answer);
		if (!answer.contentType().isEmpty()) {
			response.setContentLength(bytes.length);
			if (!"HEAD".equals(request.getMethod())) {
				response.getOutputStream().write(bytes);
			}
		}
		response.flushBuffer();
	}

	private void stream(EventStream events, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		if ("HEAD".equals(request.getMethod())) {
			events.close();
			return;
		}
		try {
			AsyncContext async = request.startAsync();
			async.setTimeout(0);
			async.addListener(new EndOfStream(events));
			ServletOutputStream out = response.getOutputStream();
			this.endpoint.streams().execute(() -> write(events, out, async));
		}
		catch (IOException | RuntimeException ex) {
			events.close();
			throw ex;
		}
	}

	private static void write(EventStream events, ServletOutputStream out, AsyncContext async) {
		try {
			for (String text = events.next(); text != null; text = events.next()) {
				out.write(text.getBytes(StandardCharsets.UTF_8));
				out.flush();
			}
			async.complete();
		}
		catch (IOException ex) {
			logger.debug("A reader of events is gone", ex);
			events.close();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			events.close();
		}
		catch (IllegalStateException ex) {
			logger.debug("The server has ended a stream of events", ex);
			events.close();
		}
	}

}
