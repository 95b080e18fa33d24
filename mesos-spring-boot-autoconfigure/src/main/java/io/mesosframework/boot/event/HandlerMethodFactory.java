package io.mesosframework.boot.event;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.BridgeMethodResolver;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.Order;
import org.springframework.core.annotation.OrderUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

import io.mesosframework.boot.event.HandlerMethod.ArgumentSource;
import io.mesosframework.boot.event.HandlerMethod.Description;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.event.MesosEvent;
import io.mesosframework.scheduler.event.MesosLifecycleEvent;
import io.mesosframework.task.TaskManagerEvent;

/**
 * Creates handlers from annotated methods, or collects all problems with them.
 */
final class HandlerMethodFactory {

	private static final Set<Event.Type> STATUS_TYPES = EnumSet.of(Event.Type.UPDATE,
			Event.Type.UPDATE_OPERATION_STATUS);

	private static final Set<Event.Type> DELIVERED_TYPES = EnumSet
		.complementOf(EnumSet.of(Event.Type.UNKNOWN, Event.Type.HEARTBEAT));

	/** The types of events that can be handled besides master events. */
	private static final List<Class<?>> SIGNALS = List.of(MesosLifecycleEvent.class, TaskManagerEvent.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private final List<MesosEventArgumentResolver> resolvers;

	private final DefaultParameterNameDiscoverer parameterNames = new DefaultParameterNameDiscoverer();

	HandlerMethodFactory(ConfigurableListableBeanFactory beanFactory, List<MesosEventArgumentResolver> resolvers) {
		this.beanFactory = beanFactory;
		this.resolvers = List.copyOf(resolvers);
	}

	/**
	 * Create a handler.
	 * @param beanName name of the bean
	 * @param targetType class of the bean, without proxies
	 * @param annotated the annotated method
	 * @param problems collects the problems found
	 * @return the handler, or {@code null} if the method is invalid
	 */
	@Nullable HandlerMethod create(String beanName, Class<?> targetType, Method annotated, List<HandlerProblem> problems) {
		Method method = BridgeMethodResolver.findBridgedMethod(annotated);
		MesosEventHandler annotation = AnnotatedElementUtils.findMergedAnnotation(annotated, MesosEventHandler.class);
		if (annotation == null) {
			return null;
		}
		Signature signature = new Signature(this, method);
		List<String> found = new ArrayList<>(signature.problems);
		checkMethod(beanName, method, found);
		checkAttributes(annotation, signature, found);
		checkReturnType(method, signature, found);
		if (!found.isEmpty()) {
			String display = display(targetType, method);
			found.forEach((problem) -> problems.add(new HandlerProblem(beanName, display, problem)));
			return null;
		}
		String id = StringUtils.hasText(annotation.id()) ? annotation.id()
				: ClassUtils.getShortName(targetType) + "." + method.getName();
		HandlerFilter filter = new HandlerFilter(Set.of(annotation.states()), Set.of(annotation.reasons()),
				roles(annotation));
		return new HandlerMethod(new Description(id, beanName, method, order(targetType, method),
				eventTypes(annotation, signature), signature.signalType, signature.perItem, signature.isObserver(),
				signature.acknowledges, filter, List.copyOf(signature.sources)), this.beanFactory);
	}

	private Set<String> roles(MesosEventHandler annotation) {
		Set<String> roles = new LinkedHashSet<>();
		for (String role : annotation.role()) {
			String resolved = this.beanFactory.resolveEmbeddedValue(role);
			if (resolved != null) {
				roles.addAll(StringUtils.commaDelimitedListToSet(resolved));
			}
		}
		return Set.copyOf(roles);
	}

	private static Set<Event.Type> eventTypes(MesosEventHandler annotation, Signature signature) {
		if (signature.signalType != null) {
			return Set.of();
		}
		if (signature.eventType != null) {
			return Set.of(signature.eventType);
		}
		return (annotation.types().length > 0) ? Set.of(annotation.types()) : DELIVERED_TYPES;
	}

	private void checkMethod(String beanName, Method method, List<String> found) {
		if (Modifier.isPrivate(method.getModifiers())) {
			found.add("It is private, and so cannot be called through a proxy: make it package-private or public");
			return;
		}
		if (Modifier.isStatic(method.getModifiers())) {
			found.add("It is static: make it an instance method");
			return;
		}
		Class<?> beanType = this.beanFactory.getType(beanName, false);
		if (beanType != null) {
			try {
				AopUtils.selectInvocableMethod(method, beanType);
			}
			catch (IllegalStateException ex) {
				found.add("Its bean is behind a JDK proxy that does not have the method: declare the method in an "
						+ "interface, or set 'spring.aop.proxy-target-class' to 'true'");
			}
		}
	}

	private static void checkAttributes(MesosEventHandler annotation, Signature signature, List<String> found) {
		boolean typed = signature.signalType != null || signature.eventType != null;
		if (annotation.types().length > 0 && typed) {
			found.add("The attribute 'types' is set, but its parameters already choose the event: remove 'types', or "
					+ "take the raw Event as parameter");
		}
		if (annotation.types().length > 0 && !DELIVERED_TYPES.containsAll(List.of(annotation.types()))) {
			found.add("The attribute 'types' names HEARTBEAT or UNKNOWN, which are never delivered: remove them");
		}
		if (annotation.types().length == 0 && !typed && !signature.raw && signature.problems.isEmpty()) {
			found.add("No parameter chooses the event: add a parameter of one of these types (event: parameter) "
					+ String.join("; ", Payload.allowed())
					+ "; changes of the connection: MesosSubscribed, MesosDisconnected and the other "
					+ "implementations of MesosLifecycleEvent; declared tasks: TaskStateChanged, DeploymentFinished and "
					+ "the other implementations of TaskManagerEvent; any event: Event; or set the attribute 'types'");
		}
		Event.Type type = signature.eventType;
		if ((annotation.states().length > 0 || annotation.reasons().length > 0) && type != Event.Type.UPDATE) {
			found.add("The attributes 'states' and 'reasons' are for status updates: take one of "
					+ Payload.namesFor(Event.Type.UPDATE) + " as parameter");
		}
		if (annotation.role().length > 0 && type != Event.Type.OFFERS) {
			found.add("The attribute 'role' is for offers: take one of " + Payload.namesFor(Event.Type.OFFERS)
					+ " as parameter");
		}
		if (signature.acknowledges && (type == null || !STATUS_TYPES.contains(type))) {
			found.add(
					"It has a parameter of type Acknowledgement, but only status updates are acknowledged: take one of "
							+ Payload.namesFor(Event.Type.UPDATE) + ", "
							+ Payload.namesFor(Event.Type.UPDATE_OPERATION_STATUS) + " as a further parameter");
		}
	}

	private static void checkReturnType(Method method, Signature signature, List<String> found) {
		String problem = AnswerTypes.problem(new MethodParameter(method, -1), signature.eventType == Event.Type.OFFERS,
				signature.perItem);
		if (problem != null) {
			found.add(problem);
		}
	}

	private static int order(Class<?> targetType, Method method) {
		Order order = AnnotatedElementUtils.findMergedAnnotation(method, Order.class);
		if (order != null) {
			return order.value();
		}
		return OrderUtils.getOrder(targetType, Ordered.LOWEST_PRECEDENCE);
	}

	private static String display(Class<?> targetType, Method method) {
		List<String> parameters = new ArrayList<>();
		for (java.lang.reflect.Type type : method.getGenericParameterTypes()) {
			parameters.add(type.getTypeName().replaceAll("[\\w.]*[.$](\\w+)", "$1"));
		}
		return ClassUtils.getShortName(targetType) + "." + method.getName() + "(" + String.join(", ", parameters) + ")";
	}

	/**
	 * The handler signature derived from the parameters of a method.
	 */
	private static final class Signature {

		private final List<ArgumentSource> sources = new ArrayList<>();

		private final List<String> problems = new ArrayList<>();

		private Event.@Nullable Type eventType;

		private @Nullable Class<?> signalType;

		private boolean perItem;

		private boolean raw;

		private boolean acknowledges;

		Signature(HandlerMethodFactory factory, Method method) {
			for (int i = 0; i < method.getParameterCount(); i++) {
				MethodParameter parameter = new MethodParameter(method, i);
				parameter.initParameterNameDiscovery(factory.parameterNames);
				add(factory, parameter, i);
			}
		}

		boolean isObserver() {
			return this.eventType == null;
		}

		private void add(HandlerMethodFactory factory, MethodParameter parameter, int index) {
			for (MesosEventArgumentResolver resolver : factory.resolvers) {
				if (resolver.supportsParameter(parameter)) {
					this.sources.add((invocation) -> resolver.resolveArgument(parameter, invocation.event()));
					return;
				}
			}
			Payload payload = Payload.of(parameter);
			if (payload != null) {
				addPayload(payload);
				return;
			}
			Class<?> type = parameter.getParameterType();
			if (SIGNALS.stream().anyMatch((signal) -> signal.isAssignableFrom(type))) {
				addSignal(type);
				return;
			}
			ArgumentSource source = contextual(type);
			if (source == null) {
				this.problems.add("Parameter " + (index + 1) + " of type "
						+ parameter.getGenericParameterType().getTypeName()
						+ " is not known. Allowed are: Event, MesosEvent, MesosScheduler, FrameworkID, Acknowledgement, "
						+ "MesosSubscribed and the other implementations of MesosLifecycleEvent, TaskStateChanged and "
						+ "the other implementations of TaskManagerEvent, the parts of events ("
						+ String.join("; ", Payload.allowed())
						+ "), and what beans of type MesosEventArgumentResolver support");
				return;
			}
			this.sources.add(source);
		}

		private @Nullable ArgumentSource contextual(Class<?> type) {
			if (type == Event.class) {
				this.raw = true;
				return (invocation) -> (invocation.event() != null) ? invocation.event().event() : null;
			}
			if (type == MesosEvent.class) {
				this.raw = true;
				return Invocation::event;
			}
			if (type == Acknowledgement.class) {
				this.acknowledges = true;
				return Invocation::acknowledgement;
			}
			if (type == MesosScheduler.class) {
				return Invocation::scheduler;
			}
			if (type == FrameworkID.class) {
				return (invocation) -> invocation.scheduler().frameworkId();
			}
			return null;
		}

		private void addPayload(Payload payload) {
			if (this.signalType != null || (this.eventType != null && this.eventType != payload.eventType())) {
				this.problems.add("Its parameters ask for different events (" + asked() + " and " + payload.display()
						+ "): make a method for each of them");
			}
			this.eventType = payload.eventType();
			this.perItem |= payload.isPerItem();
			if (payload.isPerItem()) {
				this.sources.add(Invocation::item);
			}
			else {
				this.sources
					.add((invocation) -> (invocation.view() != null) ? payload.extract(invocation.view()) : null);
			}
		}

		private void addSignal(Class<?> type) {
			if (this.signalType != null || this.eventType != null) {
				this.problems.add("Its parameters ask for different events (" + asked() + " and " + type.getSimpleName()
						+ "): make a method for each of them");
			}
			this.signalType = type;
			this.sources.add(Invocation::signal);
		}

		private String asked() {
			if (this.signalType != null) {
				return this.signalType.getSimpleName();
			}
			return (this.eventType != null) ? this.eventType.name() : "none";
		}

	}

}
