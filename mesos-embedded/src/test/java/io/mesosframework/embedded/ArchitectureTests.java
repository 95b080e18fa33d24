package io.mesosframework.embedded;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * The rooms of this module and the ways between them.
 */
@AnalyzeClasses(packages = "io.mesosframework", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String EMBEDDED = "io.mesosframework.embedded.";

	@ArchTest
	final ArchRule the_embedded_mesos_never_sees_the_sdk = noClasses().that()
		.resideInAPackage("io.mesosframework.embedded..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.mesosframework.client..", "io.mesosframework.scheduler..", "io.mesosframework.task..",
				"io.mesosframework.boot..", "io.mesosframework.executor..", "io.mesosframework.offer..");

	@ArchTest
	final ArchRule the_loop_the_resources_and_the_processes_know_nobody = noClasses().that()
		.resideInAnyPackage(EMBEDDED + "loop..", EMBEDDED + "resource..", EMBEDDED + "process..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage(EMBEDDED + "http..", EMBEDDED + "master..", EMBEDDED + "agent..",
				EMBEDDED + "standalone..");

	@ArchTest
	final ArchRule http_knows_neither_master_nor_agent = noClasses().that()
		.resideInAPackage(EMBEDDED + "http..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage(EMBEDDED + "master..", EMBEDDED + "agent..", EMBEDDED + "wire..", EMBEDDED + "resource..");

	@ArchTest
	final ArchRule the_master_and_the_agent_only_know_the_wire_between_them = noClasses().that()
		.resideInAPackage(EMBEDDED + "master..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage(EMBEDDED + "agent..", EMBEDDED + "process..");

	@ArchTest
	final ArchRule the_agent_does_not_know_the_master = noClasses().that()
		.resideInAPackage(EMBEDDED + "agent..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage(EMBEDDED + "master..");

	@ArchTest
	final ArchRule nobody_depends_on_the_executable = noClasses().that()
		.resideOutsideOfPackage(EMBEDDED + "standalone..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage(EMBEDDED + "standalone..");

	@ArchTest
	final ArchRule only_tests_know_spring_and_junit = noClasses().that()
		.resideOutsideOfPackage(EMBEDDED + "test..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework..", "org.junit..", "org.assertj..");

}
