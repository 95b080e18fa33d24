package io.mesosframework.embedded.fault;

import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.mesosframework.embedded.ClusterFaults;
import io.mesosframework.embedded.RawScheduler;
import io.mesosframework.embedded.codec.Codec;
import io.mesosframework.embedded.codec.MediaType;
import io.mesosframework.embedded.http.ByteStream;
import io.mesosframework.embedded.http.HttpException;
import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.http.HttpRequest;
import io.mesosframework.embedded.http.HttpResponder;
import io.mesosframework.embedded.http.HttpRouter;
import io.mesosframework.embedded.http.HttpServer;
import io.mesosframework.embedded.loop.LoopThread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SchedulerFaultsTests {

	private static final FrameworkID ID = FrameworkID.newBuilder().setValue("fw").build();

	private final LoopThread loop = new LoopThread("scheduler-faults-tests");

	private final List<String> notes = new CopyOnWriteArrayList<>();

	private final SchedulerFaults faults = new SchedulerFaults(this.loop, this.notes::add);

	private final List<Call.Type> processed = new CopyOnWriteArrayList<>();

	private HttpServer server;

	private RawScheduler scheduler;

	@BeforeEach
	void start() {
		HttpRouter router = new HttpRouter("master");
		router.intercept(this.faults);
		router.route("/master/api/v1/scheduler", this::handle);
		this.server = HttpServer.start(this.loop, new InetSocketAddress("127.0.0.1", 0), router);
		this.scheduler = new RawScheduler(url());
	}

	@AfterEach
	void stop() {
		this.scheduler.close();
		this.server.close();
		this.loop.close();
	}

	@Test
	void refusesAsOftenAsTold() {
		this.faults.next(2, Call.Type.SUBSCRIBE).unavailable();

		assertThat(trySubscribe().status()).isEqualTo(503);
		assertThat(trySubscribe().body()).isEqualTo("No leader elected");
		assertThat(trySubscribe().status()).isEqualTo(200);
		assertThat(this.notes).containsExactly("[SUBSCRIBE] answered with 503");
	}

	@Test
	void answersAsMastersThatDoNotLeadOrDoNotTrust() {
		this.faults.next(1).notFound();
		this.faults.next(1).unauthorized();
		this.faults.next(1).redirect(URI.create("http://127.0.0.1:5051"));

		assertThat(trySubscribe().status()).isEqualTo(404);
		assertThat(trySubscribe().headers()).containsEntry("www-authenticate",
				"Basic realm=\"mesos-master-scheduler\"");
		RawScheduler.Reply redirect = trySubscribe();
		assertThat(redirect.status()).isEqualTo(307);
		assertThat(redirect.headers()).containsEntry("location", "//127.0.0.1:5051/master/api/v1/scheduler");
		assertThat(this.processed).isEmpty();
	}

	@Test
	void refusesSubscriptionsWithEachError() {
		for (String error : ClusterFaults.subscriptionErrors()) {
			this.faults.next(1, Call.Type.SUBSCRIBE).refuse(error);

			assertThat(trySubscribe().status()).isEqualTo(200);
			assertThat(this.scheduler.next(Event.Type.ERROR).getError().getMessage()).isEqualTo(error);
			assertThat(this.scheduler.nextEnd()).isEqualTo("end");
		}
	}

	@Test
	void endsTheStreamBeforeSubscribed() {
		this.faults.next(1, Call.Type.SUBSCRIBE).endStream();

		assertThat(trySubscribe().status()).isEqualTo(200);
		assertThat(this.scheduler.nextEnd()).isEqualTo("end");
	}

	@Test
	void closesTheConnectionWithoutAnswer() {
		this.faults.next(1, Call.Type.SUBSCRIBE).abort();

		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(this::trySubscribe);
		assertThat(this.processed).isEmpty();
	}

	@Test
	void dropsCallsThatItAccepts() {
		subscribe();
		this.faults.next(1, Call.Type.REVIVE).drop();

		assertThat(revive().status()).isEqualTo(202);
		assertThat(revive().status()).isEqualTo(202);
		assertThat(this.processed).containsExactly(Call.Type.SUBSCRIBE, Call.Type.REVIVE);
	}

	@Test
	void losesTheAnswerOfACallThatIsProcessed() {
		subscribe();
		this.faults.next(1, Call.Type.REVIVE).loseAnswer();

		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(this::revive);
		assertThat(this.processed).containsExactly(Call.Type.SUBSCRIBE, Call.Type.REVIVE);
	}

	@Test
	void delaysCallsAndAnswers() {
		subscribe();
		this.faults.next(1, Call.Type.REVIVE).delay(Duration.ofMillis(50));
		this.faults.next(1, Call.Type.REVIVE).delayAnswer(Duration.ofMillis(50));
		long start = System.nanoTime();

		assertThat(revive().status()).isEqualTo(202);
		assertThat(revive().status()).isEqualTo(202);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
	}

	@Test
	void doesSomethingJustBeforeACall() {
		List<Integer> before = new CopyOnWriteArrayList<>();
		subscribe();
		this.faults.next(1, Call.Type.REVIVE).before((call) -> before.add(this.processed.size()));

		revive();

		assertThat(before).containsExactly(1);
		assertThat(this.processed).hasSize(2);
	}

	@Test
	void breaksStreamsInTheMiddleOfARecord() {
		subscribe();
		this.faults.openStreams().breakMidRecord();

		assertThat(this.scheduler.nextEnd()).startsWith("broken: java.io.EOFException");
		assertThat(this.faults.openStreams().count()).isZero();
	}

	@Test
	void writesGarbage() {
		subscribe();
		this.faults.openStreams().garbage();
		assertThat(this.scheduler.nextEnd()).contains("bad length 'n'");

		subscribe();
		this.faults.openStreams().absurdLength();
		assertThat(this.scheduler.nextEnd()).contains("absurd length 18446744073709551615");

		subscribe();
		this.faults.openStreams().unparsableEvent();
		assertThat(this.scheduler.nextEnd()).contains("InvalidProtocolBufferException");
	}

	@Test
	void sendsEventsThatNobodyKnowsOrThatNeverHappened() {
		subscribe();
		this.faults.openStreams().unknownEvent();
		this.faults.openStreams().send(heartbeat());

		assertThat(this.scheduler.next(Event.Type.UNKNOWN).getUnknownFields().asMap()).containsKey(1);
		assertThat(this.scheduler.next(Event.Type.HEARTBEAT)).isEqualTo(heartbeat());
	}

	@Test
	void silencesStreams() {
		subscribe();
		this.faults.openStreams().silence();
		revive();
		this.faults.openStreams().unsilence();
		this.faults.openStreams().send(error("after"));

		assertThat(this.scheduler.next(Event.Type.ERROR).getError().getMessage()).isEqualTo("after");
	}

	@Test
	void endsAndBreaksStreams() {
		subscribe();
		this.faults.openStreams().end();
		assertThat(this.scheduler.nextEnd()).isEqualTo("end");

		subscribe();
		this.faults.openStreams().abort();
		assertThat(this.scheduler.nextEnd()).startsWith("broken");
	}

	@Test
	void dropsDuplicatesAndChangesEvents() {
		this.faults.nextEvents(1, Event.Type.ERROR).drop();
		this.faults.nextEvents(1, Event.Type.ERROR).duplicate();
		this.faults.nextEvents(1, Event.Type.ERROR).change((event) -> error("changed"));

		assertThat(this.faults.onEvent(ID, error("1"))).isEmpty();
		assertThat(this.faults.onEvent(ID, heartbeat())).containsExactly(heartbeat());
		assertThat(this.faults.onEvent(ID, error("2"))).containsExactly(error("2"), error("2"));
		assertThat(this.faults.onEvent(ID, error("3"))).containsExactly(error("changed"));
		assertThat(this.faults.onEvent(ID, error("4"))).containsExactly(error("4"));
	}

	@Test
	void letsOneEventOvertakeAnother() {
		FrameworkID other = FrameworkID.newBuilder().setValue("other").build();
		this.faults.nextEvents(1, Event.Type.ERROR).holdUntil(Event.Type.HEARTBEAT);

		assertThat(this.faults.onEvent(ID, error("held"))).isEmpty();
		assertThat(this.faults.onEvent(other, heartbeat())).containsExactly(heartbeat());
		assertThat(this.faults.onEvent(ID, heartbeat())).containsExactly(heartbeat(), error("held"));
		assertThat(this.faults.onEvent(ID, heartbeat())).containsExactly(heartbeat());
	}

	@Test
	void inflatesOffers() {
		Event offers = Event.newBuilder()
			.setType(Event.Type.OFFERS)
			.setOffers(Event.Offers.newBuilder()
				.addOffers(Offer.newBuilder()
					.setId(OfferID.newBuilder().setValue("o"))
					.setFrameworkId(ID)
					.setAgentId(AgentID.newBuilder().setValue("a"))
					.setHostname("h")))
			.build();
		this.faults.everyEvent(Event.Type.OFFERS).inflate(5_000_000);

		assertThat(this.faults.onEvent(ID, offers).get(0).getSerializedSize()).isBetween(5_000_000, 6_000_000);
	}

	@Test
	void clearsAllRules() {
		this.faults.every().unavailable();
		this.faults.everyEvent(Event.Type.ERROR).drop();

		this.faults.clear();

		assertThat(trySubscribe().status()).isEqualTo(200);
		assertThat(this.faults.onEvent(ID, error("1"))).hasSize(1);
	}

	private void handle(HttpRequest request, HttpResponder responder) {
		Call call;
		try {
			call = Codec.parseBody(request, Call.newBuilder(), "Call").build();
		}
		catch (HttpException ex) {
			responder.reply(ex.reply());
			return;
		}
		this.processed.add(call.getType());
		if (call.getType() != Call.Type.SUBSCRIBE) {
			responder.reply(HttpReply.empty(202));
			return;
		}
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("Content-Type", MediaType.PROTOBUF.value());
		headers.put("Mesos-Stream-Id", "stream");
		ByteStream stream = responder.stream(headers);
		stream.write(Codec.record(Event.newBuilder()
			.setType(Event.Type.SUBSCRIBED)
			.setSubscribed(Event.Subscribed.newBuilder().setFrameworkId(ID))
			.build(), MediaType.PROTOBUF));
	}

	private RawScheduler.Reply trySubscribe() {
		return this.scheduler.trySubscribe(RawScheduler.framework("f"));
	}

	private void subscribe() {
		this.scheduler.subscribe(RawScheduler.framework("f"));
	}

	private RawScheduler.Reply revive() {
		return this.scheduler.send(this.scheduler.call(Call.Type.REVIVE));
	}

	private URI url() {
		return URI.create("http://127.0.0.1:" + this.server.port());
	}

	private static Event heartbeat() {
		return Event.newBuilder().setType(Event.Type.HEARTBEAT).build();
	}

	private static Event error(String message) {
		return Event.newBuilder()
			.setType(Event.Type.ERROR)
			.setError(Event.Error.newBuilder().setMessage(message))
			.build();
	}

}
