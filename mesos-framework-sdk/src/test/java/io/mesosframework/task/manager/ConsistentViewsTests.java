package io.mesosframework.task.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.mesosframework.task.App;
import io.mesosframework.task.Deployment;
import io.mesosframework.task.InstanceCounts;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskManagerOptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What other threads read while apps change all the time belongs to one moment.
 */
class ConsistentViewsTests {

	private static final int CHANGES = 300;

	private final ManagerFixture mesos = new ManagerFixture((cluster) -> cluster, TaskManagerOptions.defaults());

	@AfterEach
	void stop() {
		this.mesos.close();
	}

	@Test
	void aReaderNeverSeesTheStateOfTwoMoments() {
		this.mesos.deploy(document("small", 0, 3, 0.1));
		this.mesos.deploy(document("huge", 0, 1, 1000));
		AtomicBoolean done = new AtomicBoolean();
		AtomicInteger reads = new AtomicInteger();
		CompletableFuture<List<String>> torn = CompletableFuture.supplyAsync(() -> {
			List<String> found = new ArrayList<>();
			while (!done.get()) {
				check(this.mesos.app("small"), found);
				check(this.mesos.app("huge"), found);
				this.mesos.manager.apps().forEach((app) -> check(app, found));
				check(this.mesos.manager.counts(), found);
				reads.incrementAndGet();
			}
			return found;
		}, ManagerFixture::onItsOwnThread);

		for (int i = 1; i <= CHANGES; i++) {
			// a change of the priority is a new version, a change of the instances alone
			// is none
			this.mesos.deploy(document("huge", i, 1 + i % 40, 1000));
			this.mesos.get(this.mesos.manager.scale("small", i % 5));
		}
		this.mesos.get(this.mesos.manager.scale("small", 2));
		this.mesos.awaitPhase("small", Phase.RUNNING, 2);
		done.set(true);

		assertThat(this.mesos.get(torn)).isEmpty();
		assertThat(reads.get()).isGreaterThan(10);
		assertThat(this.mesos.app("huge").version()).isEqualTo(CHANGES + 1);
	}

	/** Every deploy of "huge" has counted version, revision and priority at once. */
	private static void check(App app, List<String> found) {
		boolean huge = app.definition().name().equals("huge");
		if (huge && (app.version() != app.definition().priority() + 1 || app.revision() != app.version()
				|| app.instances().size() != app.definition().instances())) {
			found.add(app.version() + " " + app.revision() + " of " + app.definition());
		}
		Deployment deployment = app.deployment();
		if (deployment != null && deployment.state() == Deployment.State.RUNNING) {
			long ready = deployment.steps()
				.stream()
				.filter((step) -> step.state() == Deployment.StepState.DONE)
				.count();
			boolean steps = deployment.steps().isEmpty()
					|| (deployment.steps().size() == app.instances().size() && deployment.done() == ready);
			if (deployment.toVersion() != app.version() || deployment.total() != app.definition().instances()
					|| !steps) {
				found.add(deployment + " of " + app);
			}
		}
	}

	private static void check(InstanceCounts counts, List<String> found) {
		for (Phase phase : Phase.values()) {
			if (counts.count(phase) != counts.count("small", phase) + counts.count("huge", phase)) {
				found.add(phase + " " + counts.count(phase));
			}
		}
	}

	private static Map<String, Object> document(String name, int priority, int instances, double cpus) {
		Map<String, Object> document = ManagerFixture.service(name, instances);
		document.put("priority", priority);
		document.put("resources", Map.of("cpu", cpus, "mem", 32));
		return document;
	}

}
