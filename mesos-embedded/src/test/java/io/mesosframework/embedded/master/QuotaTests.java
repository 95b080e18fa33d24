package io.mesosframework.embedded.master;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.google.protobuf.InvalidProtocolBufferException;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.Protos.WeightInfo;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.master.Protos.Response;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;
import org.apache.mesos.v1.quota.Protos.QuotaRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.master.state.Framework;
import io.mesosframework.embedded.resource.Resources;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for quotas and weights.
 */
class QuotaTests {

	private final MasterFixture fixture = new MasterFixture();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void aLimitHoldsBackWhatIsFree() {
		this.fixture.agent();
		assertThat(update(config("web", Map.of(), Map.of("cpus", 1.5, "mem", 64.0))).status()).isEqualTo(200);

		List<Offer> offers = subscribe("web").offers();

		assertThat(cpus(offers)).isEqualTo(1.5);
		assertThat(Resources.of(offers.get(0).getResourcesList()).amount("mem").toDouble()).isEqualTo(64);
		assertThat(Resources.of(offers.get(0).getResourcesList()).ranges("ports")).isNotEmpty();
	}

	@Test
	void aLimitCountsSubrolesAndOffersOfAllAgents() {
		this.fixture.agents(3);
		update(config("web", Map.of(), Map.of("cpus", 5.0)));

		List<Offer> offers = subscribe("web", "web/a").offers();

		assertThat(cpus(offers)).isEqualTo(5);
	}

	@Test
	void aGuaranteeIsKeptForItsRole() {
		this.fixture.agent();
		update(config("web", Map.of("cpus", 3.0), Map.of()));

		assertThat(cpus(subscribe("other").offers())).isEqualTo(1);
		assertThat(cpus(subscribe("web").offers())).isEqualTo(3);
	}

	@Test
	void aNewLimitTakesOffersBackAndALiftedOneGivesMore() {
		this.fixture.agent();
		FakeScheduler scheduler = subscribe("web");
		assertThat(cpus(scheduler.offers())).isEqualTo(4);

		update(config("web", Map.of(), Map.of("cpus", 1.0)));
		assertThat(scheduler.next()).anyMatch((event) -> event.hasRescind());
		this.fixture.advance(Duration.ofSeconds(1));
		update(config("web", Map.of(), Map.of()));
		this.fixture.advance(Duration.ofSeconds(1));

		assertThat(cpus(scheduler.offers())).isEqualTo(3);
	}

	@Test
	void quotasAndWeightsSurviveTheMaster() throws InvalidProtocolBufferException {
		update(config("web", Map.of(), Map.of("cpus", 1.0)));
		weight("web", 2.5);
		this.fixture.restart();

		assertThat(read(Call.Type.GET_QUOTA).getGetQuota().getStatus().getConfigs(0))
			.isEqualTo(config("web", Map.of(), Map.of("cpus", 1.0)));
		assertThat(read(Call.Type.GET_WEIGHTS).getGetWeights().getWeightInfosList())
			.containsExactly(WeightInfo.newBuilder().setRole("web").setWeight(2.5).build());
	}

	@Test
	void nonsenseIsRefused() {
		assertThat(text(update(config("web", Map.of("cpus", 2.0), Map.of("cpus", 1.0)))))
			.isEqualTo("Invalid QuotaConfig: 'QuotaConfig.guarantees' { cpus: 2 } is not contained within the "
					+ "'QuotaConfig.limits' { cpus: 1 }");
		assertThat(text(update(config("web", Map.of(), Map.of("mem", 2e12)))))
			.startsWith("Invalid QuotaConfig: Invalid 'QuotaConfig.limits': {'mem': 2000000000000} is invalid: "
					+ "values greater than 1 exabyte (1099511627776) are not supported");
		assertThat(text(update(config("a/b", Map.of(), Map.of()))))
			.isEqualTo("Updating quota on nested role 'a/b' is not supported yet");
		assertThat(text(update(config("*", Map.of("cpus", 2.0), Map.of()))))
			.isEqualTo("Invalid QuotaConfig: total quota guarantees 'cpus:2' exceed cluster capacity '{}' "
					+ "(use 'force' flag to bypass this check)");
		assertThat(text(weight("web", 0))).isEqualTo("Failed to validate update weights request JSON for role 'web': "
				+ "Invalid weight '0': Weights must be positive");
		assertThat(text(weight(" ", 1))).startsWith("Failed to validate update weights request JSON: Invalid role ''");
	}

