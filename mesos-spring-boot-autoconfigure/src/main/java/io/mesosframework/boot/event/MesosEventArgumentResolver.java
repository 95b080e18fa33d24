package io.mesosframework.boot.event;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;

import io.mesosframework.scheduler.event.MesosEvent;

/**
 * Supplies arguments of handler methods for parameter types of one's own. Beans of this
 * type are asked, in order, for every parameter before the built-in types are considered.
 *
 * @since 0.1.0
 */
public interface MesosEventArgumentResolver {

	/**
	 * Says whether this resolver supplies a parameter. Called once at start-up for each
	 * parameter.
	 * @param parameter the parameter
	 * @return whether {@link #resolveArgument} is to be called for it
	 */
	boolean supportsParameter(MethodParameter parameter);

	/**
	 * Supplies the argument. Called on the thread of the event loop for every call of the
	 * handler.
	 * @param parameter the parameter
	 * @param event the event that is handled, or {@code null} when a change of the
	 * connection is
	 * @return the argument
	 * @throws Exception if there is none; it is treated as an exception of the handler
	 */
	@Nullable Object resolveArgument(MethodParameter parameter, @Nullable MesosEvent event) throws Exception;

}
