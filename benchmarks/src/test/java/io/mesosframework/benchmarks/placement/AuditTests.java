package io.mesosframework.benchmarks.placement;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.mesosframework.benchmarks.placement.Workload.Agent;
import io.mesosframework.benchmarks.placement.Workload.Task;

import static org.assertj.core.api.Assertions.assertThat;

class AuditTests {

	private final Workload workload = new Workload(
			List.of(new Agent("a", 2, 200, 100, "r", "z"), new Agent("b", 2, 200, 100, "r", "y")),
			List.of(new Task("t1", "x", 1, 100, 0, 1, "-", false), new Task("t2", "x", 1, 100, 0, 1, "-", false),
					new Task("t3", "x", 1, 100, 0, 0, "-", false), new Task("t4", "w", 1, 1, 0, 0, "z", false),
					new Task("t5", "u", 0.1, 1, 0, 0, "-", true), new Task("t6", "u", 0.1, 1, 0, 0, "-", true)));

	@Test
	void whatIsRightPasses() {
		assertThat(check("t1\ta\t31000", "t2\ta\t31001", "t5\tb", "t3\tb")).isNull();
	}

	@Test
	void noticesWhatIsWrong() {
		assertThat(check("t1\ta\t31000", "t2\ta\t31001", "t3\ta")).contains("over-committed");
		assertThat(check("t3\ta", "t3\tb")).contains("twice");
		assertThat(check("t1\ta\t31000", "t2\ta\t31000")).contains("port 31000 is not free");
		assertThat(check("t1\ta\t80")).contains("port 80 is not free");
		assertThat(check("t1\ta")).contains("number of ports");
		assertThat(check("t4\tb")).contains("not in its zone");
		assertThat(check("t5\ta", "t6\ta")).contains("not alone");
		assertThat(check("t9\ta")).contains("nobody knows");
	}

	private String check(String... lines) {
		return Audit.check(this.workload, new ArrayList<>(List.of(lines)));
	}

}
