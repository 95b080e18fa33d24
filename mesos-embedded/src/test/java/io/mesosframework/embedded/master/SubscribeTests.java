package io.mesosframework.embedded.master;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.mesosframework.embedded.codec.MediaType;
import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.http.HttpRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SchedulerEndpoint} and {@link SubscribeHandler}.
 */
class SubscribeTests {

	@RegisterExtension
	private final MasterFixture fixture = new MasterFixture();

	@Test
	void subscribedComesFirstThenAHeartbeatAtOnce() {
		FakeScheduler scheduler = scheduler().subscribe();

		assertThat(scheduler.events()).extracting(Event::getType)
			.startsWith(Event.Type.SUBSCRIBED, Event.Type.HEARTBEAT);
		assertThat(scheduler.events().get(0).getSubscribed().getHeartbeatIntervalSeconds()).isEqualTo(15);
		assertThat(scheduler.events().get(0).getSubscribed().getMasterInfo()).isEqualTo(this.fixture.master().info());
	}

	@Test
	void heartbeatsComeEveryFifteenSeconds() {
		FakeScheduler scheduler = scheduler().subscribe();

		this.fixture.advance(Duration.ofSeconds(46));

		assertThat(scheduler.events()).filteredOn((event) -> event.getType() == Event.Type.HEARTBEAT).hasSize(4);
	}

	@Test
	void idsCountUp() {
		String master = this.fixture.master().info().getId();

		assertThat(scheduler().subscribe().info().getId().getValue()).isEqualTo(master + "-0000");
		assertThat(scheduler().subscribe().info().getId().getValue()).isEqualTo(master + "-0001");
	}

	@ParameterizedTest
	@CsvSource({ "/a,Role '/a' cannot start with a slash", "a/,Role 'a/' cannot end with a slash",
			"a b,Role component 'a b' is invalid because it contains backspace or whitespace",
			"-a,Role component '-a' is invalid because it starts with a dash" })
	void aBadRoleIsRefusedOnTheStream(String role, String text) {
		FakeScheduler scheduler = this.fixture.scheduler(FakeScheduler.framework(role).build()).subscribe();

		assertThat(errors(scheduler)).containsExactly("'FrameworkInfo.roles' contains invalid role: " + text);
		assertThat(scheduler.isSubscribed()).isFalse();
		assertThat(scheduler.responder().streamHeaders()).containsKey("Mesos-Stream-Id");
	}

	@Test
	void aTornDownFrameworkIsRefusedForGood() {
		FakeScheduler scheduler = scheduler().subscribe();
		scheduler.call(Call.Type.TEARDOWN, (call) -> {
		});
		assertThat(scheduler.isSubscribed()).isFalse();

		scheduler.subscribe();

		assertThat(errors(scheduler)).containsExactly("Framework has been removed");
	}

	@Test
	void aSecondSubscriptionEndsTheFirst() {
		FakeScheduler first = scheduler().subscribe();
		FakeScheduler second = this.fixture.scheduler(first.info()).subscribe();

		assertThat(errors(first)).containsExactly("Framework failed over");
		assertThat(first.isSubscribed()).isFalse();
		assertThat(second.info().getId()).isEqualTo(first.info().getId());
		assertThat(text(first.call(Call.Type.REVIVE, (call) -> {
		}))).startsWith("The stream ID '");
	}

	@Test
	void aFrameworkIsKeptForItsFailoverTimeout() {
		FakeScheduler scheduler = this.fixture.scheduler(FakeScheduler.framework().setFailoverTimeout(10).build())
			.subscribe();
		scheduler.disconnect();
		HttpReply meanwhile = revive(scheduler);
		this.fixture.advance(Duration.ofSeconds(11));

		assertThat(meanwhile.status()).isEqualTo(403);
		assertThat(text(meanwhile)).isEqualTo("Framework is not subscribed");
		assertThat(text(revive(scheduler))).isEqualTo("Framework cannot be found");
	}

	@Test
	void aFrameworkThatReturnsInTimeStays() {
		FakeScheduler scheduler = this.fixture.scheduler(FakeScheduler.framework().setFailoverTimeout(10).build())
			.subscribe();
		FrameworkID id = scheduler.info().getId();
		scheduler.disconnect();
		this.fixture.advance(Duration.ofSeconds(9));

		scheduler.subscribe();
		this.fixture.advance(Duration.ofSeconds(30));

		assertThat(scheduler.info().getId()).isEqualTo(id);
		assertThat(revive(scheduler).status()).isEqualTo(202);
	}

