package io.mesosframework.boot.endtoend;

import org.apache.mesos.v1.Protos.Offer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;

import io.mesosframework.boot.autoconfigure.embedded.EmbeddedMesosProperties;
import io.mesosframework.boot.event.MesosEventHandler;
import io.mesosframework.embedded.EmbeddedMesosCluster;
import io.mesosframework.embedded.test.EmbeddedMesos;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.SchedulerState;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application in a test with {@link EmbeddedMesos}.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@EmbeddedMesos(agents = 2)
class EmbeddedMesosTests {

	@Autowired
	private MesosScheduler scheduler;

	@Autowired
	private EmbeddedMesosCluster cluster;

	@Autowired
	private Framework framework;

	@Autowired
	private org.springframework.beans.factory.ObjectProvider<EmbeddedMesosProperties> autoConfigured;

	@Test
	void theApplicationUsesTheClusterOfTheTest() {
		Awaitility.await().until(() -> this.scheduler.state() == SchedulerState.SUBSCRIBED);

		assertThat(this.cluster.agents()).hasSize(2);
		assertThat(this.autoConfigured.getIfAvailable()).isNull();
		Awaitility.await().until(() -> this.framework.offers >= 2);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Framework {

		private volatile int offers;

		@MesosEventHandler
		void offer(Offer offer) {
			this.offers = this.offers + 1;
		}

	}

}
