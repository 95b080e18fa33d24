package io.mesosframework;

import java.util.List;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The floors of the SDK: an arrow only ever points down (see
 * {@code docs/architecture.md}).
 */
@AnalyzeClasses(packages = "io.mesosframework",
		importOptions = { ImportOption.DoNotIncludeTests.class, SdkArchitectureTests.OnlySdk.class })
final class SdkArchitectureTests {

	@ArchTest
	static final ArchRule thereIsNoSpring = noClasses().should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework..");

	@ArchTest
	static final ArchRule theEmbeddedClusterIsTheOtherSide = noClasses().should()
		.dependOnClassesThat()
		.resideInAPackage("io.mesosframework.embedded..");

	@ArchTest
	static final ArchRule thereAreNoCycles = slices().matching("io.mesosframework.(**)").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule packagesAreSmall = classes()
		.should(liveInAPackageOfAtMost(45, "io.mesosframework.client", 55));

	@ArchTest
	static final ArchRule nobodyOutsideUsesTheInternalsOfTasks = noClasses()
		.that(resideOutsideOfPackages("io.mesosframework.task.internal..", "io.mesosframework.task.manager"))
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.mesosframework.task.internal..");

	@ArchTest
	static final ArchRule nothingIsNative = noMethods().should().haveModifier(JavaModifier.NATIVE);

	@ArchTest
	static final ArchRule noLibraryIsLoaded = noClasses().should()
		.callMethod(System.class, "loadLibrary", String.class)
		.orShould()
		.callMethod(System.class, "load", String.class);

	@ArchTest
	static final ArchRule nothingStaticChanges = fields().that()
		.areStatic()
		.and()
		.areDeclaredInClassesThat()
		.resideOutsideOfPackage("io.mesosframework.task.internal.state.v1")
		.should()
		.beFinal();

	@ArchTest
	static final ArchRule utilUsesNothing = floor("util");

	@ArchTest
	static final ArchRule modelUsesNothing = floor("model");

	@ArchTest
	static final ArchRule clientUsesNothing = floor("client");

	@ArchTest
	static final ArchRule schedulerUsesClient = floor("scheduler", "client", "model");

	@ArchTest
	static final ArchRule resourceUsesModel = floor("resource", "model");

	@ArchTest
	static final ArchRule placementUsesResource = floor("placement", "resource", "scheduler", "client", "model");

	@ArchTest
	static final ArchRule offerUsesPlacement = floor("offer", "placement", "resource", "scheduler", "client", "model");

	@ArchTest
	static final ArchRule storeUsesModel = floor("store", "client", "model");

	@ArchTest
	static final ArchRule taskUsesAllButExecutor = floor("task", "offer", "placement", "resource", "store", "scheduler",
			"client", "model");

	@ArchTest
	static final ArchRule definitionsKnowNothingOfWhatRunsThem = noClasses().that()
		.resideInAPackage("io.mesosframework.task.definition..")
		.should()
		.dependOnClassesThat(resideInAPackage("io.mesosframework.task..")
			.and(not(resideInAPackage("io.mesosframework.task.definition.."))));

	@ArchTest
	static final ArchRule nettyStaysInTheTransport = noClasses()
		.that(resideOutsideOfPackages("io.mesosframework.client.."))
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.netty..");

	@ArchTest
	static final ArchRule packagesAreNullMarked = classes().that()
		.haveSimpleName("package-info")
		.should()
		.beAnnotatedWith(NullMarked.class);

	private SdkArchitectureTests() {
	}

	private static ArchRule floor(String name, String... below) {
		DescribedPredicate<JavaClass> allowed = resideInAPackage("io.mesosframework." + name + "..")
			.or(resideInAPackage("io.mesosframework.util"));
		for (String floor : below) {
			allowed = allowed.or(resideInAPackage("io.mesosframework." + floor + ".."));
		}
		return noClasses().that()
			.resideInAPackage("io.mesosframework." + name + "..")
			.should()
			.dependOnClassesThat(resideInAnyPackage("io.mesosframework..").and(not(allowed)))
			.as(name + " may use only " + String.join(", ", below));
	}

	/**
	 * Packages named in rules must exist, or a rule would hold after a renaming that it
	 * does not see.
	 */
	@ArchTest
	static void packagesOfRulesExist(JavaClasses classes) {
		for (String name : List.of("util", "model", "client", "scheduler", "resource", "placement", "offer", "store",
				"task", "task.definition", "task.internal", "task.manager")) {
			assertThat(classes.containPackage("io.mesosframework." + name)).as("package %s exists", name).isTrue();
		}
	}

	/** Nested classes belong to the class around them. */
	private static ArchCondition<JavaClass> liveInAPackageOfAtMost(int limit, String exception, int higher) {
		return new ArchCondition<>("live in a package of at most " + limit + " classes") {

			@Override
			public void check(JavaClass each, ConditionEvents events) {
				long size = each.getPackage()
					.getClasses()
					.stream()
					.filter((other) -> !other.isArray() && !other.getName().contains("$"))
					.filter((other) -> !other.getSimpleName().equals("package-info"))
					.count();
				int most = each.getPackageName().equals(exception) ? higher : limit;
				events.add(new SimpleConditionEvent(each, size <= most,
						each.getPackageName() + " has " + size + " classes, but may have " + most));
			}

		};
	}

	/**
	 * The embedded cluster shares the base package, but is not part of the SDK.
	 */
	static final class OnlySdk implements ImportOption {

		@Override
		public boolean includes(Location location) {
			return !location.contains("io/mesosframework/embedded/");
		}

	}

}
