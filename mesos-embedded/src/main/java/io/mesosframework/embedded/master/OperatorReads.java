package io.mesosframework.embedded.master;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.DrainInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Role;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.master.Protos.Response;

import io.mesosframework.embedded.master.state.Agent;
import io.mesosframework.embedded.master.state.Capabilities;
import io.mesosframework.embedded.master.state.Framework;
import io.mesosframework.embedded.master.state.OfferRecord;
import io.mesosframework.embedded.master.state.RoleNames;
import io.mesosframework.embedded.master.state.Statuses;
import io.mesosframework.embedded.resource.ResourceFormats;
import io.mesosframework.embedded.resource.Resources;
import io.mesosframework.embedded.resource.Traits;

/**
 * Shows operators what the master knows ({@code src/master/readonly_handler.cpp} of
 * Mesos).
 */
final class OperatorReads {

	private static final List<String> ROLE_RESOURCES = List.of("cpus", "disk", "gpus", "mem");

	private final Term term;

	OperatorReads(Term term) {
		this.term = term;
	}

	Response.GetState state() {
		return Response.GetState.newBuilder()
			.setGetTasks(tasks())
			.setGetExecutors(executors())
			.setGetFrameworks(frameworks())
			.setGetAgents(agents())
			.build();
	}

	Response.GetAgents agents() {
		Response.GetAgents.Builder builder = Response.GetAgents.newBuilder();
		this.term.agents().registered().forEach((agent) -> builder.addAgents(agent(agent)));
		for (AgentInfo info : this.term.agents().recovered().values()) {
			builder.addRecoveredAgents(info);
		}
		return builder.build();
	}

	Response.GetAgents.Agent agent(Agent agent) {
		Response.GetAgents.Agent.Builder builder = Response.GetAgents.Agent.newBuilder()
			.setAgentInfo(agent.info())
			.setActive(agent.active())
			.setDeactivated(this.term.registry().deactivated().contains(agent.key()))
			.setVersion(MasterIdentity.VERSION)
			.setPid(agent.pid())
			.setRegisteredTime(Statuses.time(agent.registeredTime()))
			.addAllTotalResources(shown(agent.total()))
			.addAllAllocatedResources(shown(sum(agent.used().values())))
			.addAllOfferedResources(shown(offered(agent.offers())))
			.addAllCapabilities(Capabilities.AGENT);
		if (agent.reregisteredTime() != null) {
			builder.setReregisteredTime(Statuses.time(agent.reregisteredTime()));
		}
		DrainInfo drain = this.term.registry().draining().get(agent.key());
		if (drain != null) {
			builder.setDrainInfo(drain);
			if (agent.drainStartTime() != null) {
				builder.setEstimatedDrainStartTime(Statuses.time(agent.drainStartTime()));
			}
		}
		return builder.build();
	}

	Response.GetFrameworks frameworks() {
		Response.GetFrameworks.Builder builder = Response.GetFrameworks.newBuilder();
		this.term.frameworks().registered().forEach((framework) -> builder.addFrameworks(framework(framework)));
		this.term.frameworks().completed().forEach((framework) -> builder.addCompletedFrameworks(framework(framework)));
		return builder.build();
	}

	Response.GetFrameworks.Framework framework(Framework framework) {
		Response.GetFrameworks.Framework.Builder builder = Response.GetFrameworks.Framework.newBuilder()
			.setFrameworkInfo(framework.info())
			.setActive(framework.active())
			.setConnected(framework.connected())
			.setRecovered(framework.recovered())
			.addAllAllocatedResources(shown(used(framework)))
			.addAllOfferedResources(shown(offered(framework.offers())))
			.setOfferConstraints(framework.constraints());
		if (!framework.recovered()) {
			builder.setRegisteredTime(Statuses.time(framework.registeredTime()))
				.setReregisteredTime(Statuses.time(framework.reregisteredTime()));
		}
		if (framework.unregisteredTime() != null) {
			builder.setUnregisteredTime(Statuses.time(framework.unregisteredTime()));
		}
		framework.offers().forEach((offer) -> builder.addOffers(offer.offer()));
		framework.inverseOffers().forEach((offer) -> builder.addInverseOffers(offer.offer()));
		return builder.build();
	}

