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
 * declines what is not needed. The task manager launches its instances in the same way.
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
	 * Ask for offers of a role. Until the given time the role is not suppressed, and its
	 * offers are held for the hold time so that they can be claimed. The task manager
	 * uses them as well if something waits for them.
	 * @param role a role of the framework
	 * @param until how long; a time that has passed ends the request
	 */
	void request(String role, Instant until);

	/**
	 * Return the offers that are known and free to be claimed.
	 * @param role the role, or {@link OfferDemand#ANY_ROLE}
	 * @return the offers of each agent and role taken together
	 */
	List<AgentOffer> offers(String role);

	/**
	 * Return whether the known offers are enough, placement rules aside.
	 * @param role the role, or {@link OfferDemand#ANY_ROLE}
	 * @param need what each instance needs
	 * @param instances how many instances there are
	 * @return whether all of them would fit at the moment
	 */
	boolean isEnough(String role, ResourceNeed need, int instances);

	/**
	 * Claim all free offers of an agent and role. Nobody else uses them until they are
	 * accepted, released or declined; they are declined if they become too old.
	 * @param agent the agent as {@link #offers} returned it
	 * @return the claim; without offers if they are gone
	 */
	PendingAccepts claim(AgentOffer agent);

	/**
	 * Accept claimed offers with one call. What is left of them may be offered again at
	 * once.
	 * @param claim the claim
	 * @param operations what to do, in order; none declines the offers
	 * @param tasks the ids of the tasks launched, for the record
	 * @return the class of the answer; failed without a call if an offer is void by now,
	 * in which case the others are declined
	 */
	CompletionStage<CallResult> accept(PendingAccepts claim, List<Offer.Operation> operations, List<String> tasks);

	/**
	 * Give claimed offers back unanswered, so that they can be claimed again.
	 * @param claim the claim
	 */
	void release(PendingAccepts claim);

	/**
	 * Decline claimed offers.
	 * @param claim the claim
	 * @param refuse for how long their resources are not to be offered again
	 */
	void decline(PendingAccepts claim, Duration refuse);

}
