package io.mesosframework.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RaceOptionsTests {

	@Test
	void withoutOptionsEveryPartRunsItsUsualScenarios() {
		RaceOptions options = parse();

		assertThat(RacePart.values()).allMatch(options::runs)
			.allSatisfy((part) -> assertThat(options.scenarios(part)).isEmpty());
		assertThat(options.quick()).isFalse();
		assertThat(options.output()).isNull();
		assertThat(options.includes("anyone")).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "acks:20000:5:7, TRANSPORT", "giant:5000:0:1, TRANSPORT", "mixed:1000:10000, PLACEMENT",
			"cluster:100:1000:3, END_TO_END", "cluster:100:1000:3:50, END_TO_END" })
	void aScenarioAloneRunsOnlyThePartToWhichItBelongs(String scenario, RacePart part) {
		RaceOptions options = parse("--scenario", scenario);

		assertThat(RacePart.values()).filteredOn(options::runs).containsExactly(part);
		assertThat(options.scenarios(part)).containsExactly(scenario);
	}

	@Test
	void scenariosOfSeveralPartsAreDividedAmongThem() {
		RaceOptions options = parse("--scenario", "acks:10:0:1,mixed:10:20,decode:10:0:1");

		assertThat(options.scenarios(RacePart.TRANSPORT)).containsExactly("acks:10:0:1", "decode:10:0:1");
		assertThat(options.scenarios(RacePart.PLACEMENT)).containsExactly("mixed:10:20");
		assertThat(options.runs(RacePart.END_TO_END)).isFalse();
	}

	@Test
	void everyKindOfWorkloadBelongsToItsPart() {
		assertThat(Scenario.Work.values())
			.allMatch((work) -> RacePart.of(name(work) + ":10:0:1") == RacePart.TRANSPORT);
	}

	@Test
	void onePartCanBeChosen() {
		RaceOptions options = parse("--only", "end-to-end", "--output", "page.md");

		assertThat(RacePart.values()).filteredOn(options::runs).containsExactly(RacePart.END_TO_END);
		assertThat(options.output()).isEqualTo(Path.of("page.md"));
	}

	@Test
	void clientsAreChosenByAPartOfTheirNames() {
		RaceOptions options = parse("--client", "rxjava");

		assertThat(options.includes("mesos-RxJava 0.2.0")).isTrue();
		assertThat(options.includes("Mesos Spring Boot")).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "--fast | Unknown option '--fast'", "--only | Option '--only' needs a value",
			"--only rxjava | Unknown part 'rxjava', expected one of transport, placement, end-to-end",
			"--scenario rest:1:2 | Unknown scenario 'rest:1:2'",
			"--scenario acks:20000:5 | Scenario 'acks:20000:5' must have 3 numbers after 'acks', separated by colons",
			"--scenario cluster:1:x:2 | Scenario 'cluster:1:x:2' must have 3 or 4 numbers after 'cluster', separated by colons",
			"--only placement --scenario acks:1:2:3 | Scenario 'acks:1:2:3' belongs to the part 'transport', which '--only placement' leaves out" })
	void whatIsNotUnderstoodIsRefused(String arguments, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> parse(arguments.split(" "))).withMessage(message);
	}

	@Test
	void theLimitsOfAQuickRunLeaveTimeWithinTwoMinutes() {
		assertThat(Arrays.stream(RacePart.values()).map(RacePart::quickLimit).reduce(Duration.ZERO, Duration::plus))
			.isLessThanOrEqualTo(Duration.ofSeconds(90));
	}

	@Test
	void nothingIsBegunAfterTheLimit() {
		AtomicLong clock = new AtomicLong();
		TimeLimit limit = TimeLimit.of(Duration.ofSeconds(2), clock::get);

		assertThat(limit.leavesTimeFor("one")).isTrue();
		clock.set(Duration.ofSeconds(2).toNanos());

		assertThat(limit.leavesTimeFor("another")).isFalse();
		assertThat(TimeLimit.none().leavesTimeFor("anything")).isTrue();
	}

	private static RaceOptions parse(String... arguments) {
		return RaceOptions.parse(List.of(arguments));
	}

	private static String name(Scenario.Work work) {
		return work.name().toLowerCase(Locale.ROOT);
	}

}
