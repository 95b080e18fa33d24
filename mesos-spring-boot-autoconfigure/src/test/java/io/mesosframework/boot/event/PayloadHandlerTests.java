package io.mesosframework.boot.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.InverseOffer;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.event.MesosDisconnected;
import io.mesosframework.scheduler.event.MesosEvent;
import io.mesosframework.scheduler.event.MesosLifecycleEvent;
import io.mesosframework.scheduler.event.MesosStopped;
import io.mesosframework.scheduler.event.MesosSubscribed;

import static org.assertj.core.api.Assertions.assertThat;

class PayloadHandlerTests {

	private Harness harness = Harness.with(Everything.class);

	@BeforeEach
	void start() {
		this.harness.start();
	}

	@AfterEach
	void close() {
		this.harness.close();
	}

	@Test
	void everyPartOfAnEventChoosesItsEvent() {
		this.harness.send(Events.offers(Events.offer("o1", "a1", "web"), Events.offer("o2", "a2", "db")));
		this.harness.send(Events.update("t1", TaskState.TASK_RUNNING, false));
		this.harness.send(Events.operationUpdate("op1"));
		this.harness.send(Events.rescind("o1"));
		this.harness.send(Events.inverseOffers("i1", "i2"));
		this.harness.send(Events.rescindInverse("i1"));
		this.harness.send(Events.message("hi"));
		this.harness.send(Events.failure("a1"));
		this.harness.send(Events.error("no"));
		this.harness.send(Events.subscribed());

		assertThat(this.harness.get(Everything.class).seen).containsExactlyInAnyOrder("Event.Offers 2", "List<Offer> 2",
				"Offer o1", "Offer o2", "Event.Update t1", "TaskStatus t1", "Event.UpdateOperationStatus op1",
				"OperationStatus op1", "Event.Rescind o1", "OfferID o1", "Event.InverseOffers 2",
				"List<InverseOffer> 2", "InverseOffer i1", "InverseOffer i2", "Event.RescindInverseOffer i1",
				"Event.Message hi", "Event.Failure a1", "Event.Error no", "Event.Subscribed framework-1");
	}

	@Test
	void changesOfTheConnectionAreHandledByTheirTypeAndByTheCommonOne() {
		this.harness
			.send(new MesosSubscribed(this.harness.scheduler().frameworkId(), null, false, Duration.ofSeconds(15), 1));
		this.harness.send(new MesosDisconnected("gone", Duration.ofSeconds(1), true, 1));
		this.harness.send(new MesosStopped(1));

		assertThat(this.harness.get(Everything.class).lifecycle).containsExactlyInAnyOrder("subscribed framework-1",
				"MesosSubscribed", "disconnected gone", "MesosDisconnected", "MesosStopped");
	}

	@Test
	void furtherParametersAreSupplied() {
		this.harness.send(Events.update("t2", TaskState.TASK_RUNNING, true));

		assertThat(this.harness.get(Everything.class).extras)
			.containsExactly("UPDATE UPDATE framework-1 TestScheduler true");
	}

	@Test
	void rawEventsAreNarrowedByTypesAndSeenWhole() {
		this.harness.send(Events.failure("a1"));
		this.harness.send(Events.rescind("o1"));
		this.harness.send(Events.offers(Events.offer("o1", "a1", "web")));

		assertThat(this.harness.get(Everything.class).raw).containsExactly("any FAILURE", "some FAILURE", "noargs",
				"any RESCIND", "any OFFERS");
	}

	@Test
	void theRegistryDescribesTheHandlers() {
		assertThat(this.harness.registry().describe().get("RESCIND")).contains("PayloadHandlerTests.Everything.rescind",
				"named");
	}

	static class Everything {

		private final List<String> seen = new ArrayList<>();

		private final List<String> lifecycle = new ArrayList<>();

		private final List<String> extras = new ArrayList<>();

		private final List<String> raw = new ArrayList<>();

