package io.mesosframework.boot.event;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.ReflectionUtils;

/**
 * A validated handler method of a bean. The bean is looked up by name for every call, so
 * that lazy, scoped, prototype and proxied beans behave as usual.
 */
final class HandlerMethod {

	private final Description description;

	private final BeanFactory beanFactory;

	private final Map<Class<?>, Method> invocable = new ConcurrentHashMap<>();

	HandlerMethod(Description description, BeanFactory beanFactory) {
		this.description = description;
		this.beanFactory = beanFactory;
	}

	Description description() {
		return this.description;
	}

	String id() {
		return this.description.id();
	}

	/**
	 * Invoke the method.
	 * @param invocation the source of its arguments
	 * @return the returned value
	 * @throws Throwable the exception thrown by the method
	 */
	@Nullable Object invoke(Invocation invocation) throws Throwable {
		Object bean = this.beanFactory.getBean(this.description.beanName());
		List<ArgumentSource> sources = this.description.arguments();
		@Nullable Object[] arguments = new Object[sources.size()];
		for (int i = 0; i < arguments.length; i++) {
			arguments[i] = sources.get(i).resolve(invocation);
		}
		try {
			return this.invocable.computeIfAbsent(bean.getClass(), this::findInvocable).invoke(bean, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	private Method findInvocable(Class<?> beanType) {
		Method method = AopUtils.selectInvocableMethod(this.description.method(), beanType);
		ReflectionUtils.makeAccessible(method);
		return method;
	}

	@Override
	public String toString() {
		return this.description.id();
	}

	/**
	 * Describes a handler method.
	 *
	 * @param id name in logs, metrics and observations
	 * @param beanName name of the bean
	 * @param method the method of the bean's class
	 * @param order position among the handlers of an event; lower values come first
	 * @param eventTypes the types of master events that it handles; empty if it handles a
	 * signal
	 * @param signalType the type of connection or task manager events that it handles, or
	 * {@code null} if it handles master events
	 * @param perItem whether it is called once for each item of an event
	 * @param observer whether it receives events as they arrived and so cannot answer
	 * them
	 * @param acknowledges whether it acknowledges status updates itself
	 * @param filter the filter for its events
	 * @param arguments the sources of its arguments
	 */
	record Description(String id, String beanName, Method method, int order, Set<Event.Type> eventTypes,
			@Nullable Class<?> signalType, boolean perItem, boolean observer, boolean acknowledges,
			HandlerFilter filter, List<ArgumentSource> arguments) {

	}

	/**
	 * Supplies an argument.
	 */
	@FunctionalInterface
	interface ArgumentSource {

		@Nullable Object resolve(Invocation invocation) throws Exception;

	}

}
