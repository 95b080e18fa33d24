package io.mesosframework.boot.endtoend;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesBean;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.reactive.context.AnnotationConfigReactiveWebServerApplicationContext;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigRegistry;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.HandlerMethod;

import io.mesosframework.boot.rest.ApiController;
import io.mesosframework.boot.rest.ApiRoutes;
import io.mesosframework.boot.rest.OpenApi;
import io.mesosframework.boot.rest.reactive.ReactiveApiHandlerMapping;
import io.mesosframework.boot.rest.servlet.ServletApiHandlerMapping;
import io.mesosframework.boot.task.descriptor.EventDescriptor;
import io.mesosframework.task.Deployment;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.definition.TaskSpec;
import io.mesosframework.task.internal.state.StoredRecord;
import io.mesosframework.task.internal.state.v1.StateProtos;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with declared tasks and the HTTP API that was processed ahead of time:
 * it works, and a native image of it would have what is looked up by reflection.
 */
@CompileWithForkedClassLoader
class AheadOfTimeRestTests extends ForkedTests {

	@Test
	void aServletApplicationWorksAndHasItsHints() {
		check(new AnnotationConfigServletWebServerApplicationContext(), ServletWebServerApplicationContext::new,
				(context) -> context.getBean(ServletApiHandlerMapping.class).getHandlerMethods().values());
	}

	@Test
	void aReactiveApplicationWorksAndHasItsHints() {
		check(new AnnotationConfigReactiveWebServerApplicationContext(), ReactiveWebServerApplicationContext::new,
				(context) -> context.getBean(ReactiveApiHandlerMapping.class).getHandlerMethods().values());
	}

	private static <C extends GenericApplicationContext & AnnotationConfigRegistry> void check(C source,
			Supplier<GenericApplicationContext> processed, Handlers handlers) {
		TestGenerationContext generation = new TestGenerationContext();
		ClassName initializerName = process(source, generation);
		RuntimeHints hints = generation.getRuntimeHints();
		checkStored(hints);

		TestCompiler.forSystem().with(generation).compile((compiled) -> {
			ApplicationContextInitializer<GenericApplicationContext> initializer = initializer(
					compiled.getInstance(ApplicationContextInitializer.class, initializerName.canonicalName()));
			try (GenericApplicationContext context = processed.get()) {
				properties().applyTo(context);
				initializer.initialize(context);
				context.refresh();
				checkAnswers(context.getBeansOfType(ApiController.class).values(), hints);
				checkProperties(context, hints);
				checkHandlers(handlers.of(context), hints);
				use(context);
			}
		});
	}

	private static <C extends GenericApplicationContext & AnnotationConfigRegistry> ClassName process(C source,
			TestGenerationContext generation) {
		try (C context = source) {
			context.register(Application.class);
			properties().applyTo(context);
			ClassName name = new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
			generation.writeGeneratedContent();
			return name;
		}
	}

	/**
	 * What is stored is written and read without reflection, so that it needs no hints.
	 */
	private static void checkStored(RuntimeHints hints) {
		RecordTree stored = RecordTree.of(List.of(StoredRecord.class.getPermittedSubclasses()));

		assertThat(stored.records()).contains(TaskDefinition.class, TaskSpec.CommandSpec.class, Deployment.Step.class);
		assertThat(stored.records()).filteredOn((type) -> RuntimeHintsPredicates.reflection().onType(type).test(hints))
			.isEmpty();
		assertThat(RuntimeHintsPredicates.reflection().onType(StateProtos.Instance.class)).rejects(hints);
	}

	/**
	 * What routes answer, and every other public record beside it, can be written as
	 * JSON.
	 */
	private static void checkAnswers(Collection<ApiController> controllers, RuntimeHints hints) {
		Set<Class<?>> roots = new LinkedHashSet<>(ApiRoutes.answered(ApiRoutes.of(controllers)));
		new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages("io.mesosframework.boot.task.descriptor", "io.mesosframework.boot.actuate")
			.stream()
			.filter((type) -> type.isRecord() && type.getModifiers().contains(JavaModifier.PUBLIC))
			.map(JavaClass::reflect)
			.forEach(roots::add);
		RecordTree answered = RecordTree.of(roots);

		assertThat(answered.records()).hasSizeGreaterThan(roots.size()).contains(EventDescriptor.class);
		assertThat(answered.accessorsWithout(hints)).isEmpty();
	}

	private static void checkProperties(ApplicationContext context, RuntimeHints hints) {
		Set<Class<?>> roots = new LinkedHashSet<>();
		ConfigurationPropertiesBean.getAll(context)
			.values()
			.stream()
			.map((bean) -> bean.getInstance().getClass())
			.filter((type) -> type.getName().startsWith("io.mesosframework."))
			.forEach(roots::add);

		assertThat(roots).extracting(Class::getSimpleName)
			.contains("MesosProperties", "MesosTasksProperties", "MesosRestProperties");
		assertThat(RecordTree.of(roots).constructorsWithout(hints)).isEmpty();
	}

	private static void checkHandlers(Collection<HandlerMethod> handlers, RuntimeHints hints) {
		assertThat(handlers).hasSizeGreaterThan(20)
			.allSatisfy(
					(handler) -> assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(handler.getMethod()))
						.accepts(hints));
		assertThat(Arrays.stream(ApiController.class.getDeclaredMethods())
			.filter((method) -> method.isAnnotationPresent(ExceptionHandler.class))).isNotEmpty()
			.allSatisfy((method) -> assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(method))
				.accepts(hints));
		assertThat(RuntimeHintsPredicates.resource().forResource(OpenApi.RESOURCE)).accepts(hints);
	}

	private static void use(GenericApplicationContext context) {
		WebServer server = ((WebServerApplicationContext) context).getWebServer();
		assertThat(server).isNotNull();
		String base = "http://127.0.0.1:" + server.getPort() + "/actuator/";
		assertThat(get(base + "mesosapps/openapi")).contains("\"AppSummary\"");
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(get(base + "mesosapps")).contains("\"RUNNING\":1"));
	}

	private static String get(String url) {
		try {
			HttpResponse<String> response = HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(60)).build(),
						HttpResponse.BodyHandlers.ofString());
			assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
			return response.body();
		}
		catch (Exception ex) {
			throw new IllegalStateException(url, ex);
		}
	}

	private static TestPropertyValues properties() {
		return TestPropertyValues.of("server.port=0", "management.endpoints.web.exposure.include=*",
				"mesos.apps.declared.instances=1", "mesos.apps.declared.resources.cpu=0.1",
				"mesos.apps.declared.resources.mem=32", "mesos.apps.declared.command.cmd=sleep 1000");
	}

	/**
	 * Finds the methods to which requests are mapped.
	 */
	@FunctionalInterface
	private interface Handlers {

		Collection<HandlerMethod> of(ApplicationContext context);

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
