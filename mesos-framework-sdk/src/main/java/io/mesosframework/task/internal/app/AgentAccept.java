package io.mesosframework.task.internal.app;

import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.Offer;

import io.mesosframework.placement.AgentOffer;
import io.mesosframework.task.Instance;

/**
 * Use of the offers of one agent in one ACCEPT call.
 *
 * @param agent the agent and its offers
 * @param operations the operations
 * @param launched the launched instances as they were before the launch, by launch id
 * @param notSent the action to run if none of the operations reached the master, before
 * the instances return to {@code WAITING}
 * @since 0.1.0
 */
public record AgentAccept(AgentOffer agent, List<Offer.Operation> operations, Map<String, Instance> launched,
		Runnable notSent) {

}
