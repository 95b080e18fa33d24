package io.mesosframework.embedded;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the packages of this module: their sizes and their dependencies.
 */
@AnalyzeClasses(packages = "io.mesosframework.embedded", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String EMBEDDED = "io.mesosframework.embedded";

	private static final int MAX_CLASSES = 45;

	/** The packages that the rules below name. */
	private final Set<String> named = new TreeSet<>();

	@ArchTest
	final ArchRule packagesAreFreeOfCycles = slices().assignedFrom(new PackageSlices()).should().beFreeOfCycles();

	@ArchTest
	final ArchRule theEmbeddedMesosDependsOnNoOtherModule = noClasses().should()
		.dependOnClassesThat(resideInAPackage("io.mesosframework..").and(resideOutsideOfPackage(EMBEDDED + "..")));

	@ArchTest
	final ArchRule loopResourcesAndProcessesDependOnNeitherHttpNorNodes = noClasses().that()
		.resideInAnyPackage(packages("loop", "resource", "process"))
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage(packages("http", "master", "agent", "standalone"));

	@ArchTest
	final ArchRule httpDependsOnNeitherMasterNorAgent = noClasses().that()
		.resideInAPackage(inside("http"))
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage(packages("master", "agent", "wire", "resource"));

	@ArchTest
	final ArchRule theMasterDependsNeitherOnTheAgentNorOnProcesses = noClasses().that()
		.resideInAPackage(inside("master"))
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage(packages("agent", "process"));

	@ArchTest
	final ArchRule theAgentDoesNotDependOnTheMaster = noClasses().that()
		.resideInAPackage(inside("agent"))
		.should()
		.dependOnClassesThat()
		.resideInAPackage(inside("master"));

	@ArchTest
	final ArchRule theStateOfTheMasterDependsOnNothingThatChangesIt = noClasses().that()
		.resideInAPackage(inside("master.state"))
		.should()
		.dependOnClassesThat(
				resideInAPackage(EMBEDDED + ".master..").and(resideOutsideOfPackage(inside("master.state"))));

	@ArchTest
	final ArchRule validationOnlyReadsTheStateOfTheMaster = noClasses().that()
		.resideInAPackage(inside("master.validation"))
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage(packages("http", "wire", "loop"));

	@ArchTest
	final ArchRule checksDoNotDependOnTheAgent = noClasses().that()
		.resideInAPackage(inside("agent.check"))
		.should()
		.dependOnClassesThat()
		.resideInAPackage(EMBEDDED + ".agent");

	@ArchTest
	final ArchRule nothingDependsOnTheExecutable = noClasses().that()
		.resideOutsideOfPackage(inside("standalone"))
		.should()
		.dependOnClassesThat()
		.resideInAPackage(inside("standalone"));

	@ArchTest
	final ArchRule onlyTheTestSupportDependsOnSpringAndJUnit = noClasses().that()
		.resideOutsideOfPackage(inside("test"))
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework..", "org.junit..", "org.assertj..");

	@ArchTest
	void everyPackageNamedByARuleExists(JavaClasses classes) {
		assertThat(this.named).isNotEmpty().isSubsetOf(sizes(classes).keySet());
	}

	@ArchTest
	void noPackageHasMoreThan45Classes(JavaClasses classes) {
		assertThat(sizes(classes)).isNotEmpty()
			.allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(MAX_CLASSES));
	}

	private static Map<String, Long> sizes(JavaClasses classes) {
		return classes.stream()
			.filter(JavaClass::isTopLevelClass)
			.filter((type) -> !type.getSimpleName().equals("package-info"))
			.collect(Collectors.groupingBy(JavaClass::getPackageName, TreeMap::new, Collectors.counting()));
	}

	private String[] packages(String... names) {
		return Stream.of(names).map(this::inside).toArray(String[]::new);
	}

	private String inside(String name) {
		this.named.add(EMBEDDED + "." + name);
		return EMBEDDED + "." + name + "..";
	}

	/**
	 * Makes every package a slice.
	 */
	private static final class PackageSlices implements SliceAssignment {

		@Override
		public SliceIdentifier getIdentifierOf(JavaClass type) {
			return type.getPackageName().startsWith(EMBEDDED) ? SliceIdentifier.of(type.getPackageName())
					: SliceIdentifier.ignore();
		}

		@Override
		public String getDescription() {
			return "packages of the embedded Mesos";
		}

	}

}
