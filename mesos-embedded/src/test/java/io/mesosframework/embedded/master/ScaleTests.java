package io.mesosframework.embedded.master;

import java.time.Duration;
import java.util.List;

import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;

import io.mesosframework.embedded.wire.ToAgent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of a {@link Master} with very many agents, offers and tasks.
 */
class ScaleTests {

	private static final int AGENTS = 10_000;

	private static final int TASKS_PER_AGENT = 10;

	@Test
	void tenThousandAgentsAndAHundredThousandTasks() {
		try (MasterFixture fixture = new MasterFixture()) {
			List<FakeAgent> agents = fixture.agents(AGENTS);
			FakeScheduler scheduler = fixture.scheduler(FakeScheduler.framework().build()).subscribe();
			List<Event> events = scheduler.next();
			assertThat(events).filteredOn(Event::hasOffers).hasSize(1);
			List<Offer> offers = events.get(events.size() - 1).getOffers().getOffersList();
			assertThat(offers).hasSize(AGENTS);
			for (Offer offer : offers) {
				TaskInfo[] tasks = new TaskInfo[TASKS_PER_AGENT];
				for (int i = 0; i < TASKS_PER_AGENT; i++) {
					tasks[i] = FakeScheduler
						.task(offer.getAgentId().getValue() + "." + i, offer.getAgentId(), "cpus:0.1;mem:32")
						.build();
				}
				scheduler.accept(List.of(offer), 3600, FakeScheduler.launch(tasks));
			}
			assertThat(agents)
				.allSatisfy((agent) -> assertThat(agent.received(ToAgent.RunTask.class)).hasSize(TASKS_PER_AGENT));
			fixture.advance(Duration.ofSeconds(60));
			assertThat(scheduler.next()).isEmpty();
		}
	}

}
