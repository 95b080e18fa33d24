package io.mesosframework.boot.task.endpoint;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import io.mesosframework.boot.task.descriptor.TaskSummary;
import io.mesosframework.boot.task.descriptor.TasksPage;
import io.mesosframework.task.App;
import io.mesosframework.task.AppHistory;
import io.mesosframework.task.AppVersion;
import io.mesosframework.task.Goal;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskManager;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.definition.TaskDefinitionReader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.BDDMockito.given;

/**
 * Pages of many tasks.
 */
public class TasksReaderTests {

	private static final Instant NOW = Instant.EPOCH;

	private final TaskManager manager = Mockito.mock(TaskManager.class);

	private final TasksReader reader = new TasksReader(this.manager);

	@BeforeEach
	void apps() {
		give(app("b", 50_000), app("a.9.x", 50_000), app("c", 1));
	}

	@Test
	void aHundredThousandTasksArePagedInOrderAndFast() {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		long start = threads.getCurrentThreadCpuTime();
		List<String> seen = new ArrayList<>();
		String cursor = null;
		int pages = 0;
		do {
			TasksPage page = this.reader.page(new TasksReader.Filter(null, null, null, null), cursor, 1000);
			page.tasks().forEach((task) -> seen.add(task.app() + "/" + task.index()));
			cursor = page.next();
			pages++;
		}
		while (cursor != null);

		assertThat(pages).isEqualTo(101);
		assertThat(seen).hasSize(100_001).doesNotHaveDuplicates();
		assertThat(seen).startsWith("a.9.x/0", "a.9.x/1").endsWith("c/0");
		assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start)).isLessThan(Duration.ofSeconds(10));
	}

	@Test
	void aCursorStaysGoodWhileInstancesComeAndGo() {
		TasksReader.Filter all = new TasksReader.Filter(null, null, null, null);
		TasksPage first = this.reader.page(all, null, 3);
		give(app("aa", 1), app("b", 2));

		TasksPage second = this.reader.page(all, first.next(), 3);
		assertThat(second.tasks()).extracting(TaskSummary::app).containsExactly("aa", "b", "b");
		assertThat(second.next()).isNull();
		assertThatIllegalArgumentException().isThrownBy(() -> this.reader.page(all, "!", 3));
		assertThatIllegalArgumentException().isThrownBy(() -> this.reader.page(all, "bm9uZQ", 3));
	}

	@Test
	void filtersNarrowThePage() {
		assertThat(page("b", "running", null, "S7")).allMatch((task) -> "S7".equals(task.agentId())).hasSize(500);
		assertThat(page("b", "TASK_FAILED", null, null)).isEmpty();
		assertThat(page("b", null, "waiting", null)).isEmpty();
		assertThat(page("none", null, null, null)).isEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> page("b", "runing", null, null))
			.withMessageContaining("'state' must be one of")
			.withMessageContaining("TASK_RUNNING");
		assertThatIllegalArgumentException().isThrownBy(() -> page("b", null, "runing", null))
			.withMessageContaining("'phase' must be one of");
	}

	@Test
	void earlierLaunchesAndMembersOfGroupsAreFound() {
		assertThat(this.reader.find("a.9.x.3.new")).satisfies((found) -> {
			assertThat(found.instance().index()).isEqualTo(3);
			assertThat(found.launch().taskId()).isEqualTo("a.9.x.3.new");
		});
		assertThat(this.reader.find("b.4.old").launch().taskId()).isEqualTo("b.4.old");
		assertThat(this.reader.find("b.4.new.member").launch().taskId()).isEqualTo("b.4.new");
		given(this.manager.history("b"))
			.willReturn(new AppHistory(List.of(new AppVersion(1, app("b", 1).definition(), NOW)), List.of()));
		assertThat(this.reader.find("b.4.new.member")).isNull();
		assertThat(this.reader.find("b.4.new")).isNotNull();
		assertThat(this.reader.find("b.4.other")).isNull();
		assertThat(this.reader.find("nobody.4.new")).isNull();
		assertThat(this.reader.find("nonsense")).isNull();
	}

	private List<TaskSummary> page(String app, String state, String phase, String agent) {
		return this.reader.page(new TasksReader.Filter(app, state, phase, agent), null, 1000).tasks();
	}

	private void give(App... apps) {
		given(this.manager.apps()).willReturn(List.of(apps));
		for (App app : apps) {
			given(this.manager.app(app.definition().name())).willReturn(app);
		}
	}

	public static App app(String name, int count) {
		TaskDefinition definition = new TaskDefinitionReader().read(Map.of("name", name, "instances", count,
				"resources", Map.of("cpu", 1, "mem", 32), "command", Map.of("cmd", "true")))
			.get(0);
		List<Instance> instances = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			instances.add(new Instance(name, i, Goal.RUNNING, Phase.RUNNING, launch(name, i, "new"),
					List.of(launch(name, i, "old")), 0, null, 0, false));
		}
		return new App(definition, 1, 1, instances, false, false, null);
	}

	private static Launch launch(String app, int index, String id) {
		return new Launch(app + "." + index + "." + id, "S" + index % 100, "host", 1, List.of(), NOW,
				TaskState.TASK_RUNNING, null, null, null, true, NOW, null);
	}

}
