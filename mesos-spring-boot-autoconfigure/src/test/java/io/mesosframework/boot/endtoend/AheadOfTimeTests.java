package io.mesosframework.boot.endtoend;

import java.util.ArrayList;
import java.util.List;

import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;

import io.mesosframework.boot.autoconfigure.MesosAutoConfiguration;
import io.mesosframework.boot.autoconfigure.MesosEventHandlerAutoConfiguration;
import io.mesosframework.boot.event.HandlerRegistry;
import io.mesosframework.boot.event.MesosEventHandler;
import io.mesosframework.scheduler.MesosScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that was processed ahead of time.
 */
@CompileWithForkedClassLoader
class AheadOfTimeTests extends ForkedTests {

	@Test
	void handlersAreFoundInAProcessedApplication() {
		TestGenerationContext generation = new TestGenerationContext();
		ClassName initializerName = process(generation);

		List<String> handled = new ArrayList<>();
		TestCompiler.forSystem().with(generation).compile((compiled) -> {
			ApplicationContextInitializer<GenericApplicationContext> initializer = initializer(
					compiled.getInstance(ApplicationContextInitializer.class, initializerName.canonicalName()));
			try (GenericApplicationContext context = new GenericApplicationContext()) {
				properties().applyTo(context);
				initializer.initialize(context);
				context.refresh();
				context.getBean(HandlerRegistry.class).describe().values().forEach(handled::addAll);
				assertThat(context.getBean(MesosScheduler.class)).isNotNull();
			}
		});

		assertThat(handled).containsExactlyInAnyOrder("AheadOfTimeTests.Framework.offer",
				"AheadOfTimeTests.Framework.status");
	}

	@Test
	void handlersAndMessagesAreReachableByReflection() throws NoSuchMethodException {
		TestGenerationContext generation = new TestGenerationContext();
		process(generation);
		RuntimeHints hints = generation.getRuntimeHints();

		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(Framework.class.getDeclaredMethod("offer", Offer.class))).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(TaskStatus.Builder.class)
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_METHODS)).accepts(hints);
	}

	private static ClassName process(TestGenerationContext generation) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.register(Framework.class);
			properties().applyTo(context);
			ClassName name = new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
			generation.writeGeneratedContent();
			return name;
		}
	}

	private static TestPropertyValues properties() {
		return TestPropertyValues.of("mesos.master=http://127.0.0.1:1", "mesos.scheduler.auto-startup=false");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ MesosAutoConfiguration.class, MesosEventHandlerAutoConfiguration.class })
	static class Framework {

		@MesosEventHandler
		void offer(Offer offer) {
		}

		@MesosEventHandler
		void status(TaskStatus status) {
		}

	}

}
