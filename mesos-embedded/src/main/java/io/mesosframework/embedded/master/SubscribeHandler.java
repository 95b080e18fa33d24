package io.mesosframework.embedded.master;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.codec.MediaType;
import io.mesosframework.embedded.codec.Uuids;
import io.mesosframework.embedded.http.ByteStream;
import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.http.HttpResponder;
import io.mesosframework.embedded.master.state.Agent;
import io.mesosframework.embedded.master.state.Framework;
import io.mesosframework.embedded.master.state.OfferConstraintsFilter;
import io.mesosframework.embedded.master.state.OfferConstraintsFilter.InvalidConstraintsException;
import io.mesosframework.embedded.master.state.OfferRecord;
import io.mesosframework.embedded.master.state.RoleNames;
import io.mesosframework.embedded.master.state.Subscription;
import io.mesosframework.embedded.master.validation.FrameworkValidation;
import io.mesosframework.embedded.wire.ToAgent;

/**
 * Subscribes and updates frameworks. Refusals of a subscription are events on its stream,
 * never status codes.
 */
final class SubscribeHandler {

	private final Term term;

	private final FrameworkValidation validation;

	SubscribeHandler(Term term) {
		this.term = term;
		this.validation = new FrameworkValidation(term.options().roles(), term.options().rootSubmissions());
	}

	/**
	 * Open the stream of a subscription.
	 * @param responder takes the stream
	 * @param mediaType the encoding of the events
	 * @return the subscription, not yet of any framework
	 */
	Subscription open(HttpResponder responder, MediaType mediaType) {
		String streamId = Uuids.randomText();
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("Content-Type", mediaType.value());
		headers.put("Mesos-Stream-Id", streamId);
		ByteStream stream = responder.stream(headers);
		return new Subscription(this.term.loop(), stream, mediaType, streamId);
	}

	/**
	 * Subscribe a framework.
	 * @param subscription its open stream
	 * @param call what it wants
	 * @param principal on whose behalf
	 */
	void subscribe(Subscription subscription, Call.Subscribe call, @Nullable String principal) {
		FrameworkInfo info = call.getFrameworkInfo();
		if (principal != null && !info.hasPrincipal()) {
			info = info.toBuilder().setPrincipal(principal).build();
		}
		Request request;
		try {
			request = Request.of(info, call.getSuppressedRolesList(), call.getOfferConstraints());
			String error = this.validation.validate(info, this.term.frameworks().isCompleted(info.getId().getValue()));
			error = (error != null) ? error : request.validate();
			request = request.compile(error);
		}
		catch (InvalidConstraintsException ex) {
			subscription.refuse(String.valueOf(ex.getMessage()));
			return;
		}
		if (info.getId().getValue().isEmpty()) {
			subscribeNew(subscription, request);
		}
		else {
			subscribeKnown(subscription, request);
		}
	}

	private void subscribeNew(Subscription subscription, Request request) {
		FrameworkInfo info = request.info().toBuilder().setId(this.term.frameworks().newId()).build();
		Framework framework = this.term.frameworks().add(info);
		framework.update(info, request.constraints(), request.filter());
		framework.suppressedRoles().addAll(request.suppressed());
		connect(framework, subscription);
		this.term.frameworks().activate(framework);
		this.term.operatorEvents().frameworkAdded(framework);
	}

	private void subscribeKnown(Subscription subscription, Request request) {
		Framework framework = this.term.frameworks().get(request.info().getId().getValue());
		boolean added = framework == null;
		if (framework == null) {
			framework = this.term.frameworks().add(request.info());
		}
		FrameworkInfo info = FrameworkValidation.preserveImmutable(framework.info(), request.info());
		String error = FrameworkValidation.validateUpdate(framework.info(), info);
		if (error != null) {
			subscription.refuse(error);
			return;
		}
		update(framework, info, request);
		if (framework.recovered()) {
			framework.registered(this.term.now());
		}
		else {
			framework.reregistered(this.term.now());
			failOver(framework);
		}
		connect(framework, subscription);
		this.term.frameworks().activate(framework);
		if (added) {
			this.term.operatorEvents().frameworkAdded(framework);
		}
		else {
			this.term.operatorEvents().frameworkUpdated(framework);
		}
		tellAgents(framework);
	}

