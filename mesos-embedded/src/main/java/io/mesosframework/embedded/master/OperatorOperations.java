package io.mesosframework.embedded.master;

import java.util.ArrayList;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.master.Protos.Call;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.master.state.Agent;
import io.mesosframework.embedded.master.state.OfferRecord;
import io.mesosframework.embedded.master.validation.OperationValidation;
import io.mesosframework.embedded.resource.Conversion;
import io.mesosframework.embedded.resource.OperationResources;
import io.mesosframework.embedded.resource.ResourceException;
import io.mesosframework.embedded.resource.ResourceFormats;
import io.mesosframework.embedded.resource.Resources;

/**
 * Reserves resources and creates volumes for operators. Offers that hold the resources
 * are rescinded.
 */
final class OperatorOperations {

	private final Term term;

	OperatorOperations(Term term) {
		this.term = term;
	}

	/**
	 * Apply the operation of a call.
	 * @param call the call
	 * @param principal on whose behalf
	 * @return 202, or why not
	 */
	HttpReply apply(Call call, @Nullable String principal) {
		Agent agent = this.term.agents().get(agentId(call).getValue());
		if (agent == null) {
			return HttpReply.text(400, "No agent found with specified ID");
		}
		Offer.Operation operation = operation(call);
		String error = OperationResources.validate(operation);
		if (error != null) {
			return HttpReply.text(400, error);
		}
		operation = ResourceFormats.upgrade(operation);
		error = new OperationValidation(principal, agent).validate(operation);
		if (error != null) {
			Offer.Operation.Type type = operation.getType();
			boolean plain = type == Offer.Operation.Type.UNRESERVE || type == Offer.Operation.Type.DESTROY;
			return HttpReply.text(400,
					"Invalid " + type + " operation" + (plain ? "" : " on agent " + agent) + ": " + error);
		}
		try {
			return apply(agent, operation);
		}
		catch (ResourceException ex) {
			return HttpReply.text(409, ex.text());
		}
	}

	private HttpReply apply(Agent agent, Offer.Operation operation) throws ResourceException {
		Resources required = Resources.EMPTY;
		for (Conversion conversion : Conversion.of(operation)) {
			required = required.plus(conversion.consumed());
		}
		Resources recovered = Resources.EMPTY;
		for (OfferRecord offer : new ArrayList<>(agent.offers())) {
			Resources offered = offer.resources().unallocate();
			Resources missing = required.minus(offered);
			if (!missing.equals(required)) {
				required = missing;
				recovered = recovered.plus(offered);
				this.term.offers().rescind(offer, Filters.getDefaultInstance());
				if (suffices(recovered, operation)) {
					break;
				}
			}
		}
		Resources available = agent.offerable().apply(operation);
		this.term.operations().apply(agent, null, operation);
		this.term.allocator().replaceAvailable(agent, available);
		return HttpReply.empty(202);
	}

	private static boolean suffices(Resources recovered, Offer.Operation operation) {
		try {
			recovered.apply(operation);
			return true;
		}
		catch (ResourceException ex) {
			return false;
		}
	}

	private static AgentID agentId(Call call) {
		return switch (call.getType()) {
			case RESERVE_RESOURCES -> call.getReserveResources().getAgentId();
			case UNRESERVE_RESOURCES -> call.getUnreserveResources().getAgentId();
			case CREATE_VOLUMES -> call.getCreateVolumes().getAgentId();
			case DESTROY_VOLUMES -> call.getDestroyVolumes().getAgentId();
			case GROW_VOLUME -> call.getGrowVolume().getAgentId();
			default -> call.getShrinkVolume().getAgentId();
		};
	}

	private static Offer.Operation operation(Call call) {
		Offer.Operation.Builder builder = Offer.Operation.newBuilder();
		switch (call.getType()) {
			case RESERVE_RESOURCES -> builder.setType(Offer.Operation.Type.RESERVE)
				.getReserveBuilder()
				.addAllSource(call.getReserveResources().getSourceList())
				.addAllResources(call.getReserveResources().getResourcesList());
			case UNRESERVE_RESOURCES -> builder.setType(Offer.Operation.Type.UNRESERVE)
				.getUnreserveBuilder()
				.addAllResources(call.getUnreserveResources().getResourcesList());
			case CREATE_VOLUMES -> builder.setType(Offer.Operation.Type.CREATE)
				.getCreateBuilder()
				.addAllVolumes(call.getCreateVolumes().getVolumesList());
			case DESTROY_VOLUMES -> builder.setType(Offer.Operation.Type.DESTROY)
				.getDestroyBuilder()
				.addAllVolumes(call.getDestroyVolumes().getVolumesList());
			case GROW_VOLUME -> builder.setType(Offer.Operation.Type.GROW_VOLUME)
				.getGrowVolumeBuilder()
				.setVolume(call.getGrowVolume().getVolume())
				.setAddition(call.getGrowVolume().getAddition());
			default -> builder.setType(Offer.Operation.Type.SHRINK_VOLUME)
				.getShrinkVolumeBuilder()
				.setVolume(call.getShrinkVolume().getVolume())
				.setSubtract(call.getShrinkVolume().getSubtract());
		}
		return builder.build();
	}

}
