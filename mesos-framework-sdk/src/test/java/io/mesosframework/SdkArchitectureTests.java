package io.mesosframework;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
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
	static final ArchRule thereAreNoCycles = slices().matching("io.mesosframework.(*)..").should().beFreeOfCycles();

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
	static final ArchRule electionUsesModel = floor("election", "client", "model");

	@ArchTest
	static final ArchRule taskUsesAllButExecutor = floor("task", "offer", "placement", "resource", "store", "election",
			"scheduler", "client", "model");

	@ArchTest
	static final ArchRule definitionsKnowNothingOfWhatRunsThem = noClasses().that()
		.resideInAPackage("io.mesosframework.task.definition..")
		.should()
		.dependOnClassesThat(resideInAPackage("io.mesosframework.task..")
			.and(not(resideInAPackage("io.mesosframework.task.definition.."))));

	@ArchTest
	static final ArchRule executorIsLight = floor("executor", "client", "model");

	@ArchTest
	static final ArchRule nettyStaysInTheTransport = noClasses()
		.that(resideOutsideOfPackages("io.mesosframework.client..", "io.mesosframework.artifact.."))
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.netty..")
		.allowEmptyShould(true);

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
			.as(name + " may use only " + String.join(", ", below))
			.allowEmptyShould(true);
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
