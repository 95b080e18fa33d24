package io.mesosframework.boot.rest.servlet;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.HandlerAdapter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.ExceptionHandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.util.ServletRequestPathUtils;
import tools.jackson.databind.json.JsonMapper;

import io.mesosframework.boot.rest.ApiController;
import io.mesosframework.boot.rest.ApiMappings;

/**
 * Invokes the handler methods of the API and handles their failures. Uses Spring MVC's
 * adapter with separate settings, so that converters, timeouts and advice of the
 * application do not affect the API.
 *
 * @since 0.1.0
 */
public final class ServletApiHandlerAdapter implements HandlerAdapter, HandlerExceptionResolver, Ordered {

	private final RequestMappingHandlerAdapter adapter = new IsolatedAdapter();

	private final ExceptionHandlerExceptionResolver resolver = new ExceptionHandlerExceptionResolver();

	private final ApiMappings mappings;

	/**
	 * Create an adapter.
	 * @param mappings the mappings of the controllers
	 * @param json writes JSON
	 * @param maxBody the maximum size of a body in bytes
	 * @param streams the executor that runs event streams
	 */
	public ServletApiHandlerAdapter(ApiMappings mappings, JsonMapper json, int maxBody, Executor streams) {
		this.mappings = mappings;
		List<HttpMessageConverter<?>> converters = List.of(new BodyConverter(maxBody),
				new JacksonJsonHttpMessageConverter(json));
		this.resolver.setMessageConverters(converters);
		this.resolver.afterPropertiesSet();
		this.adapter.setMessageConverters(converters);
		this.adapter.setTaskExecutor(new TaskExecutorAdapter(streams));
		this.adapter.setAsyncRequestTimeout(0); // Responses have their own time limit.
		this.adapter.afterPropertiesSet();
		List<HandlerMethodReturnValueHandler> handlers = new ArrayList<>();
		handlers.add(new EventStreamReturnValueHandler());
		List<HandlerMethodReturnValueHandler> others = this.adapter.getReturnValueHandlers();
		handlers.addAll((others != null) ? others : List.of());
		this.adapter.setReturnValueHandlers(handlers);
	}

	@Override
	public boolean supports(Object handler) {
		return handler instanceof HandlerMethod method && method.getBean() instanceof ApiController;
	}

	@Override
	public @Nullable ModelAndView handle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws Exception {
		return this.adapter.handle(request, response, handler);
	}

	@Override
	public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
			@Nullable Object handler, Exception ex) {
		Object failed = (handler == null && isCovered(request)) ? this.mappings.failing() : handler;
		if (failed == null || !supports(failed)) {
			return null;
		}
		// A committed response can no longer be replaced.
		return response.isCommitted() ? new ModelAndView()
				: this.resolver.resolveException(request, response, failed, ex);
	}

	/**
	 * Return whether a request belongs to the API although it failed before it was
	 * mapped.
	 */
	private boolean isCovered(HttpServletRequest request) {
		return ServletRequestPathUtils.hasParsedRequestPath(request)
				&& this.mappings.covers(ServletRequestPathUtils.getParsedRequestPath(request));
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 10;
	}

	/**
	 * An adapter that ignores advice of the application.
	 */
	private static final class IsolatedAdapter extends RequestMappingHandlerAdapter {

		@Override
		protected boolean isContextRequired() {
			return false;
		}

	}

}
