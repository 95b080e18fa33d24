package io.mesosframework.boot.endtoend;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.mesos.v1.Protos.Offer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import io.mesosframework.boot.event.MesosEventHandler;
import io.mesosframework.embedded.EmbeddedMesosCluster;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.SchedulerState;
import io.mesosframework.scheduler.event.MesosStopped;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How an application stops, and what happens when another one takes over.
 */
@ExtendWith(OutputCaptureExtension.class)
class ShutdownTests {

	@Test
	void aHandlerThatIsRunningIsWaitedFor() throws Exception {
		Framework framework;
		Thread closing;
		try (ConfigurableApplicationContext context = start("--mesos.framework.teardown-on-stop=false")) {
			framework = context.getBean(Framework.class);
			assertThat(framework.handling.await(60, TimeUnit.SECONDS)).isTrue();
			closing = new Thread(context::close, "closing");
			closing.start();
			Awaitility.await().until(() -> !context.isActive() || closing.getState() != Thread.State.RUNNABLE);
			assertThat(framework.seen).isEmpty();
			framework.goOn.countDown();
			closing.join();
		}
		assertThat(framework.seen).startsWith("offer").endsWith("stopped");
	}

	@Test
	void aSecondInstanceStopsTheFirstOneForGood(CapturedOutput output,
			@org.junit.jupiter.api.io.TempDir java.nio.file.Path directory) {
		try (EmbeddedMesosCluster cluster = EmbeddedMesosCluster.builder().start()) {
			String[] arguments = { "--mesos.master=" + cluster.masterUrls(),
					"--mesos.framework.id-file=" + directory.resolve("id") };
			try (ConfigurableApplicationContext first = start(arguments)) {
				first.getBean(Framework.class).goOn.countDown();
				MesosScheduler scheduler = first.getBean(MesosScheduler.class);
				Awaitility.await().until(() -> scheduler.state() == SchedulerState.SUBSCRIBED);
				try (ConfigurableApplicationContext second = start(arguments)) {
					second.getBean(Framework.class).goOn.countDown();
					Awaitility.await().until(() -> scheduler.state() == SchedulerState.FAILED_OVER);
					assertThat(second.getBean(MesosScheduler.class).state()).isEqualTo(SchedulerState.SUBSCRIBED);
				}
			}
		}
		assertThat(output).contains("no longer a Mesos framework").contains("run only one instance");
	}

	private static ConfigurableApplicationContext start(String... arguments) {
		SpringApplication application = new SpringApplication(Framework.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setRegisterShutdownHook(false);
		application.setDefaultProperties(Map.of("mesos.scheduler.startup-timeout", "60s"));
		return application.run(arguments);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Framework {

		private final CountDownLatch handling = new CountDownLatch(1);

		private final CountDownLatch goOn = new CountDownLatch(1);

		private final List<String> seen = new CopyOnWriteArrayList<>();

		@MesosEventHandler
		void offer(Offer offer) throws InterruptedException {
			this.handling.countDown();
			this.goOn.await();
			this.seen.add("offer");
		}

		@MesosEventHandler
		void stopped(MesosStopped stopped) {
			this.seen.add("stopped");
		}

	}

}
