package io.mesosframework.boot.task;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mockito;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.event.MesosSubscribed;
import io.mesosframework.task.App;
import io.mesosframework.task.TaskManager;
import io.mesosframework.task.definition.TaskDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.never;

/**
 * What becomes of apps that the configuration does not declare any more.
 */
@ExtendWith(OutputCaptureExtension.class)
class AppsDeployerTests {

	private final TaskManager manager = Mockito.mock(TaskManager.class);

	private final TaskDefinition web = definition("web");

	@BeforeEach
	void apps() {
		given(this.manager.apps())
			.willReturn(List.of(app(this.web, false), app(definition("gone"), false), app(definition("going"), true)));
		given(this.manager.deploy(any())).willReturn(CompletableFuture.completedFuture(List.of()));
		given(this.manager.remove("gone")).willReturn(CompletableFuture.completedFuture(app(definition("gone"), true)));
	}

	@Test
	void theyGoOnAndAreNamedInAWarning(CapturedOutput output) {
		subscribed(new AppsDeployer(this.manager, List.of(this.web)));

		assertThat(output).contains("WARN").contains("does not declare go on: [gone]").contains("mesos.apps-prune");
		then(this.manager).should(never()).remove(any());
	}

	@Test
	void theyAreNamedEvenIfNothingIsDeclared(CapturedOutput output) {
		subscribed(new AppsDeployer(this.manager, List.of()));

		assertThat(output).contains("does not declare go on: [gone, web]");
		then(this.manager).should(never()).deploy(any());
	}

	@Test
	void theyAreRemovedIfThatIsWanted() {
		subscribed(new AppsDeployer(this.manager, List.of(this.web), true));

		then(this.manager).should().remove("gone");
		then(this.manager).should(never()).remove("web");
	}

	@Test
	void nothingIsRemovedIfTheConfigurationIsRefused() {
		given(this.manager.deploy(any()))
			.willReturn(CompletableFuture.failedFuture(new IllegalStateException("refused")));

		subscribed(new AppsDeployer(this.manager, List.of(this.web), true));

		then(this.manager).should(never()).remove(any());
	}

	@Test
	void theyAreLookedAfterOnce() {
		AppsDeployer deployer = new AppsDeployer(this.manager, List.of(this.web), true);
		subscribed(deployer);
		subscribed(deployer);

		then(this.manager).should().remove("gone");
	}

	private static void subscribed(AppsDeployer deployer) {
		deployer.onLifecycle(Mockito.mock(MesosSubscribed.class), Mockito.mock(MesosScheduler.class));
	}

	private static TaskDefinition definition(String name) {
		return TaskDefinition.builder(name).cpus(0.1).mem(32).cmd("true").build();
	}

	private static App app(TaskDefinition definition, boolean removing) {
		return new App(definition, 1, 1, List.of(), removing, false, null);
	}

}