	@Test
	@SuppressWarnings("deprecation")
	void theOlderFormSetsGuaranteeAndLimit() throws InvalidProtocolBufferException {
		this.fixture.agent();
		Call.Builder set = Call.newBuilder().setType(Call.Type.SET_QUOTA);
		set.getSetQuotaBuilder()
			.setQuotaRequest(
					QuotaRequest.newBuilder().setRole("web").addAllGuarantee(Resources.parse("cpus:1").toList()));
		assertThat(this.fixture.operator(set.build()).status()).isEqualTo(200);
		assertThat(text(this.fixture.operator(set.build())))
			.isEqualTo("Failed to validate set quota request: Cannot set quota for role 'web' which already has quota");

		assertThat(read(Call.Type.GET_QUOTA).getGetQuota().getStatus().getConfigs(0))
			.isEqualTo(config("web", Map.of("cpus", 1.0), Map.of("cpus", 1.0)));

		Call.Builder remove = Call.newBuilder().setType(Call.Type.REMOVE_QUOTA);
		remove.getRemoveQuotaBuilder().setRole("web");
		assertThat(this.fixture.operator(remove.build()).status()).isEqualTo(200);
		assertThat(text(this.fixture.operator(remove.build())))
			.isEqualTo("Failed to remove quota: Role 'web' has no quota set");
	}

	@Test
	void theShareOfARoleIsDividedByItsWeight() {
		Shares shares = new Shares((role) -> "heavy".equals(role) ? 10 : 1);
		shares.addTotal(Resources.parse("cpus:10"));
		Framework light = framework("light");
		Framework heavy = framework("heavy");
		shares.add(light.key(), Resources.parse("cpus:1").allocate("light"));
		shares.add(heavy.key(), Resources.parse("cpus:5").allocate("heavy"));

		assertThat(shares.ranking(List.of(light, heavy)).roles()).containsExactly("heavy", "light");
	}

	private Framework framework(String role) {
		FakeScheduler scheduler = subscribe(role);
		return this.fixture.term().frameworks().get(scheduler.info().getId().getValue());
	}

	private FakeScheduler subscribe(String... roles) {
		FakeScheduler scheduler = this.fixture.scheduler(FakeScheduler.framework(roles).build()).subscribe();
		this.fixture.advance(Duration.ofSeconds(1));
		return scheduler;
	}

	private HttpReply update(QuotaConfig config) {
		Call.Builder call = Call.newBuilder().setType(Call.Type.UPDATE_QUOTA);
		call.getUpdateQuotaBuilder().addQuotaConfigs(config);
		return this.fixture.operator(call.build());
	}

	private HttpReply weight(String role, double weight) {
		Call.Builder call = Call.newBuilder().setType(Call.Type.UPDATE_WEIGHTS);
		call.getUpdateWeightsBuilder().addWeightInfos(WeightInfo.newBuilder().setRole(role).setWeight(weight));
		return this.fixture.operator(call.build());
	}

	private Response read(Call.Type type) throws InvalidProtocolBufferException {
		return Response.parseFrom(this.fixture.operator(Call.newBuilder().setType(type).build()).body());
	}

	private static QuotaConfig config(String role, Map<String, Double> guarantees, Map<String, Double> limits) {
		QuotaConfig.Builder config = QuotaConfig.newBuilder().setRole(role);
		guarantees.forEach((name, value) -> config.putGuarantees(name, scalar(value)));
		limits.forEach((name, value) -> config.putLimits(name, scalar(value)));
		return config.build();
	}

	private static Value.Scalar scalar(double value) {
		return Value.Scalar.newBuilder().setValue(value).build();
	}

	private static double cpus(List<Offer> offers) {
		return offers.stream()
			.mapToDouble((offer) -> Resources.of(offer.getResourcesList()).amount("cpus").toDouble())
			.sum();
	}

	private static String text(HttpReply reply) {
		assertThat(reply.status()).isEqualTo(400);
		return new String(reply.body(), StandardCharsets.UTF_8);
	}

}