	@Test
	void theOffersOfADisconnectedFrameworkAreVoidAndItsFiltersGone() {
		this.fixture.agent();
		FakeScheduler scheduler = this.fixture.scheduler(FakeScheduler.framework().setFailoverTimeout(10).build())
			.subscribe();
		scheduler.decline(scheduler.offers().get(0), 3600);

		scheduler.disconnect();
		scheduler.subscribe();

		assertThat(scheduler.offers()).hasSize(1);
	}

	@Test
	void resubscribingWithFewerRolesRescindsTheirOffers() {
		this.fixture.agent("cpus(a):1;mem(a):64;cpus(b):1;mem(b):64");
		FakeScheduler scheduler = this.fixture.scheduler(FakeScheduler.framework("a", "b").build()).subscribe();
		OfferID ofB = scheduler.offers()
			.stream()
			.filter((offer) -> offer.getAllocationInfo().getRole().equals("b"))
			.findFirst()
			.orElseThrow()
			.getId();
		FrameworkInfo fewer = scheduler.info().toBuilder().clearRoles().addRoles("a").build();

		scheduler.call(Call.Type.UPDATE_FRAMEWORK, (call) -> call.getUpdateFrameworkBuilder().setFrameworkInfo(fewer));

		assertThat(scheduler.next()).filteredOn(Event::hasRescind)
			.extracting((event) -> event.getRescind().getOfferId())
			.containsExactly(ofB);
	}

	@Test
	void requestsAreRefusedInTheOrderOfMesos() {
		assertThat(text(reply(new HttpRequest("GET", "/", Map.of(), List.of(), new byte[0], null))))
			.isEqualTo("405 Method Not Allowed. Expecting one of { 'POST' }, but received 'GET'.");
		assertThat(text(reply(new HttpRequest("POST", "/", Map.of(), List.of(), new byte[0], null))))
			.isEqualTo("Expecting 'Content-Type' to be present");
		assertThat(text(reply(MasterFixture.post("/", new byte[0], MediaType.PROTOBUF, null))))
			.isEqualTo("Failed to validate scheduler::Call: Expecting 'type' to be present");
		Call unknown = Call.newBuilder()
			.setType(Call.Type.REVIVE)
			.setFrameworkId(FrameworkID.newBuilder().setValue("nope"))
			.build();
		assertThat(text(reply(MasterFixture.post("/", unknown.toByteArray(), MediaType.PROTOBUF, null))))
			.isEqualTo("Framework cannot be found");
	}

	@Test
	void anAcknowledgementNeedsARealUuid() {
		FakeScheduler scheduler = scheduler().subscribe();

		HttpReply reply = scheduler.call(Call.Type.ACKNOWLEDGE, (call) -> {
			call.getAcknowledgeBuilder().getAgentIdBuilder().setValue("a");
			call.getAcknowledgeBuilder().getTaskIdBuilder().setValue("t");
			call.getAcknowledgeBuilder().setUuid(com.google.protobuf.ByteString.copyFromUtf8("x"));
		});

		assertThat(text(reply)).isEqualTo("Failed to validate scheduler::Call: Not a valid UUID");
	}

	@Test
	void aDroppedCallIsAcceptedAndForgotten() {
		this.fixture.agent();
		FakeScheduler scheduler = scheduler().subscribe();
		this.fixture.hooks().faults(new MasterFaults() {

			@Override
			public Decision onCall(Call call) {
				return new Decision.Drop();
			}

		});

		scheduler.decline(scheduler.offers().get(0), 0);
		this.fixture.advance(Duration.ofSeconds(3));

		assertThat(scheduler.offers()).isEmpty();
	}

	@Test
	void aSubscriptionCanBeRefusedByFault() {
		this.fixture.hooks().faults(new MasterFaults() {

			@Override
			public Decision onCall(Call call) {
				return new Decision.Refuse("not today");
			}

		});

		assertThat(errors(scheduler().subscribe())).containsExactly("not today");
	}

	private FakeScheduler scheduler() {
		return this.fixture.scheduler(FakeScheduler.framework().build());
	}

	private HttpReply reply(HttpRequest request) {
		RecordingResponder responder = new RecordingResponder();
		this.fixture.scheduler(request, responder);
		return responder.reply();
	}

	private static HttpReply revive(FakeScheduler scheduler) {
		return scheduler.call(Call.Type.REVIVE, (call) -> {
		});
	}

	private static List<String> errors(FakeScheduler scheduler) {
		return scheduler.events()
			.stream()
			.filter(Event::hasError)
			.map((event) -> event.getError().getMessage())
			.toList();
	}

	private static String text(HttpReply reply) {
		return new String(reply.body(), java.nio.charset.StandardCharsets.UTF_8);
	}

}
