package io.mesosframework.benchmarks.placement;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class WorkloadTests {

	@Test
	void theSameNumbersGiveTheSameWorkloadAndAFileKeepsIt(@TempDir Path directory) throws IOException {
		Workload workload = Workload.generate(Workload.Kind.CONSTRAINED, 20, 500);

		workload.write(directory.resolve("file"));

		assertThat(Workload.generate(Workload.Kind.CONSTRAINED, 20, 500)).isEqualTo(workload);
		assertThat(Workload.read(directory.resolve("file"))).isEqualTo(workload);
	}

	@Test
	void singleTasksAreAllDifferent() {
		Workload workload = Workload.generate(Workload.Kind.SINGLE, 1, 300);

		assertThat(workload.tasks().stream().map(Workload.Task::mem).distinct()).hasSize(300);
	}

}
