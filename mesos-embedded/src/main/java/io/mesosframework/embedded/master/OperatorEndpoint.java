package io.mesosframework.embedded.master;

import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.mesos.v1.Protos.DrainConfig;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.Flag;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Metric;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.master.Protos.Response;

import io.mesosframework.embedded.codec.Accepts;
import io.mesosframework.embedded.codec.Codec;
import io.mesosframework.embedded.codec.MediaType;
import io.mesosframework.embedded.endpoint.BuildInfo;
import io.mesosframework.embedded.http.HttpException;
import io.mesosframework.embedded.http.HttpHandler;
import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.http.HttpRequest;
import io.mesosframework.embedded.http.HttpResponder;
import io.mesosframework.embedded.master.state.Framework;
import io.mesosframework.embedded.master.state.Statuses;
import io.mesosframework.embedded.master.validation.OperatorCallValidation;

/**
 * The operator API of the master, see {@code docs/operator-http-api.md} of Mesos.
 */
final class OperatorEndpoint implements HttpHandler {

	private static final long NANOS = 1_000_000_000L;

	private final Term term;

	private final OperatorReads reads;

	private final OperatorOperations operations;

	private final QuotaCalls quotas;

	private final WeightCalls weights;

	private final Metrics metrics;

	OperatorEndpoint(Term term) {
		this.term = term;
		this.reads = new OperatorReads(term);
		this.operations = new OperatorOperations(term);
		this.quotas = new QuotaCalls(term);
		this.weights = new WeightCalls(term);
		this.metrics = new Metrics(term);
	}

	/**
	 * Answer a request to a leading and recovered master.
	 * @param request the request
	 * @param responder takes the answer
	 */
	@Override
	public void handle(HttpRequest request, HttpResponder responder) {
		try {
			answer(parse(request), request, responder);
		}
		catch (HttpException ex) {
			responder.reply(ex.reply());
		}
	}

	private static Call parse(HttpRequest request) throws HttpException {
		request.expectPost();
		Call call = Codec.parseBody(request, Call.newBuilder(), "Call").build();
		String error = OperatorCallValidation.validate(call);
		if (error != null) {
			throw HttpException.of(400, "Failed to validate master::Call: " + error);
		}
		return call;
	}

	private void answer(Call call, HttpRequest request, HttpResponder responder) {
		MediaType accepted = Accepts.negotiate(request);
		if (accepted == null) {
			responder.reply(Replies.notAcceptable());
		}
		else if (call.getType() == Call.Type.SUBSCRIBE) {
			Map<String, String> headers = new LinkedHashMap<>();
			headers.put("Content-Type", accepted.value());
			this.term.operatorEvents().subscribe(responder.stream(headers), accepted);
		}
		else if (isRead(call.getType())) {
			responder.reply(Codec.reply(read(call), accepted));
		}
		else {
			responder.reply(write(call, request));
		}
	}

	private static boolean isRead(Call.Type type) {
		return type.name().startsWith("GET_");
	}

