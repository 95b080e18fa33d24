package io.mesosframework.task.internal.app;

import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.Offer;

import io.mesosframework.placement.AgentOffer;
import io.mesosframework.task.Instance;

/**
 * What is done with the offers of one agent in one ACCEPT.
 *
 * @param agent the agent and its offers
 * @param operations the operations
 * @param launched the instances that are launched, as they were before, by the id of the
 * launch
 * @param notSent what is done if none of the operations reached the master, before the
 * instances wait again
 * @since 0.1.0
 */
public record AgentAccept(AgentOffer agent, List<Offer.Operation> operations, Map<String, Instance> launched,
		Runnable notSent) {

}
