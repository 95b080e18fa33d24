package io.mesosframework.scheduler;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.mesosframework.scheduler.FakeMaster.Answer;
import io.mesosframework.scheduler.event.MesosFailedOver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A framework whose stream another instance has replaced. The answer to a call may arrive
 * before the event that says so.
 */
class SupersededSessionTests {

	private final DriverFixture fixture = new DriverFixture();

	private final FakeMaster master = this.fixture.master;

	SupersededSessionTests() throws IOException {
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void anAnswerForAnotherStreamLeavesTheMasterTimeToSayThatAnotherInstanceHasSubscribed() throws Exception {
		SchedulerDriver driver = this.fixture.startSubscribed();
		this.master.answer((call) -> new Answer(400, "The stream ID 'x' included in this request didn't match"));

		assertThat(DriverFixture.answer(this.fixture.scheduler().revive()).sessionLost()).isTrue();
		this.master.stream().error("Framework failed over").end();

		assertThat(driver.termination().toCompletableFuture().get(30, TimeUnit.SECONDS))
			.isInstanceOf(MesosFailedOver.class);
		assertThat(this.master.subscribes()).hasSize(1);
	}

}
