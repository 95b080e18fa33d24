package io.mesosframework.offer;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;
import org.junit.jupiter.api.Test;

import io.mesosframework.client.CallOutcome;
import io.mesosframework.client.CallResult;
import io.mesosframework.placement.FieldConstraint;
import io.mesosframework.placement.PlacementConstraint;

import static org.assertj.core.api.Assertions.assertThat;

class OfferConstraintUpdatesTests {

	private final OfferManagerFixture fixture = new OfferManagerFixture(OfferOptions.DEFAULT);

	@Test
	void constrainsARoleWhenAllItsAppsAreConstrained() {
		waiting(Map.of("web", List.of(rules("rack:IS:r1"), rules("rack:LIKE:r[2-4]", "gen:UNIQUE"))));

		OfferConstraints constraints = this.fixture.scheduler.offerConstraints();
		assertThat(constraints).isNotNull();
		assertThat(constraints.getRoleConstraintsMap()).containsOnlyKeys("web");
		assertThat(constraints.getRoleConstraintsOrThrow("web").getGroupsList())
			.extracting((group) -> group.getAttributeConstraintsCount())
			.containsExactly(1, 2);
	}

	@Test
	void anAppThatTakesAnyAgentFreesItsRole() {
		waiting(Map.of("web", List.of(rules("rack:IS:r1"), rules())));
		assertThat(updates()).isEmpty();

		waiting(Map.of("web", List.of(rules("rack:IS:r1")), OfferDemand.ANY_ROLE, List.of(rules("@agent:IS:a"))));
		assertThat(updates()).isEmpty();
	}

	@Test
	void whatIsSuppressedStaysSuppressed() {
		this.fixture.settle("web");

		waiting(Map.of("web", List.of(rules("rack:IS:r1"))));

		assertThat(updates()).singleElement().satisfies((call) -> {
			assertThat(call.getUpdateFramework().getSuppressedRolesList()).containsExactly("db");
			assertThat(call.getUpdateFramework().getFrameworkInfo().getRolesList()).containsExactly("web", "db");
		});
	}

	@Test
	void updatesAtMostOnceASecond() {
		waiting(Map.of("web", List.of(rules("rack:IS:r1"))));
		waiting(Map.of("web", List.of(rules("rack:IS:r2"))));
		assertThat(updates()).hasSize(1);
		assertThat(this.fixture.book.due()).isEqualTo(this.fixture.instant().plusSeconds(1));

		this.fixture.advance(Duration.ofSeconds(1));
		waiting(Map.of("web", List.of(rules("rack:IS:r2"))));
		waiting(Map.of("web", List.of(rules("rack:IS:r2"))));

		assertThat(updates()).hasSize(2);
		assertThat(this.fixture.book.counters().constraintUpdates()).isEqualTo(2);
	}

	@Test
	void removesThemSomeTimeAfterTheLastAppWasPlaced() {
		waiting(Map.of("web", List.of(rules("rack:IS:r1"))));
		this.fixture.advance(Duration.ofSeconds(5));
		waiting(Map.of());
		assertThat(updates()).hasSize(1);

		this.fixture.advance(Duration.between(this.fixture.instant(), this.fixture.book.due()));
		waiting(Map.of());

		assertThat(updates()).hasSize(2);
		assertThat(this.fixture.scheduler.offerConstraints()).isNull();
	}

	@Test
	void aRefusalEndsThem() {
		this.fixture.scheduler.answerWith(new CallResult(CallOutcome.BAD_CALL, 400, "too complex", null));
		waiting(Map.of("web", List.of(rules("rack:IS:r1"))));
		this.fixture.advance(Duration.ofSeconds(5));

		waiting(Map.of("web", List.of(rules("rack:IS:r2"))));

		assertThat(updates()).hasSize(1);
		assertThat(this.fixture.book.due()).isNull();
	}

	@Test
	void constraintsOfTheApplicationAreLeftAlone() {
		OfferManagerFixture fixture = new OfferManagerFixture(OfferOptions.DEFAULT);
		OfferConstraints own = OfferConstraintCompiler.compile(Map.of("db", List.of(rules("gen:IS:2"))),
				List.of("web", "db"));
		fixture.scheduler.updateOfferConstraints(own);
		OfferManager book = new OfferManager(fixture.scheduler, OfferOptions.DEFAULT, fixture, new java.util.Random(1));
		book.subscribed();

		book.constrain(Map.of("web", List.of(rules("rack:IS:r1"))), fixture.instant());

		assertThat(fixture.scheduler.offerConstraints()).isEqualTo(own);
	}

	private List<Call> updates() {
		return this.fixture.scheduler.calls(Call.Type.UPDATE_FRAMEWORK);
	}

	private void waiting(Map<String, List<List<PlacementConstraint>>> waiting) {
		this.fixture.book.constrain(waiting, this.fixture.instant());
	}

	private static List<PlacementConstraint> rules(String... rules) {
		return List.of(rules).stream().<PlacementConstraint>map(FieldConstraint::parse).toList();
	}

}
