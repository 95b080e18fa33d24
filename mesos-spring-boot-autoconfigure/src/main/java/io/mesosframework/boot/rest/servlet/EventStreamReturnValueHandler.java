package io.mesosframework.boot.rest.servlet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;

import io.mesosframework.boot.rest.EventStream;

/**
 * Writes server-sent events as they become available.
 */
final class EventStreamReturnValueHandler implements HandlerMethodReturnValueHandler {

	private static final Logger logger = LoggerFactory.getLogger(EventStreamReturnValueHandler.class);

	@Override
	public boolean supportsReturnType(MethodParameter returnType) {
		// Spring MVC converts the first type to the second when the stream has ended.
		return ResponseEntity.class.isAssignableFrom(returnType.getParameterType())
				&& ResolvableType.forMethodParameter(returnType).getGeneric().toClass() == EventStream.class
				|| returnType.getParameterType() == EventStream.class;
	}

	@Override
	public void handleReturnValue(@Nullable Object returnValue, MethodParameter returnType,
			ModelAndViewContainer container, NativeWebRequest request) throws Exception {
		container.setRequestHandled(true);
		HttpServletResponse response = request.getNativeResponse(HttpServletResponse.class);
		if (response == null || !(returnValue instanceof ResponseEntity<?> entity)) {
			return;
		}
		response.setStatus(entity.getStatusCode().value());
		ServletServerHttpResponse begun = new ServletServerHttpResponse(response);
		begun.getHeaders().putAll(entity.getHeaders());
		begun.flush();
		if (entity.getBody() instanceof EventStream events) {
			stream(events, response.getOutputStream(), container, request);
		}
	}

	private static void stream(EventStream events, OutputStream out, ModelAndViewContainer container,
			NativeWebRequest request) throws Exception {
		Callable<@Nullable Void> writing = () -> write(events, out);
		try {
			WebAsyncUtils.getAsyncManager(request).startCallableProcessing(writing, container);
		}
		catch (Exception ex) {
			events.close();
			throw ex;
		}
	}

	private static @Nullable Void write(EventStream events, OutputStream out) {
		try (events) {
			for (String text = events.next(); text != null; text = events.next()) {
				out.write(text.getBytes(StandardCharsets.UTF_8));
				out.flush();
			}
		}
		catch (IOException | IllegalStateException ex) {
			logger.debug("A reader of events is gone", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return null;
	}

}
