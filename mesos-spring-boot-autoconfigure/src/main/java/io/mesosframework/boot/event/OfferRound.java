package io.mesosframework.boot.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.boot.event.HandlerInvoker.Result;
import io.mesosframework.scheduler.ClaimedOffer;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.OfferGoneException;
import io.mesosframework.scheduler.event.MesosEvent;

/**
 * Passes the offers of one event to the handlers, one after the other. Offers taken by a
 * handler are not passed to later handlers. Offers that no handler takes remain open; the
 * scheduler declines them after its listeners have returned.
 */
final class OfferRound {

	private static final Logger logger = LoggerFactory.getLogger(OfferRound.class);

	private final HandlerInvoker invoker;

	private final MesosScheduler scheduler;

	private final MesosEvent event;

	OfferRound(HandlerInvoker invoker, MesosEvent event, MesosScheduler scheduler) {
		this.invoker = invoker;
		this.event = event;
		this.scheduler = scheduler;
	}

	void run(List<HandlerMethod> handlers) {
		Invocation invocation = Invocation.of(this.event, this.scheduler);
		for (HandlerMethod handler : handlers) {
			if (handler.description().observer()) {
				this.invoker.invoke(handler, invocation);
				continue;
			}
			List<Offer> offers = openOffers(handler);
			if (offers.isEmpty()) {
				continue;
			}
			Invocation view = invocation.withView(view(offers));
			if (!handler.description().perItem()) {
				call(handler, view, offers);
				continue;
			}
			for (Offer offer : offers) {
				call(handler, view.withItem(offer), List.of(offer));
			}
		}
	}

	private List<Offer> openOffers(HandlerMethod handler) {
		Set<OfferID> open = this.scheduler.offers().open().stream().map(Offer::getId).collect(Collectors.toSet());
		return this.event.offers()
			.stream()
			.filter((offer) -> open.contains(offer.getId()) && handler.description().filter().matches(offer))
			.toList();
	}

	private Event view(List<Offer> offers) {
		if (offers.size() == this.event.offers().size()) {
			return this.event.event();
		}
		return this.event.event().toBuilder().setOffers(Event.Offers.newBuilder().addAllOffers(offers)).build();
	}

	private void call(HandlerMethod handler, Invocation invocation, List<Offer> offers) {
		Result result = this.invoker.invoke(handler, invocation);
		if (result.value() == null) {
			return;
		}
		try {
			answers(result.value(), offers).forEach(this::apply);
		}
		catch (IllegalArgumentException | OfferGoneException ex) {
			this.invoker.fail(handler, invocation, ex);
		}
	}

	/**
	 * Convert the return value of a handler into answers.
	 */
	private static List<OfferAnswer> answers(Object value, List<Offer> offers) {
		List<OfferAnswer> answers = new ArrayList<>();
		List<Offer.Operation> operations = new ArrayList<>();
		Map<AgentID, List<TaskInfo>> tasks = new LinkedHashMap<>();
		for (Object element : elements(value)) {
			if (element instanceof OfferAnswer answer) {
				answers.add(answer);
			}
			else if (element instanceof TaskInfo task) {
				tasks.computeIfAbsent(task.getAgentId(), (agent) -> new ArrayList<>()).add(task);
			}
			else if (element instanceof Offer.Operation operation) {
				operations.add(operation);
			}
			else {
				throw new IllegalArgumentException(
						"The handler has returned " + ((element != null) ? element.getClass().getName() : "null")
								+ " instead of one of: " + AnswerTypes.ALLOWED);
			}
		}
		tasks.forEach((agent, launched) -> answers.add(launch(agent, launched, offers)));
		if (!operations.isEmpty()) {
			answers.add(OfferAnswer.accept(offers, operations));
		}
		return answers;
	}

	private static Iterable<?> elements(Object value) {
		if (value instanceof Optional<?> optional) {
			return optional.stream().toList();
		}
		// Protobuf messages are not iterable, so an Iterable is always a collection of
		// answers.
		return (value instanceof Iterable<?> iterable) ? iterable : List.of(value);
	}

	private static OfferAnswer launch(AgentID agent, List<TaskInfo> tasks, List<Offer> offers) {
		String role = role(tasks);
		List<Offer> matching = new ArrayList<>();
		for (Offer offer : offers) {
			if (!offer.getAgentId().equals(agent)) {
				continue;
			}
			role = (role != null) ? role : HandlerFilter.role(offer);
			if (role.equals(HandlerFilter.role(offer))) {
				matching.add(offer);
			}
		}
		if (matching.isEmpty()) {
			throw new IllegalArgumentException("Task '" + tasks.get(0).getTaskId().getValue() + "' is for agent '"
					+ agent.getValue() + "'" + ((role != null) ? " and role '" + role + "'" : "")
					+ ", of which the handler was shown no offer: set the agent id of the offer to launch on");
		}
		return OfferAnswer.accept(matching, List.of(OfferAnswer.launchOperation(tasks)));
	}

	private static @Nullable String role(List<TaskInfo> tasks) {
		return tasks.stream()
			.flatMap((task) -> task.getResourcesList().stream())
			.filter((resource) -> resource.getAllocationInfo().hasRole())
			.map((resource) -> resource.getAllocationInfo().getRole())
			.findFirst()
			.orElse(null);
	}

	private void apply(OfferAnswer answer) {
		List<ClaimedOffer> claimed = new ArrayList<>();
		for (OfferID id : answer.offerIds()) {
			ClaimedOffer reply = this.scheduler.offers().claim(id);
			if (reply == null) {
				claimed.forEach(ClaimedOffer::release);
				throw new OfferGoneException(id, "it was taken by another handler, answered before, or rescinded");
			}
			claimed.add(reply);
		}
		switch (answer.action()) {
			case ACCEPT -> this.scheduler.offers()
				.accept(claimed, answer.operations(), answer.filters())
				.whenComplete((result, failure) -> report(answer, failure));
			case DECLINE -> claimed.forEach((reply) -> reply.decline(answer.filters())
				.whenComplete((result, failure) -> report(answer, failure)));
			case KEEP -> logger.debug("A handler keeps the offers {}", answer.offerIds());
		}
	}

	private static void report(OfferAnswer answer, @Nullable Throwable failure) {
		if (failure != null) {
			logger.warn("{} of offers {} has failed; nothing is sent again. Reconcile the tasks {} if they matter: {}",
					answer.action(), answer.offerIds().stream().map(OfferID::getValue).toList(), taskIds(answer),
					String.valueOf(failure.getMessage()));
		}
	}

	private static List<String> taskIds(OfferAnswer answer) {
		return answer.operations()
			.stream()
			.flatMap((operation) -> operation.getLaunch().getTaskInfosList().stream())
			.map((task) -> task.getTaskId().getValue())
			.toList();
	}

}
