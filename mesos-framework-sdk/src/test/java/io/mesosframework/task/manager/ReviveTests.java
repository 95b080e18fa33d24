package io.mesosframework.task.manager;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.TaskStateChanged;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Instances that begin to wait by themselves get offers soon, although another app of
 * their role waits for something that nobody offers.
 */
class ReviveTests {

	private final ManagerFixture mesos = new ManagerFixture((cluster) -> cluster.simulated(true),
			TaskManagerOptions.defaults());

	@AfterEach
	void stop() {
		this.mesos.close();
	}

	@Test
	void theEndOfABackOffIsNewWork() {
		List<Instant> launches = new CopyOnWriteArrayList<>();
		this.mesos.manager.addListener((event) -> {
			if (event instanceof TaskStateChanged changed && changed.after().phase() == Phase.LAUNCHING
					&& changed.before().phase() == Phase.WAITING && changed.after().app().equals("short")) {
				launches.add(Instant.now());
			}
		});
		Map<String, Object> huge = ManagerFixture.service("huge", 1);
		huge.put("resources", Map.of("cpu", 64, "mem", 32));
		Map<String, Object> failing = ManagerFixture.service("short", 1);
		failing.put("command", Map.of("cmd", "sleep 1; exit 1"));
		failing.put("retry", Map.of("time", "3s"));
		this.mesos.deploy(huge);
		this.mesos.deploy(failing);

		this.mesos.await(() -> launches.size() >= 2);

		// the filters of offers that were refused last 30 seconds
		assertThat(Duration.between(launches.get(0), launches.get(1))).isLessThan(Duration.ofSeconds(20));
	}

}