	private Response read(Call call) {
		Response.Builder response = Response.newBuilder().setType(Response.Type.valueOf(call.getType().name()));
		switch (call.getType()) {
			case GET_HEALTH -> response.setGetHealth(Response.GetHealth.newBuilder().setHealthy(true));
			case GET_FLAGS -> {
				Response.GetFlags.Builder flags = Response.GetFlags.newBuilder();
				this.term.identity()
					.flags()
					.forEach((name, value) -> flags.addFlags(Flag.newBuilder().setName(name).setValue(value)));
				response.setGetFlags(flags);
			}
			case GET_VERSION -> response.setGetVersion(
					Response.GetVersion.newBuilder().setVersionInfo(BuildInfo.message(MasterIdentity.VERSION)));
			case GET_METRICS -> {
				Response.GetMetrics.Builder builder = Response.GetMetrics.newBuilder();
				this.metrics.snapshot()
					.forEach((name, value) -> builder.addMetrics(Metric.newBuilder().setName(name).setValue(value)));
				response.setGetMetrics(builder);
			}
			case GET_LOGGING_LEVEL -> response.setGetLoggingLevel(Response.GetLoggingLevel.newBuilder().setLevel(0));
			case GET_STATE -> response.setGetState(this.reads.state());
			case GET_AGENTS -> response.setGetAgents(this.reads.agents());
			case GET_FRAMEWORKS -> response.setGetFrameworks(this.reads.frameworks());
			case GET_EXECUTORS -> response.setGetExecutors(this.reads.executors());
			case GET_OPERATIONS -> response.setGetOperations(this.reads.operations());
			case GET_TASKS -> response.setGetTasks(this.reads.tasks());
			case GET_ROLES -> response.setGetRoles(this.reads.roles());
			case GET_WEIGHTS ->
				response.setGetWeights(Response.GetWeights.newBuilder().addAllWeightInfos(this.weights.weights()));
			case GET_MASTER -> response.setGetMaster(Response.GetMaster.newBuilder()
				.setMasterInfo(this.term.info())
				.setStartTime(Statuses.seconds(this.term.electedTime()))
				.setElectedTime(Statuses.seconds(this.term.electedTime())));
			case GET_MAINTENANCE_STATUS -> response.setGetMaintenanceStatus(
					Response.GetMaintenanceStatus.newBuilder().setStatus(this.term.machines().status()));
			case GET_MAINTENANCE_SCHEDULE -> response.setGetMaintenanceSchedule(
					Response.GetMaintenanceSchedule.newBuilder().setSchedule(this.term.registry().schedule()));
			case GET_QUOTA -> response.setGetQuota(Response.GetQuota.newBuilder().setStatus(this.quotas.status()));
			default -> throw new IllegalArgumentException("Not a read: " + call.getType());
		}
		return response.build();
	}

	@SuppressWarnings("deprecation")
	private HttpReply write(Call call, HttpRequest request) {
		return switch (call.getType()) {
			case TEARDOWN -> teardown(call.getTeardown().getFrameworkId());
			case DRAIN_AGENT -> drain(call.getDrainAgent());
			case DEACTIVATE_AGENT -> this.term.draining().deactivate(call.getDeactivateAgent().getAgentId());
			case REACTIVATE_AGENT -> this.term.draining().reactivate(call.getReactivateAgent().getAgentId());
			case MARK_AGENT_GONE -> this.term.draining().markGone(call.getMarkAgentGone().getAgentId());
			case UPDATE_MAINTENANCE_SCHEDULE ->
				this.term.machines().update(call.getUpdateMaintenanceSchedule().getSchedule());
			case START_MAINTENANCE -> this.term.machines().start(call.getStartMaintenance().getMachinesList());
			case STOP_MAINTENANCE -> this.term.machines().stop(call.getStopMaintenance().getMachinesList());
			case RESERVE_RESOURCES, UNRESERVE_RESOURCES, CREATE_VOLUMES, DESTROY_VOLUMES, GROW_VOLUME, SHRINK_VOLUME ->
				this.operations.apply(call, request.principal());
			case UPDATE_QUOTA -> this.quotas.update(call.getUpdateQuota());
			case SET_QUOTA -> this.quotas.set(call.getSetQuota().getQuotaRequest());
			case REMOVE_QUOTA -> this.quotas.remove(call.getRemoveQuota().getRole());
			case UPDATE_WEIGHTS -> this.weights.update(call.getUpdateWeights().getWeightInfosList());
			case SET_LOGGING_LEVEL -> HttpReply.empty(200);
			case LIST_FILES, READ_FILE -> HttpReply.text(404, "");
			default -> HttpReply.text(501, "501 Not Implemented.");
		};
	}

	/**
	 * Remove a framework for an operator.
	 * @param id the framework
	 * @return 200, or why not
	 */
	HttpReply teardown(FrameworkID id) {
		Framework framework = this.term.frameworks().get(id.getValue());
		if (framework == null) {
			return HttpReply.text(400, "No framework found with specified ID");
		}
		this.term.frameworks().remove(framework);
		return HttpReply.empty(200);
	}

	private HttpReply drain(Call.DrainAgent call) {
		DrainConfig.Builder config = DrainConfig.newBuilder().setMarkGone(call.getMarkGone());
		if (call.hasMaxGracePeriod()) {
			config.setMaxGracePeriod(DurationInfo.newBuilder()
				.setNanoseconds(call.getMaxGracePeriod().getSeconds() * NANOS + call.getMaxGracePeriod().getNanos()));
		}
		return this.term.draining().drain(call.getAgentId(), config.build());
	}

}
