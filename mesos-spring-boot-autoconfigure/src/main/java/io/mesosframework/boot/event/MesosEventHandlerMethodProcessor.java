package io.mesosframework.boot.event;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;

/**
 * Detects the methods annotated with {@link MesosEventHandler} once all singletons exist,
 * validates them and populates the {@link HandlerRegistry}.
 *
 * @since 0.1.0
 */
public final class MesosEventHandlerMethodProcessor implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(MesosEventHandlerMethodProcessor.class);

	private static final Comparator<Candidate> ORDER = Comparator
		.<Candidate>comparingInt((candidate) -> candidate.handler().description().order())
		.thenComparingInt(Candidate::beanIndex)
		.thenComparing((candidate) -> candidate.handler().description().method().getName())
		.thenComparing((candidate) -> candidate.handler().description().method().toString());

	private final ConfigurableListableBeanFactory beanFactory;

	private final HandlerRegistry registry;

	/**
	 * Create a processor.
	 * @param beanFactory the bean factory to search
	 * @param registry the registry to populate
	 */
	public MesosEventHandlerMethodProcessor(ConfigurableListableBeanFactory beanFactory, HandlerRegistry registry) {
		this.beanFactory = beanFactory;
		this.registry = registry;
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<MesosEventArgumentResolver> resolvers = this.beanFactory.getBeanProvider(MesosEventArgumentResolver.class)
			.orderedStream()
			.toList();
		HandlerMethodFactory factory = new HandlerMethodFactory(this.beanFactory, resolvers);
		List<Candidate> candidates = new ArrayList<>();
		List<HandlerProblem> problems = new ArrayList<>();
		String[] beanNames = this.beanFactory.getBeanNamesForType(Object.class);
		for (int i = 0; i < beanNames.length; i++) {
			Class<?> type = targetType(beanNames[i]);
			if (type != null && AnnotationUtils.isCandidateClass(type, MesosEventHandler.class)) {
				collect(factory, beanNames[i], i, type, candidates, problems);
			}
		}
		checkIds(candidates, problems);
		if (!problems.isEmpty()) {
			throw new InvalidMesosEventHandlerException(problems);
		}
		candidates.sort(ORDER);
		this.registry.setHandlers(candidates.stream().map(Candidate::handler).toList());
		if (logger.isDebugEnabled()) {
			logger.debug("Handlers of Mesos events: {}", this.registry.describe());
		}
	}

	private void collect(HandlerMethodFactory factory, String beanName, int beanIndex, Class<?> type,
			List<Candidate> candidates, List<HandlerProblem> problems) {
		for (Method method : annotatedMethods(beanName, type)) {
			HandlerMethod handler = factory.create(beanName, type, method, problems);
			if (handler != null) {
				candidates.add(new Candidate(handler, beanIndex));
			}
		}
	}

	private static List<Method> annotatedMethods(String beanName, Class<?> type) {
		try {
			return List.copyOf(
					MethodIntrospector
						.selectMethods(type,
								(MethodIntrospector.MetadataLookup<MesosEventHandler>) (method) -> AnnotatedElementUtils
									.findMergedAnnotation(method, MesosEventHandler.class))
						.keySet());
		}
		catch (NoClassDefFoundError ex) {
			logger.debug("Bean '{}' is not searched for handlers of Mesos events: a class it refers to is missing",
					beanName, ex);
			return List.of();
		}
	}

	private @Nullable Class<?> targetType(String beanName) {
		if (ScopedProxyUtils.isScopedTarget(beanName)) {
			return null;
		}
		if (this.beanFactory.containsSingleton(beanName)) {
			Object singleton = this.beanFactory.getSingleton(beanName);
			if (singleton != null && AopUtils.isAopProxy(singleton) && !(singleton instanceof ScopedObject)) {
				return AopProxyUtils.ultimateTargetClass(singleton);
			}
		}
		Class<?> type = AutoProxyUtils.determineTargetClass(this.beanFactory, beanName);
		if (type != null && ScopedObject.class.isAssignableFrom(type)) {
			Class<?> target = AutoProxyUtils.determineTargetClass(this.beanFactory,
					ScopedProxyUtils.getTargetBeanName(beanName));
			return (target != null) ? target : type;
		}
		return type;
	}

	/**
	 * Check that no two handlers have the same explicit id, which logs and meters could
	 * not tell apart.
	 */
	private static void checkIds(List<Candidate> candidates, List<HandlerProblem> problems) {
		Map<String, HandlerMethod> seen = new HashMap<>();
		for (Candidate candidate : candidates) {
			HandlerMethod handler = candidate.handler();
			HandlerMethod other = seen.putIfAbsent(handler.id(), handler);
			if (other != null && !sameName(handler, other)) {
				problems.add(new HandlerProblem(handler.description().beanName(),
						handler.description().method().getDeclaringClass().getSimpleName() + "."
								+ handler.description().method().getName(),
						"Its id '" + handler.id() + "' is also that of " + other.description().method().getName()
								+ " of bean '" + other.description().beanName() + "': choose another 'id'"));
			}
		}
	}

	private static boolean sameName(HandlerMethod first, HandlerMethod second) {
		return first.description().method().getName().equals(second.description().method().getName())
				&& first.description().method().getDeclaringClass() == second.description()
					.method()
					.getDeclaringClass();
	}

	/**
	 * A handler and the position of its bean among the bean definitions.
	 *
	 * @param handler the handler
	 * @param beanIndex the position
	 */
	private record Candidate(HandlerMethod handler, int beanIndex) {

	}

}
