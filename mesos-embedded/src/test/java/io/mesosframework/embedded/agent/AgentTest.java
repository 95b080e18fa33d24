package io.mesosframework.embedded.agent;

import java.nio.file.Path;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What tests of a running agent have in common.
 */
@Timeout(120)
abstract class AgentTest {

	@TempDir
	Path directory;

	AgentFixture fixture;

	final FrameworkInfo framework;

	/**
	 * Create the test.
	 * @param checkpoint whether the framework checkpoints
	 */
	AgentTest(boolean checkpoint) {
		this.framework = Fixtures.framework("fw", checkpoint, FrameworkInfo.Capability.Type.PARTITION_AWARE);
	}

	@BeforeEach
	void startAgent() {
		this.fixture = new AgentFixture(this.directory.resolve("work"));
	}

	@AfterEach
	void closeAgent() {
		this.fixture.close();
	}

}