	/** What the tasks and executors of a framework use. */
	Resources used(Framework framework) {
		Resources used = Resources.EMPTY;
		for (Agent agent : this.term.agents().registered()) {
			used = used.plus(agent.used().getOrDefault(framework.key(), Resources.EMPTY));
		}
		return used;
	}

	Response.GetExecutors executors() {
		Response.GetExecutors.Builder builder = Response.GetExecutors.newBuilder();
		for (Framework framework : this.term.frameworks().registered()) {
			framework.executors()
				.forEach((agentId, executors) -> executors.values()
					.forEach((info) -> builder.addExecutors(Response.GetExecutors.Executor.newBuilder()
						.setExecutorInfo(info)
						.setAgentId(AgentID.newBuilder().setValue(agentId)))));
		}
		return builder.build();
	}

	Response.GetTasks tasks() {
		Response.GetTasks.Builder builder = Response.GetTasks.newBuilder();
		List<Framework> all = new ArrayList<>(this.term.frameworks().registered());
		all.addAll(this.term.frameworks().completed());
		for (Framework framework : all) {
			framework.tasks().values().forEach((task) -> builder.addTasks(task.toProto()));
			framework.unreachableTasks().values().forEach((task) -> builder.addUnreachableTasks(task.toProto()));
			framework.completedTasks().forEach((task) -> builder.addCompletedTasks(task.toProto()));
		}
		return builder.build();
	}

	Response.GetOperations operations() {
		Response.GetOperations.Builder builder = Response.GetOperations.newBuilder();
		this.term.agents()
			.registered()
			.forEach((agent) -> agent.operations()
				.values()
				.forEach((operation) -> builder.addOperations(operation.toProto())));
		return builder.build();
	}

	Response.GetRoles roles() {
		Response.GetRoles.Builder builder = Response.GetRoles.newBuilder();
		for (String name : knownRoles()) {
			Role.Builder role = Role.newBuilder().setName(name).setWeight(this.term.registry().weight(name));
			RoleUsage usage = new RoleUsage(this.term, name);
			usage.allocated().plus(usage.offered()).toDoubles().forEach((resource, value) -> {
				if (ROLE_RESOURCES.contains(resource)) {
					role.addResources(Resource.newBuilder()
						.setName(resource)
						.setType(Value.Type.SCALAR)
						.setScalar(Value.Scalar.newBuilder().setValue(value)));
				}
			});
			frameworksOf(name).forEach((framework) -> role.addFrameworks(framework.id()));
			builder.addRoles(role);
		}
		return builder.build();
	}

	List<Framework> frameworksOf(String role) {
		return this.term.frameworks()
			.registered()
			.stream()
			.filter((framework) -> framework.roles().contains(role))
			.toList();
	}

	Set<String> rolesOfFrameworks() {
		Set<String> roles = new TreeSet<>();
		this.term.frameworks().registered().forEach((framework) -> roles.addAll(framework.roles()));
		return roles;
	}

	/** The roles of frameworks, reservations and policies with all above them, sorted. */
	Set<String> knownRoles() {
		Set<String> allowed = this.term.options().roles();
		if (allowed != null) {
			return new TreeSet<>(allowed);
		}
		Set<String> roles = rolesOfFrameworks();
		roles.addAll(this.term.registry().quotas().keySet());
		roles.addAll(this.term.registry().weights().keySet());
		for (Agent agent : this.term.agents().registered()) {
			for (Resource resource : agent.total()) {
				if (Traits.isReserved(resource)) {
					roles.add(Traits.reservationRole(resource));
				}
			}
		}
		List.copyOf(roles).forEach((role) -> roles.addAll(RoleNames.ancestors(role)));
		return roles;
	}

	static Resources sum(Collection<Resources> all) {
		Resources sum = Resources.EMPTY;
		for (Resources resources : all) {
			sum = sum.plus(resources);
		}
		return sum;
	}

	static Resources offered(Collection<OfferRecord> offers) {
		Resources sum = Resources.EMPTY;
		for (OfferRecord offer : offers) {
			sum = sum.plus(offer.resources());
		}
		return sum;
	}

	static List<Resource> shown(Resources resources) {
		return resources.toList().stream().map(OperatorReads::shown).toList();
	}

	private static Resource shown(Resource resource) {
		return ResourceFormats.toEndpoint(resource);
	}

}
