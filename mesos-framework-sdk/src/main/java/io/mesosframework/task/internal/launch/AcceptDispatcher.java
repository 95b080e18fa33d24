package io.mesosframework.task.internal.launch;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.client.CallOutcome;
import io.mesosframework.client.CallResult;
import io.mesosframework.offer.OfferManager;
import io.mesosframework.offer.PendingAccepts;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.task.Instance;
import io.mesosframework.task.internal.app.AgentAccept;
import io.mesosframework.task.internal.app.LaunchDispatch;
import io.mesosframework.task.internal.app.UnsentLaunches;
import io.mesosframework.task.internal.state.StateWriter;

/**
 * Sends all ACCEPT calls of the task manager. Claims the offers, waits until the
 * decisions are stored, sends the call and determines whether it reached the master. Used
 * on the event loop only.
 *
 * @since 0.1.0
 */
public final class AcceptDispatcher implements LaunchDispatch {

	private static final Logger logger = LoggerFactory.getLogger(AcceptDispatcher.class);

	private final MesosScheduler scheduler;

	private final OfferManager offers;

	private final AgentFacts agents;

	private final StateWriter journal;

	private final UnsentLaunches unsent;

	private final Consumer<Map<String, Instance>> notLaunched;

	/**
	 * Create a dispatcher.
	 * @param scheduler the scheduler, which runs actions on the event loop
	 * @param offers the offers
	 * @param agents the facts about agents, updated with every launch
	 * @param journal the writer that stores the decisions
	 * @param unsent the launches that are not sent yet
	 * @param notLaunched the receiver of launches that did not reach the master
	 */
	public AcceptDispatcher(MesosScheduler scheduler, OfferManager offers, AgentFacts agents, StateWriter journal,
			UnsentLaunches unsent, Consumer<Map<String, Instance>> notLaunched) {
		this.scheduler = scheduler;
		this.offers = offers;
		this.agents = agents;
		this.journal = journal;
		this.unsent = unsent;
		this.notLaunched = notLaunched;
	}

	@Override
	public void send(AgentAccept accept) {
		if (!accept.launched().isEmpty()) {
			this.agents.launched(accept.agent());
		}
		PendingAccepts reserved = this.offers.reserve(accept.agent());
		List<String> ids = List.copyOf(accept.launched().keySet());
		this.unsent.add(ids);
		this.journal.whenDurable(() -> {
			this.unsent.remove(ids);
			this.offers.accept(reserved, accept.operations(), ids)
				.whenComplete((answer, failure) -> this.scheduler.execute(() -> answered(accept, answer, failure)));
		});
	}

	private void answered(AgentAccept accept, @Nullable CallResult answer, @Nullable Throwable failure) {
		if (mayHaveReachedTheMaster(answer)) {
			return;
		}
		logger.warn("The {} operations on agent {}, with {} launches, did not reach the master and are retried: {}",
				accept.operations().size(), accept.agent().hostname(), accept.launched().size(),
				(failure != null) ? failure.getMessage() : answer);
		accept.notSent().run();
		this.notLaunched.accept(accept.launched());
	}

	/**
	 * Return whether a call may have taken effect, in which case it must not be repeated.
	 */
	private static boolean mayHaveReachedTheMaster(@Nullable CallResult answer) {
		return answer != null && (answer.outcome() == CallOutcome.ACCEPTED || answer.outcome() == CallOutcome.UNKNOWN
				|| answer.outcome() == CallOutcome.UNAVAILABLE);
	}

}
