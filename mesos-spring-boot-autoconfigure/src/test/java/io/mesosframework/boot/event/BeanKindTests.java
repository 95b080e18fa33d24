package io.mesosframework.boot.event;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aot.hint.annotation.Reflective;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.Order;

import io.mesosframework.scheduler.event.MesosEvent;

import static org.assertj.core.api.Assertions.assertThat;

class BeanKindTests {

	@Test
	void lazyBeansAreCreatedWithTheFirstEvent() {
		LazyBean.created.set(0);
		try (Harness harness = Harness.with(LazyBean.class).start()) {
			assertThat(LazyBean.created).hasValue(0);
			harness.send(Events.failure("a1"));
			harness.send(Events.failure("a2"));
			assertThat(LazyBean.created).hasValue(1);
		}
	}

	@Test
	void prototypesAreCreatedForEachEvent() {
		PrototypeBean.created.set(0);
		try (Harness harness = Harness.with(PrototypeBean.class).start()) {
			harness.send(Events.failure("a1"));
			harness.send(Events.failure("a2"));
			assertThat(PrototypeBean.created).hasValue(2);
		}
	}

	@Test
	void scopedProxiesAreCalledOnce() {
		ScopedBean.seen.set(0);
		Harness harness = Harness.with(ScopedBean.class);
		harness.context().getBeanFactory().registerScope("thread", new SimpleThreadScope());
		try (harness) {
			harness.start();
			harness.send(Events.failure("a1"));
			assertThat(ScopedBean.seen).hasValue(1);
		}
	}

	@Test
	void jdkAndClassProxiesAreCalledThroughTheProxy() {
		try (Harness harness = Harness.with(Proxies.class).start()) {
			harness.send(Events.failure("a1"));
			assertThat(Proxies.intercepted).containsExactlyInAnyOrder("jdk", "class");
			assertThat(Proxies.handled).containsExactlyInAnyOrder("jdk a1", "class a1");
		}
	}

	@Test
	void aMethodThatTheJdkProxyLacksIsAProblem() {
		try (Harness harness = Harness.with(BadProxy.class)) {
			assertThat(org.assertj.core.api.Assertions.catchThrowable(harness::start))
				.isInstanceOf(InvalidMesosEventHandlerException.class)
				.hasMessageContaining("behind a JDK proxy that does not have the method");
		}
	}

	@Test
	void handlersOfSuperclassesInterfacesAndGenericsAreFound() {
		try (Harness harness = Harness.with(Child.class).start()) {
			harness.send(Events.failure("a1"));
			harness.send(Events.rescind("o1"));
			assertThat(harness.get(Child.class).seen).containsExactlyInAnyOrder("parent", "generic o1", "default");
		}
	}

	@Test
	void composedAnnotationsWork() {
		try (Harness harness = Harness.with(Composed.class).start()) {
			harness.send(Events.update("t1", TaskState.TASK_RUNNING, false));
			harness.send(Events.update("t2", TaskState.TASK_FAILED, false));
			assertThat(harness.get(Composed.class).seen).containsExactly("t2");
		}
	}

	@Test
	void orderIsThatOfTheMethodThenOfTheClassThenOfTheDefinitions() {
		try (Harness harness = Harness.with(Last.class, Second.class, First.class).start()) {
			harness.send(Events.failure("a1"));
			assertThat(First.seen).containsExactly("method 1", "class 2", "method 3", "none a", "none b");
		}
		finally {
			First.seen.clear();
		}
	}

	@Test
	void ownArgumentResolversComeFirst() {
		try (Harness harness = Harness.with(WithResolver.class)
			.bean("resolver", MesosEventArgumentResolver.class, HostResolver::new)
			.start()) {
			harness.send(Events.failure("a1"));
			assertThat(harness.get(WithResolver.class).seen).containsExactly("a1!");
		}
	}

	@Test
	void handlersAreReachableByReflectionInANativeImage() throws Exception {
		assertThat(AnnotatedElementUtils.hasAnnotation(LazyBean.class.getDeclaredMethod("on", Event.Failure.class),
				Reflective.class))
			.isTrue();
	}

	@Test
	void callsAreObserved() {
		TestObservationRegistry observations = TestObservationRegistry.create();
		try (Harness harness = Harness.with(Composed.class, Failing.class).observations(observations).start()) {
			harness.send(Events.update("t2", TaskState.TASK_FAILED, false));
			harness.send(Events.offers(Events.offer("o1", "a7", "web")));
		}

		TestObservationRegistryAssert.assertThat(observations)
			.hasAnObservation((observation) -> observation.hasNameEqualTo("mesos.handler")
				.hasContextualNameEqualTo("handle UPDATE")
				.hasLowCardinalityKeyValue("handler", "BeanKindTests.Composed.failed")
				.hasLowCardinalityKeyValue("event", "UPDATE")
				.hasHighCardinalityKeyValue("task.id", "t2")
				.hasHighCardinalityKeyValue("agent.id", "a1")
				.doesNotHaveError());
		TestObservationRegistryAssert.assertThat(observations)
			.hasAnObservation(
					(observation) -> observation.hasLowCardinalityKeyValue("handler", "BeanKindTests.Failing.offer")
						.hasHighCardinalityKeyValue("agent.id", "a7")
						.hasError());
	}

