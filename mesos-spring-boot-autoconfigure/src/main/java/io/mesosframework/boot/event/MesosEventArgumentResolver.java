package io.mesosframework.boot.event;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;

import io.mesosframework.scheduler.event.MesosEvent;

/**
 * Strategy that supplies handler method arguments for custom parameter types. Beans of
 * this type are consulted in order for every parameter, before the built-in types.
 *
 * @since 0.1.0
 */
public interface MesosEventArgumentResolver {

	/**
	 * Return whether this resolver supports a parameter. Called once at startup for each
	 * parameter.
	 * @param parameter the parameter
	 * @return whether {@link #resolveArgument} is to be called for it
	 */
	boolean supportsParameter(MethodParameter parameter);

	/**
	 * Resolve the argument. Called on the event loop thread for every call of the
	 * handler.
	 * @param parameter the parameter
	 * @param event the handled event, or {@code null} for a change of the connection
	 * @return the argument
	 * @throws Exception if the argument cannot be resolved; treated as an exception of
	 * the handler
	 */
	@Nullable Object resolveArgument(MethodParameter parameter, @Nullable MesosEvent event) throws Exception;

}