		@MesosEventHandler
		void offers(Event.Offers offers) {
			this.seen.add("Event.Offers " + offers.getOffersCount());
		}

		@MesosEventHandler
		void offerList(List<Offer> offers) {
			this.seen.add("List<Offer> " + offers.size());
		}

		@MesosEventHandler
		void offer(Offer offer) {
			this.seen.add("Offer " + offer.getId().getValue());
		}

		@MesosEventHandler
		void update(Event.Update update) {
			this.seen.add("Event.Update " + update.getStatus().getTaskId().getValue());
		}

		@MesosEventHandler
		void status(TaskStatus status) {
			this.seen.add("TaskStatus " + status.getTaskId().getValue());
		}

		@MesosEventHandler
		void operation(Event.UpdateOperationStatus update) {
			this.seen.add("Event.UpdateOperationStatus " + update.getStatus().getOperationId().getValue());
		}

		@MesosEventHandler
		void operationStatus(OperationStatus status) {
			this.seen.add("OperationStatus " + status.getOperationId().getValue());
		}

		@MesosEventHandler
		void rescind(Event.Rescind rescind) {
			this.seen.add("Event.Rescind " + rescind.getOfferId().getValue());
		}

		@MesosEventHandler(id = "named")
		void rescindId(OfferID id) {
			this.seen.add("OfferID " + id.getValue());
		}

		@MesosEventHandler
		void inverse(Event.InverseOffers offers) {
			this.seen.add("Event.InverseOffers " + offers.getInverseOffersCount());
		}

		@MesosEventHandler
		void inverseList(List<InverseOffer> offers) {
			this.seen.add("List<InverseOffer> " + offers.size());
		}

		@MesosEventHandler
		void inverseOffer(InverseOffer offer) {
			this.seen.add("InverseOffer " + offer.getId().getValue());
		}

		@MesosEventHandler
		void rescindInverse(Event.RescindInverseOffer rescind) {
			this.seen.add("Event.RescindInverseOffer " + rescind.getInverseOfferId().getValue());
		}

		@MesosEventHandler
		void message(Event.Message message) {
			this.seen.add("Event.Message " + message.getData().toStringUtf8());
		}

		@MesosEventHandler
		void failure(Event.Failure failure) {
			this.seen.add("Event.Failure " + failure.getAgentId().getValue());
		}

		@MesosEventHandler
		void error(Event.Error error) {
			this.seen.add("Event.Error " + error.getMessage());
		}

		@MesosEventHandler
		void subscribed(Event.Subscribed subscribed) {
			this.seen.add("Event.Subscribed " + subscribed.getFrameworkId().getValue());
		}

		@MesosEventHandler
		void onSubscribed(MesosSubscribed subscribed, FrameworkID frameworkId) {
			this.lifecycle.add("subscribed " + frameworkId.getValue());
		}

		@MesosEventHandler
		void onDisconnected(MesosDisconnected disconnected) {
			this.lifecycle.add("disconnected " + disconnected.reason());
		}

		@MesosEventHandler
		void onChange(MesosLifecycleEvent event) {
			this.lifecycle.add(event.getClass().getSimpleName());
		}

		@MesosEventHandler
		void extras(TaskStatus status, Event event, MesosEvent received, FrameworkID frameworkId,
				MesosScheduler scheduler, Acknowledgement acknowledgement) {
			this.extras.add(event.getType() + " " + received.type() + " " + frameworkId.getValue() + " "
					+ scheduler.getClass().getSimpleName() + " " + acknowledgement.isPending());
		}

		@MesosEventHandler
		void any(Event event) {
			this.raw.add("any " + event.getType());
		}

		@MesosEventHandler(types = { Event.Type.FAILURE, Event.Type.UPDATE })
		void some(MesosEvent event) {
			this.raw.add("some " + event.type());
		}

		@MesosEventHandler(types = Event.Type.FAILURE)
		void zeroArguments() {
			this.raw.add("noargs");
		}

	}

}
