package io.mesosframework.boot;

import java.util.List;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules of {@code docs/architecture.md} for the Boot glue.
 */
@AnalyzeClasses(packages = "io.mesosframework", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	private static final List<String> PACKAGES = List.of("actuate", "agent", "autoconfigure", "autoconfigure.actuate",
			"autoconfigure.embedded", "autoconfigure.rest", "autoconfigure.store", "autoconfigure.tasks", "event",
			"rest", "rest.reactive", "rest.servlet", "task", "task.controller", "task.descriptor", "task.endpoint");

	@ArchTest
	final ArchRule autoConfigurationsArePublicAndFinal = classes().that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePublic()
		.andShould()
		.haveModifier(JavaModifier.FINAL);

	@ArchTest
	final ArchRule autoConfigurationsHaveNoPublicMembers = methods().that()
		.areDeclaredInClassesThat()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.notBePublic();

	@ArchTest
	final ArchRule beanMethodsAreNotPrivateAndHaveNoClassCondition = methods().that()
		.areAnnotatedWith(Bean.class)
		.should()
		.notBePrivate()
		.andShould()
		.notBeAnnotatedWith(ConditionalOnClass.class);

	@ArchTest
	final ArchRule postProcessorsAreStatic = methods().that()
		.areAnnotatedWith(Bean.class)
		.and()
		.haveRawReturnType(DescribedPredicate.describe("a post processor",
				(JavaClass type) -> type.isAssignableTo(BeanPostProcessor.class)
						|| type.isAssignableTo(BeanFactoryPostProcessor.class)))
		.should()
		.beStatic()
		.allowEmptyShould(true);

	@ArchTest
	final ArchRule configurationPropertiesAreRecords = classes().that()
		.areAnnotatedWith(ConfigurationProperties.class)
		.should()
		.beRecords();

	@ArchTest
	final ArchRule onlyTheBootGlueKnowsSpring = noClasses().that()
		.resideOutsideOfPackages("io.mesosframework.boot..", "io.mesosframework.embedded.test..",
				"io.mesosframework.sample..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework..");

	@ArchTest
	final ArchRule handlersKnowNeitherTheirConfigurationNorTheActuator = noClasses().that()
		.resideInAPackage("io.mesosframework.boot.event..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.mesosframework.boot.autoconfigure..", "io.mesosframework.boot.actuate..",
				"org.springframework.boot..");

	@ArchTest
	final ArchRule onlyItsAutoConfigurationKnowsTheEmbeddedCluster = noClasses().that()
		.resideInAPackage("io.mesosframework.boot..")
		.and()
		.resideOutsideOfPackage("io.mesosframework.boot.autoconfigure.embedded..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.mesosframework.embedded..");

	@ArchTest
	static void packagesExist(JavaClasses classes) {
		assertThat(PACKAGES).allSatisfy((name) -> assertThat(classes)
			.anySatisfy((type) -> assertThat(type.getPackageName()).isEqualTo("io.mesosframework.boot." + name)));
	}

	@ArchTest
	final ArchRule descriptorsKnowNeitherEndpointsNorControllers = noClasses().that()
		.resideInAPackage("io.mesosframework.boot.task.descriptor..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.mesosframework.boot.task.endpoint..", "io.mesosframework.boot.task.controller..",
				"io.mesosframework.boot.rest..", "org.springframework..");

	@ArchTest
	final ArchRule endpointsDoNotKnowControllers = noClasses().that()
		.resideInAPackage("io.mesosframework.boot.task.endpoint..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.mesosframework.boot.task.controller..", "io.mesosframework.boot.rest..");

	@ArchTest
	final ArchRule controllersKnowNeitherKindOfWebApplication = noClasses().that()
		.resideInAnyPackage("io.mesosframework.boot.rest", "io.mesosframework.boot.task.controller..",
				"io.mesosframework.boot.actuate..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.mesosframework.boot.rest.servlet..", "io.mesosframework.boot.rest.reactive..",
				"org.springframework.web.servlet..", "org.springframework.web.reactive..", "jakarta.servlet..",
				"reactor..");

	@ArchTest
	final ArchRule packagesAreFreeOfCycles = SlicesRuleDefinition.slices()
		.matching("io.mesosframework.boot.(**)")
		.should()
		.beFreeOfCycles();

}
