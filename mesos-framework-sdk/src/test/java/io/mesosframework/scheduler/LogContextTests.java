package io.mesosframework.scheduler;

import java.util.Map;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;

@SuppressWarnings("try")
class LogContextTests {

	private static final FrameworkID FRAMEWORK = FrameworkID.newBuilder().setValue("f-1").build();

	@AfterEach
	void clear() {
		MDC.clear();
	}

	@Test
	void tellsAppAndInstanceFromTheIdOfATask() {
		try (LogContext ids = LogContext.of(FRAMEWORK)
			.task("my.web.3.123e4567-e89b-12d3-a456-426614174000.main")
			.agent("a-1")) {
			assertThat(MDC.getCopyOfContextMap())
				.isEqualTo(Map.of("mesos.framework", "f-1", "mesos.app", "my.web", "mesos.instance", "3", "mesos.task",
						"my.web.3.123e4567-e89b-12d3-a456-426614174000.main", "mesos.agent", "a-1"));
		}
	}

	@Test
	void tellsAppAndInstanceOfATaskThatIsAlone() {
		try (LogContext ids = LogContext.of(null).task("web.0.123e4567-e89b-12d3-a456-426614174000")) {
			assertThat(MDC.get("mesos.app")).isEqualTo("web");
			assertThat(MDC.get("mesos.instance")).isEqualTo("0");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "hello.1.2", "x", "", ".", "web.123e4567-e89b-12d3-a456-426614174000",
			"web.x.123e4567-e89b-12d3-a456-426614174000", ".1.123e4567-e89b-12d3-a456-426614174000",
			"web.1.123e4567-e89b-12d3-a456-42661417400g", "web.1-123e4567-e89b-12d3-a456-426614174000",
			"123e4567-e89b-12d3-a456-426614174000", "web..123e4567-e89b-12d3-a456-426614174000" })
	void knowsNoAppOfOtherTasks(String taskId) {
		try (LogContext ids = LogContext.of(null).task(taskId)) {
			assertThat(MDC.get("mesos.app")).isNull();
			assertThat(MDC.get("mesos.instance")).isNull();
		}
	}

	@Test
	void restoresWhatWasThere() {
		MDC.put("mesos.agent", "mine");
		MDC.put("other", "kept");
		try (LogContext outer = LogContext.of(FRAMEWORK).agent("a-1")) {
			try (LogContext inner = LogContext.of(FRAMEWORK).agent("a-2").agent("a-3").app("web")) {
				assertThat(MDC.get("mesos.agent")).isEqualTo("a-3");
			}
			assertThat(MDC.get("mesos.agent")).isEqualTo("a-1");
			assertThat(MDC.get("mesos.app")).isNull();
		}

		assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("mesos.agent", "mine", "other", "kept"));
	}

}
