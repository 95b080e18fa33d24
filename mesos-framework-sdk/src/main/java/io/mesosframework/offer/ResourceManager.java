package io.mesosframework.offer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

import org.apache.mesos.v1.Protos.Offer;

import io.mesosframework.client.CallResult;
import io.mesosframework.placement.AgentOffer;
import io.mesosframework.resource.ResourceNeed;

/**
 * Manages the resources offered to a framework: tells which offers are known and whether
 * they are enough, claims offers, assigns their resources to tasks, and releases or
 * declines the rest. The task manager launches its instances in the same way.
 * <p>
 * The part inherited from {@link OfferView} may be read from any thread. All other
 * methods must be called on the event loop: in a listener or handler method, or with
 * {@link io.mesosframework.scheduler.MesosScheduler#execute MesosScheduler.execute}.
 *
 * <pre class="code">
 * ResourceNeed need = ResourceNeed.of(0.5, 128, 1);
 * resources.request("batch", Instant.now().plusSeconds(60));
 * // later, when offers have come
 * if (resources.isEnough("batch", need, 1)) {
 *     for (AgentOffer agent : resources.offers("batch")) {
 *         PendingAccepts claim = resources.claim(agent);
 *         Optional&lt;Taken&gt; taken = claim.assign("task-1", need);
 *         if (taken.isPresent()) {
 *             resources.accept(claim, List.of(launch("task-1", agent, taken.get())), claim.tasks());
 *             break;
 *         }
 *         resources.release(claim);
 *     }
 * }
 * </pre>
 *
 * @since 0.1.0
 */
public interface ResourceManager extends OfferView {

	/**
	 * Request offers of a role. Until the given time the role is not suppressed, and its
	 * offers are held for the hold time so that they can be claimed. The task manager may
	 * use them as well.
	 * @param role a role of the framework
	 * @param until when the request ends; a time in the past cancels the request
	 */
	void request(String role, Instant until);

	/**
	 * Return the known offers that are free to be claimed.
	 * @param role the role, or {@link OfferDemand#ANY_ROLE}
	 * @return the offers, combined by agent and role
	 */
	List<AgentOffer> offers(String role);

	/**
	 * Return whether the known offers are sufficient. Placement rules are not considered.
	 * @param role the role, or {@link OfferDemand#ANY_ROLE}
	 * @param need the need of each instance
	 * @param instances the number of instances
	 * @return whether all of them would fit at the moment
	 */
	boolean isEnough(String role, ResourceNeed need, int instances);

	/**
	 * Claim all free offers of an agent and role. Nobody else uses them until they are
	 * accepted, released or declined; they are declined if they become too old.
	 * @param agent the agent as returned by {@link #offers}
	 * @return the claim; empty if the offers are gone
	 */
	PendingAccepts claim(AgentOffer agent);

	/**
	 * Accept claimed offers with one call. The master may offer unused resources again at
	 * once.
	 * @param claim the claim
	 * @param operations the operations, in order; if empty, the offers are declined
	 * @param tasks the ids of the launched tasks, for the record
	 * @return the class of the answer; fails without a call if an offer has become void,
	 * in which case the others are declined
	 */
	CompletionStage<CallResult> accept(PendingAccepts claim, List<Offer.Operation> operations, List<String> tasks);

	/**
	 * Release claimed offers without answering them, so that they can be claimed again.
	 * @param claim the claim
	 */
	void release(PendingAccepts claim);

	/**
	 * Decline claimed offers.
	 * @param claim the claim
	 * @param refuse how long their resources should not be offered again
	 */
	void decline(PendingAccepts claim, Duration refuse);

}
