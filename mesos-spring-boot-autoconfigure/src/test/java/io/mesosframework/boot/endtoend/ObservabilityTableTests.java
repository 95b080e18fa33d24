package io.mesosframework.boot.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.observation.docs.ObservationDocumentation;
import org.apache.mesos.v1.Protos.Offer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import io.mesosframework.boot.event.MesosEventHandler;
import io.mesosframework.boot.event.MesosHandlerObservation;
import io.mesosframework.scheduler.observation.SchedulerObservationDocumentation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the tables of {@code docs/observability.md} against a running application.
 */
class ObservabilityTableTests {

	private static final String[] JOB = { "--mesos.apps.job.resources.cpu=0.1", "--mesos.apps.job.resources.mem=32",
			"--mesos.apps.job.command.cmd=true", "--mesos.apps.job.restart=never",
			"--mesos.embedded.allocation-interval=50ms" };

	@Test
	void theTableOfMetersIsThatOfARunningApplication() throws IOException {
		SpringApplication application = new SpringApplication(Framework.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setRegisterShutdownHook(false);
		try (ConfigurableApplicationContext context = application.run(JOB)) {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			Awaitility.await()
				.atMost(Duration.ofSeconds(90))
				.until(() -> registry.find("mesos.handler").timer() != null
						&& registry.find("mesos.scheduler.call").timer() != null
						&& registry.find("mesos.tasks.ended").counter() != null
						&& registry.find("mesos.deployments").timer() != null);

			assertThat(documented("meters", 2)).isEqualTo(measured(registry));
		}
	}

	@Test
	void theTableOfObservationsIsThatOfTheirDocumentation() throws IOException {
		Map<String, String> names = Map.of("HANDLER", "mesos.handler", "EVENT", "mesos.scheduler.event", "CALL",
				"mesos.scheduler.call");
		Map<String, String> expected = new TreeMap<>();
		for (ObservationDocumentation observation : observations()) {
			expected.put(names.get(((Enum<?>) observation).name()), keys(observation.getLowCardinalityKeyNames())
					+ " / " + keys(observation.getHighCardinalityKeyNames()));
		}

		Map<String, String> actual = new TreeMap<>();
		for (String[] row : rows("observations")) {
			actual.put(row[1].replace("`", ""), list(row[3]) + " / " + list(row[4]));
		}
		assertThat(actual).isEqualTo(expected);
	}

	private static ObservationDocumentation[] observations() {
		return Stream
			.<ObservationDocumentation>concat(Arrays.stream(MesosHandlerObservation.values()),
					Arrays.stream(SchedulerObservationDocumentation.values()))
			.toArray(ObservationDocumentation[]::new);
	}

	private static String keys(KeyName[] names) {
		return new TreeSet<>(Arrays.stream(names).map(KeyName::asString).toList()).toString();
	}

	private static Map<String, String> measured(MeterRegistry registry) {
		Map<String, String> meters = new TreeMap<>();
		for (Meter meter : registry.getMeters()) {
			String name = meter.getId().getName();
			if (name.startsWith("mesos.") && !name.endsWith(".active")) {
				String tags = meter.getId()
					.getTags()
					.stream()
					.map(Tag::getKey)
					.filter((key) -> !key.equals("error"))
					.collect(Collectors.toCollection(TreeSet::new))
					.toString();
				meters.put(name, meter.getId().getType().name().toLowerCase(Locale.ROOT) + " " + tags);
			}
		}
		return meters;
	}

	private static Map<String, String> documented(String table, int typeColumn) throws IOException {
		Map<String, String> documented = new TreeMap<>();
		for (String[] row : rows(table)) {
			documented.put(row[1].replace("`", ""), row[typeColumn] + " " + list(row[typeColumn + 1]));
		}
		return documented;
	}

	private static String list(String cell) {
		return new TreeSet<>(Arrays.stream(cell.replace("`", "").split(","))
			.map(String::strip)
			.filter((key) -> !key.isEmpty())
			.toList()).toString();
	}

	static List<String[]> rows(String table) throws IOException {
		String page = Files.readString(Path.of("..", "docs", "observability.md"));
		String start = "<!-- " + table + ":start -->";
		String body = page.substring(page.indexOf(start) + start.length(), page.indexOf("<!-- " + table + ":end -->"));
		return body.strip()
			.lines()
			.skip(2)
			.map((line) -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new))
			.toList();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Framework {

		@MesosEventHandler
		void offer(Offer offer) {
		}

	}

}
