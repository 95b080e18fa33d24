package io.mesosframework.embedded.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * A fault for selected events. Exactly one of the methods must be called to activate it.
 * May be used from any thread.
 *
 * @since 0.1.0
 */
public final class EventFault {

	private static final int PADDING = 1024;

	private final SchedulerFaults faults;

	private final Event.Type type;

	private final int times;

	EventFault(SchedulerFaults faults, Event.Type type, int times) {
		this.faults = faults;
		this.type = type;
		this.times = times;
	}

	/** Never send them. An update without acknowledgement comes again by itself. */
	public void drop() {
		add("lost", (frameworkId, event) -> List.of());
	}

	/** Send them twice. */
	public void duplicate() {
		add("sent twice", (frameworkId, event) -> List.of(event, event));
	}

	/**
	 * Hold them back until an event of another type has been sent to the same framework,
	 * and send them right after it.
	 * @param other the other type, for example FAILURE to let it overtake UPDATE
	 */
	public void holdUntil(Event.Type other) {
		add("held until " + other, (frameworkId, event) -> {
			this.faults.hold(frameworkId, event, other);
			return List.of();
		});
	}

	/**
	 * Change them.
	 * @param change returns the event to send, on the loop
	 */
	public void change(UnaryOperator<Event> change) {
		add("changed", (frameworkId, event) -> List.of(change.apply(event)));
	}

	/**
	 * Make OFFERS events huge by attributes without meaning on their offers.
	 * @param bytes the least size of the encoded event
	 */
	public void inflate(int bytes) {
		change((event) -> inflate(event, bytes));
	}

	private static Event inflate(Event event, int bytes) {
		List<Offer> offers = new ArrayList<>(event.getOffers().getOffersList());
		if (offers.isEmpty()) {
			return event;
		}
		int each = (bytes - event.getSerializedSize()) / offers.size() / PADDING + 1;
		Attribute padding = Attribute.newBuilder()
			.setName("padding")
			.setType(Value.Type.TEXT)
			.setText(Value.Text.newBuilder().setValue("x".repeat(PADDING)))
			.build();
		offers.replaceAll((offer) -> {
			Offer.Builder inflated = offer.toBuilder();
			for (int i = 0; i < each; i++) {
				inflated.addAttributes(padding);
			}
			return inflated.build();
		});
		return event.toBuilder().setOffers(Event.Offers.newBuilder().addAllOffers(offers)).build();
	}

	private void add(String note, EventRule.Action action) {
		this.faults.addEventRule(this.type + " events " + note,
				new EventRule(this.type, new Countdown(this.times), action));
	}

}