	@Lazy
	static class LazyBean {

		static final AtomicInteger created = new AtomicInteger();

		LazyBean() {
			created.incrementAndGet();
		}

		@MesosEventHandler
		void on(Event.Failure failure) {
		}

	}

	@Scope(BeanDefinition.SCOPE_PROTOTYPE)
	static class PrototypeBean {

		static final AtomicInteger created = new AtomicInteger();

		PrototypeBean() {
			created.incrementAndGet();
		}

		@MesosEventHandler
		void on(Event.Failure failure) {
		}

	}

	@Scope(scopeName = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
	static class ScopedBean {

		static final AtomicInteger seen = new AtomicInteger();

		@MesosEventHandler
		void on(Event.Failure failure) {
			seen.incrementAndGet();
		}

	}

	interface FailureHandler {

		void on(Event.Failure failure);

	}

	static class JdkTarget implements FailureHandler {

		@Override
		@MesosEventHandler
		public void on(Event.Failure failure) {
			Proxies.handled.add("jdk " + failure.getAgentId().getValue());
		}

	}

	static class ClassTarget {

		@MesosEventHandler
		void on(Event.Failure failure) {
			Proxies.handled.add("class " + failure.getAgentId().getValue());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Proxies {

		static final List<String> intercepted = new ArrayList<>();

		static final List<String> handled = new ArrayList<>();

		@Bean
		FailureHandler jdk() {
			return (FailureHandler) proxy(new JdkTarget(), "jdk", false);
		}

		@Bean
		ClassTarget classBased() {
			return (ClassTarget) proxy(new ClassTarget(), "class", true);
		}

		static Object proxy(Object target, String name, boolean classProxy) {
			ProxyFactory factory = new ProxyFactory(target);
			factory.setProxyTargetClass(classProxy);
			factory.addAdvice((org.aopalliance.intercept.MethodInterceptor) (invocation) -> {
				if (invocation.getMethod().getName().equals("on")) {
					intercepted.add(name);
				}
				return invocation.proceed();
			});
			return factory.getProxy();
		}

	}

	interface Marker {

	}

	static class OnlyInClass implements Marker {

		@MesosEventHandler
		public void on(Event.Failure failure) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BadProxy {

		@Bean
		Marker bad() {
			return (Marker) Proxies.proxy(new OnlyInClass(), "bad", false);
		}

	}

	abstract static class Parent<T> {

		final List<String> seen = new ArrayList<>();

		@MesosEventHandler
		void parent(Event.Failure failure) {
			this.seen.add("parent");
		}

		@MesosEventHandler
		abstract void generic(T id);

	}

	interface WithDefault {

		List<String> seen();

		@MesosEventHandler
		default void byDefault(Event.Failure failure) {
			seen().add("default");
		}

	}

	static class Child extends Parent<OfferID> implements WithDefault {

		@Override
		@MesosEventHandler
		void generic(OfferID id) {
			this.seen.add("generic " + id.getValue());
		}

		@Override
		public List<String> seen() {
			return this.seen;
		}

	}

	@MesosEventHandler(states = { TaskState.TASK_FAILED, TaskState.TASK_LOST })
	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@interface OnFailure {

		@AliasFor(annotation = MesosEventHandler.class, attribute = "id")
		String name() default "";

	}

	static class Composed {

		final List<String> seen = new ArrayList<>();

		@OnFailure
		void failed(TaskStatus status) {
			this.seen.add(status.getTaskId().getValue());
		}

	}

	static class Failing {

		@MesosEventHandler
		void offer(Offer offer) {
			throw new IllegalStateException("boom");
		}

	}

	static class First {

		static final List<String> seen = new ArrayList<>();

		@MesosEventHandler
		@Order(1)
		void on(Event.Failure failure) {
			seen.add("method 1");
		}

		@MesosEventHandler
		@Order(3)
		void alsoOn(Event.Failure failure) {
			seen.add("method 3");
		}

	}

	@Order(2)
	static class Second {

		@MesosEventHandler
		void on(Event.Failure failure) {
			First.seen.add("class 2");
		}

	}

	static class Last {

		@MesosEventHandler
		void onB(Event.Failure failure) {
			First.seen.add("none b");
		}

		@MesosEventHandler
		void onA(Event.Failure failure) {
			First.seen.add("none a");
		}

	}

	record Host(String name) {

	}

	static class WithResolver {

		final List<String> seen = new ArrayList<>();

		@MesosEventHandler
		void on(Event.Failure failure, Host host) {
			this.seen.add(host.name());
		}

	}

	static class HostResolver implements MesosEventArgumentResolver {

		@Override
		public boolean supportsParameter(MethodParameter parameter) {
			return parameter.getParameterType() == Host.class;
		}

		@Override
		public Object resolveArgument(MethodParameter parameter, @Nullable MesosEvent event) {
			return new Host(event.event().getFailure().getAgentId().getValue() + "!");
		}

	}

}
