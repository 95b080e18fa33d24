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
 * A valid handler method of a bean. The bean is looked up by its name for every call, so
 * that lazy, scoped and prototype beans and proxies behave as they do elsewhere.
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
	 * Calls the method.
	 * @param invocation what its arguments are taken from
	 * @return what it returns
	 * @throws Throwable what it throws
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
	 * What a handler method is.
	 *
	 * @param id name for people
	 * @param beanName name of the bean
	 * @param method the method of the bean's class
	 * @param order position among the handlers of an event; lower comes first
	 * @param eventTypes the events of the master it handles; empty when it handles other
	 * changes
	 * @param signalType the changes of the connection or of declared tasks it handles, or
	 * {@code null} when it handles events of the master
	 * @param perItem whether it is called for each item of an event
	 * @param observer whether it sees events as they have arrived and so cannot answer
	 * them
	 * @param acknowledges whether it acknowledges status updates itself
	 * @param filter how its events are narrowed
	 * @param arguments where its arguments come from
	 */
	record Description(String id, String beanName, Method method, int order, Set<Event.Type> eventTypes,
			@Nullable Class<?> signalType, boolean perItem, boolean observer, boolean acknowledges,
			HandlerFilter filter, List<ArgumentSource> arguments) {

	}

	/**
	 * Where an argument comes from.
	 */
	@FunctionalInterface
	interface ArgumentSource {

		@Nullable Object resolve(Invocation invocation) throws Exception;

	}

}
