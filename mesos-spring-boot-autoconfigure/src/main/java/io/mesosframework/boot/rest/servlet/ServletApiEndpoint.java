package io.mesosframework.boot.rest.servlet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.databind.json.JsonMapper;

import io.mesosframework.boot.rest.ApiMount;
import io.mesosframework.boot.rest.ApiRequest;
import io.mesosframework.boot.rest.ApiResponse;
import io.mesosframework.boot.rest.ApiRouter;
import io.mesosframework.boot.rest.EventStream;

/**
 * Passes servlet requests below one endpoint to the router. Requests wait for their
 * answer on their own thread; streams of events get one from an executor.
 */
public final class ServletApiEndpoint {

	private static final Logger logger = LoggerFactory.getLogger(ServletApiEndpoint.class);

	private final String id;

	private final ApiRouter router;

	private final ApiMount mount;

	private final JsonMapper json;

	private final Executor streams;

	/**
	 * Create an endpoint.
	 * @param id its id
	 * @param router the router
	 * @param mount where the endpoints are
	 * @param json writes JSON
	 * @param streams runs streams of events
	 */
	public ServletApiEndpoint(String id, ApiRouter router, ApiMount mount, JsonMapper json, Executor streams) {
		this.id = id;
		this.router = router;
		this.mount = mount;
		this.json = json;
		this.streams = streams;
	}

	/**
	 * Answer a request.
	 * @param request the request
	 * @param response the response
	 * @throws IOException if the other side is gone
	 */
	public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
		int limit = (int) Math.min(this.router.maxBody(), Integer.MAX_VALUE - 16);
		byte[] body = (request.getContentLengthLong() > limit) ? new byte[0]
				: request.getInputStream().readNBytes(limit + 1);
		ApiRequest asked = request(request, body);
		ApiResponse answer = (body.length > limit || request.getContentLengthLong() > limit)
				? this.router.tooLarge(asked) : this.router.handle(asked).toCompletableFuture().join();
		write(answer, request, response);
	}

	private ApiRequest request(HttpServletRequest request, byte[] body) {
		Map<String, String> headers = new LinkedHashMap<>();
		Collections.list(request.getHeaderNames()).forEach((name) -> headers.put(name, request.getHeader(name)));
		Map<String, List<String>> query = new LinkedHashMap<>();
		request.getParameterMap().forEach((name, values) -> query.put(name, List.of(values)));
		Object rest = (request
			.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables)
					? variables.get("rest") : null;
		return ApiRequest.of(request.getMethod(), this.id, (rest != null) ? rest.toString() : "", query, headers, body,
				this.mount.below(request.getContextPath()));
	}

	private void write(ApiResponse answer, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		response.setStatus(answer.status());
		response.setContentType(answer.contentType());
		answer.headers().forEach(response::setHeader);
		if (answer.content() instanceof EventStream events) {
			stream(events, request, response);
			return;
		}
		byte[] bytes = (answer.content() instanceof byte[] raw) ? raw : this.json.writeValueAsBytes(answer.content());
		response.setContentLength(bytes.length);
		if (!"HEAD".equals(request.getMethod())) {
			response.getOutputStream().write(bytes);
		}
		response.flushBuffer();
	}

	private void stream(EventStream events, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		if ("HEAD".equals(request.getMethod())) {
			events.close();
			return;
		}
		AsyncContext async = request.startAsync();
		async.setTimeout(0);
		async.addListener(new EndOfStream(events));
		ServletOutputStream out = response.getOutputStream();
		this.streams.execute(() -> {
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
		});
	}

}
