package io.mesosframework.boot.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import io.mesosframework.boot.autoconfigure.embedded.EmbeddedMesosAutoConfiguration;
import io.mesosframework.boot.event.MesosEventHandler;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.SchedulerState;
import io.mesosframework.scheduler.event.MesosFailed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What a user sees who has configured something wrong.
 */
@ExtendWith(OutputCaptureExtension.class)
class BadInputTests {

	private @Nullable ConfigurableApplicationContext context;

	@AfterEach
	void close() {
		if (this.context != null) {
			this.context.close();
		}
	}

	@Test
	void noMaster(CapturedOutput output) {
		failToStart("mesos.embedded.enabled=false");

		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("No Mesos master is configured")
			.contains("'mesos.embedded.enabled' is 'false'")
			.contains("Set 'mesos.master' to the URLs of the masters")
			.contains("Set 'mesos.enabled' to 'false'");
	}

	@Test
	void anUnknownHostIsTriedAgain(CapturedOutput output) {
		start("mesos.master=http://no-such-host.invalid:5050");

		assertThat(output).contains("No Mesos master could be reached")
			.contains("no-such-host.invalid")
			.contains("Check 'mesos.master' (http://no-such-host.invalid:5050)")
			.contains("goes on trying");
	}

	@Test
	void aWrongPortIsTriedAgain(CapturedOutput output) throws Exception {
		// bound, so that nobody else listens there meanwhile
		try (java.net.Socket silent = new java.net.Socket()) {
			silent.bind(new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0));
			start("mesos.master=http://127.0.0.1:" + silent.getLocalPort());

			assertThat(output).contains("No Mesos master could be reached")
				.contains("Check 'mesos.master' (http://127.0.0.1:" + silent.getLocalPort() + ")");
			assertThat(state()).isIn(SchedulerState.DISCONNECTED, SchedulerState.CONNECTING);
		}
	}

	@Test
	void aMasterThatDoesNotAnswerIsWaitedForInTheBackground(CapturedOutput output) throws Exception {
		try (java.net.ServerSocket silent = new java.net.ServerSocket(0, 50,
				java.net.InetAddress.getLoopbackAddress())) {
			start("mesos.master=http://127.0.0.1:" + silent.getLocalPort(), "mesos.scheduler.startup-timeout=50ms");

			assertThat(output).contains("No Mesos master has answered within 50 ms (mesos.scheduler.startup-timeout)")
				.contains("goes on trying");
		}
	}

	@Test
	void aWebServerThatIsNotMesos(CapturedOutput output) {
		try (FakeMaster master = FakeMaster.answering(200, "text/html", "<html><body>It works!</body></html>")) {
			failToStart("mesos.master=" + master.url());

			assertThat(output).contains("APPLICATION FAILED TO START")
				.contains("a Mesos master answers at")
				.contains("The property is 'mesos.master'");
		}
	}

	@Test
	void anErrorPage(CapturedOutput output) {
		try (FakeMaster master = FakeMaster.answering(404, "text/html", "<html><h1>Not Found</h1></html>")) {
			start("mesos.master=" + master.url());

			assertThat(output).contains("404").contains("Check 'mesos.master' (" + master.url() + ")");
		}
	}

	@Test
	void methodNotAllowed(CapturedOutput output) {
		try (FakeMaster master = FakeMaster.answering(405, "text/html", "<html><h1>Nope</h1></html>")) {
			failToStart("mesos.master=" + master.url());

			assertThat(output).contains("APPLICATION FAILED TO START").contains("405").contains("'mesos.master'");
		}
	}

	@Test
	void wrongCredentials(CapturedOutput output) {
		try (FakeMaster master = FakeMaster.answering(401, "text/plain", "")) {
			failToStart("mesos.master=" + master.url(), "mesos.credentials.principal=me",
					"mesos.credentials.secret=hush-hush");

			assertThat(output).contains("APPLICATION FAILED TO START")
				.contains("401")
				.contains("'mesos.credentials.principal', 'mesos.credentials.secret'")
				.doesNotContain("hush-hush");
			assertThat(master.authorizations().get(0)).startsWith("Basic ");
		}
	}

	@Test
	void forbidden(CapturedOutput output) {
		try (FakeMaster master = FakeMaster.answering(403, "text/plain", "no")) {
			failToStart("mesos.master=" + master.url());

			assertThat(output).contains("APPLICATION FAILED TO START").contains("403").contains("ACLs");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			'FrameworkInfo.roles' contains invalid role: x | 'mesos.framework.roles'
			Roles { x } are not present in the master's --roles | 'mesos.framework.roles'
			User 'root' is not allowed to run frameworks without --root_submissions set | 'mesos.framework.user'
			Framework has been removed | 'mesos.framework.id', 'mesos.scheduler.on-framework-removed'
			Changing framework's principal is not allowed. | 'mesos.framework.principal'
			Not authorized to register framework x with roles { web } | 'mesos.framework.roles'
			Suppressed roles { x } are not contained in the set of roles | 'mesos.scheduler.suppressed-roles'
			The framework failover_timeout (9e+99) is invalid | 'mesos.framework.failover-timeout'
			Something new | See the master's log
			""", quoteCharacter = '"')
	void aRefusalOfTheMasterNamesThePropertyToCorrect(String message, String remedy) {
		try (FakeMaster master = FakeMaster.sending(FakeMaster.error(message))) {
			Throwable failure = catchThrowable(() -> start("mesos.master=" + master.url()));

			MesosRefusedException refused = cause(failure);
			MesosFailed failed = refused.getFailure();
			assertThat(failed.reason()).contains(message);
			assertThat(new MesosRefusedFailureAnalyzer().analyze(failure).getAction()).contains(remedy);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			mesos.framework.roles=web app | white space
			mesos.framework.user=a user   | exists on the agents
			mesos.master=ftp://m1         | scheme
			mesos.master=http://me:hush@m1:5050 | mesos.credentials.principal
			mesos.framework.failover-timeout=soon | failover-timeout
			""")
	void anInvalidPropertyFailsTheStart(String property, String remedy, CapturedOutput output) {
		failToStart("mesos.master=http://m1", property);

		assertThat(output).contains("APPLICATION FAILED TO START").contains(remedy).doesNotContain("hush");
	}

	@Test
	void invalidHandlersAreListed(CapturedOutput output) {
		SpringApplication application = application();
		application.addPrimarySources(List.of(InvalidHandler.class));
		catchThrowable(() -> this.context = application.run("--mesos.master=http://127.0.0.1:1"));

		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("2 problem(s) with @MesosEventHandler methods")
			.contains("InvalidHandler.text(String) of bean")
			.contains("InvalidHandler.number(Offer) of bean")
			.contains("offers: Event.Offers, List<Offer>, Offer");
	}

	@Test
	void anEventThatDoesNotParseIsSkipped(CapturedOutput output) {
		Event failure = Event.newBuilder()
			.setType(Event.Type.FAILURE)
			.setFailure(Event.Failure.getDefaultInstance())
			.build();
		try (FakeMaster master = FakeMaster.sendingRecords(FakeMaster.subscribed().toByteArray(),
				"not protobuf".getBytes(StandardCharsets.UTF_8), failure.toByteArray())) {
			SpringApplication application = application();
			application.addPrimarySources(List.of(Seen.class));
			this.context = application.run("--mesos.master=" + master.url());

			Awaitility.await()
				.untilAsserted(() -> assertThat(this.context.getBean(Seen.class).events).contains(Event.Type.FAILURE));
			assertThat(output).contains("Skipped an event, the last one of 12 bytes: it cannot be read");
		}
	}

	@Test
	void aRecordOverTheLimitEndsTheSessionAndNamesTheProperty(CapturedOutput output) {
		try (FakeMaster master = FakeMaster.sendingRecords(FakeMaster.subscribed().toByteArray(), new byte[5000])) {
			start("mesos.master=" + master.url(), "mesos.client.max-record-size=2KB");

			Awaitility.await().untilAsserted(() -> assertThat(output).contains("5000").contains("2048"));
			Awaitility.await().untilAsserted(() -> assertThat(output).contains("'mesos.client.max-record-size'"));
		}
	}

	@Test
	void aRefusalAfterTheStartIsLoggedWithItsRemedy(CapturedOutput output) {
		try (FakeMaster master = FakeMaster.sending(FakeMaster.subscribed(),
				FakeMaster.error("Framework failed over"))) {
			start("mesos.master=" + master.url());

			Awaitility.await().untilAsserted(() -> assertThat(output).contains("no longer a Mesos framework"));
			assertThat(state()).isEqualTo(SchedulerState.FAILED_OVER);
		}
	}

	private SchedulerState state() {
		return this.context.getBean(MesosScheduler.class).state();
	}

	private void start(String... properties) {
		this.context = application().run(arguments(properties));
	}

	private void failToStart(String... properties) {
		Throwable failure = catchThrowable(() -> start(properties));
		assertThat(failure).isNotNull();
	}

	private static MesosRefusedException cause(Throwable failure) {
		Throwable cause = failure;
		while (cause != null && !(cause instanceof MesosRefusedException)) {
			cause = cause.getCause();
		}
		assertThat(cause).isNotNull();
		return (MesosRefusedException) cause;
	}

	private static String[] arguments(String... properties) {
		List<String> arguments = new ArrayList<>();
		for (String property : properties) {
			arguments.add("--" + property);
		}
		arguments.add("--mesos.client.backoff.min=50ms");
		arguments.add("--mesos.client.backoff.max=200ms");
		return arguments.toArray(String[]::new);
	}

	private static SpringApplication application() {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setRegisterShutdownHook(false);
		application.setDefaultProperties(Map.of("mesos.scheduler.startup-timeout", "60s"));
		return application;
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ MesosAutoConfiguration.class, MesosEventHandlerAutoConfiguration.class,
			EmbeddedMesosAutoConfiguration.class, SslAutoConfiguration.class })
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class InvalidHandler {

		@MesosEventHandler
		void text(String text) {
		}

		@MesosEventHandler
		int number(Offer offer) {
			return 1;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Seen {

		private final List<Event.Type> events = new CopyOnWriteArrayList<>();

		@MesosEventHandler
		void any(Event event) {
			this.events.add(event.getType());
		}

	}

}