	/** End the old stream, whose offers are void. */
	private void failOver(Framework framework) {
		if (framework.connected()) {
			this.term.send(framework,
					Event.newBuilder()
						.setType(Event.Type.ERROR)
						.setError(Event.Error.newBuilder().setMessage("Framework failed over"))
						.build());
			framework.disconnect();
		}
		this.term.offers().removeAll(framework, false);
	}

	private void connect(Framework framework, Subscription subscription) {
		framework.connect(subscription);
		subscription.stream().onDisconnect(() -> this.term.frameworks().streamClosed(framework, subscription));
		Event.Subscribed.Builder subscribed = Event.Subscribed.newBuilder()
			.setFrameworkId(framework.id())
			.setHeartbeatIntervalSeconds(Subscription.HEARTBEAT_INTERVAL.toSeconds())
			.setMasterInfo(this.term.info());
		this.term.send(framework, Event.newBuilder().setType(Event.Type.SUBSCRIBED).setSubscribed(subscribed).build());
		subscription.startHeartbeats();
	}

	/**
	 * Update a framework in place.
	 * @param framework the framework
	 * @param call its new description
	 * @return 200, or why not
	 */
	HttpReply updateFramework(Framework framework, Call.UpdateFramework call) {
		FrameworkInfo info = call.getFrameworkInfo();
		String error = this.validation.validate(info, false);
		if (error != null) {
			return HttpReply.text(400, "Supplied FrameworkInfo is not valid: " + error);
		}
		error = FrameworkValidation.validateUpdate(framework.info(), info);
		if (error != null) {
			return HttpReply.text(400, "FrameworkInfo update is not valid: " + error);
		}
		Request request;
		try {
			request = Request.of(info, call.getSuppressedRolesList(), call.getOfferConstraints());
			request = request.compile(request.validate());
		}
		catch (InvalidConstraintsException ex) {
			return HttpReply.text(400, "'UpdateFramework' call is not valid: " + ex.getMessage());
		}
		boolean changed = !framework.info().equals(info);
		update(framework, info, request);
		if (changed) {
			this.term.operatorEvents().frameworkUpdated(framework);
			tellAgents(framework);
		}
		return HttpReply.empty(200);
	}

	private void update(Framework framework, FrameworkInfo info, Request request) {
		Set<String> oldRoles = framework.roles();
		Set<String> removed = new java.util.TreeSet<>(oldRoles);
		removed.removeAll(RoleNames.of(info));
		for (OfferRecord offer : new java.util.ArrayList<>(framework.offers())) {
			if (removed.contains(offer.role())) {
				this.term.offers().rescind(offer, null);
			}
		}
		framework.update(info, request.constraints(), request.filter());
		this.term.allocator().update(framework, oldRoles, request.suppressed());
	}

	private void tellAgents(Framework framework) {
		for (Agent agent : this.term.agents().registered()) {
			agent.send(new ToAgent.UpdateFramework(framework.info()));
		}
	}

	/**
	 * What a framework asks for.
	 *
	 * @param info its description
	 * @param suppressed the roles for which it wants no offers
	 * @param constraints its constraints on agents
	 * @param filter the same, compiled
	 */
	private record Request(FrameworkInfo info, Set<String> suppressed, OfferConstraints constraints,
			OfferConstraintsFilter filter) {

		static Request of(FrameworkInfo info, Iterable<String> suppressed, OfferConstraints constraints) {
			Set<String> roles = new java.util.TreeSet<>();
			suppressed.forEach(roles::add);
			return new Request(info, roles, constraints, OfferConstraintsFilter.NONE);
		}

		@Nullable String validate() {
			return FrameworkValidation.validateOptions(RoleNames.of(this.info), this.suppressed, this.constraints);
		}

		Request compile(@Nullable String error) throws InvalidConstraintsException {
			if (error != null) {
				throw new InvalidConstraintsException(error);
			}
			try {
				return new Request(this.info, this.suppressed, this.constraints,
						OfferConstraintsFilter.of(this.constraints));
			}
			catch (InvalidConstraintsException ex) {
				throw new InvalidConstraintsException("Offer constraints are not valid: " + ex.getMessage());
			}
		}

	}

}
