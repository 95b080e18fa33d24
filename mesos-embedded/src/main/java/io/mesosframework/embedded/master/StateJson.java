package io.mesosframework.embedded.master;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.google.protobuf.Message;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.DrainInfo;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.Value;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.codec.Json;
import io.mesosframework.embedded.codec.JsonSyntaxException;
import io.mesosframework.embedded.codec.MesosJson;
import io.mesosframework.embedded.endpoint.BuildInfo;
import io.mesosframework.embedded.http.HttpRequest;
import io.mesosframework.embedded.master.state.Agent;
import io.mesosframework.embedded.master.state.Capabilities;
import io.mesosframework.embedded.master.state.Framework;
import io.mesosframework.embedded.master.state.OfferRecord;
import io.mesosframework.embedded.master.state.Quota;
import io.mesosframework.embedded.master.state.RoleNames;
import io.mesosframework.embedded.master.state.Statuses;
import io.mesosframework.embedded.master.state.TaskRecord;
import io.mesosframework.embedded.resource.Resources;

/**
 * The older JSON endpoints of the master such as {@code /state}, which many tools read
 * ({@code docs/endpoints/master} of Mesos). They keep the words of the v0 API.
 */
final class StateJson {

	private static final List<String> SCALARS = List.of("disk", "mem", "gpus", "cpus");

	private static final int TASK_LIMIT = 100;

	private final Term term;

	private final OperatorReads reads;

	StateJson(Term term) {
		this.term = term;
		this.reads = new OperatorReads(term);
	}

	/** The content of {@code /state}. */
	Map<String, @Nullable Object> state(HttpRequest request) {
		MasterInfo info = this.term.info();
		Map<String, @Nullable Object> state = new LinkedHashMap<>();
		state.putAll(BuildInfo.members(MasterIdentity.VERSION));
		state.put("start_time", Statuses.seconds(this.term.electedTime()));
		state.put("elected_time", Statuses.seconds(this.term.electedTime()));
		state.put("id", info.getId());
		state.put("pid", info.getPid());
		state.put("hostname", info.getHostname());
		state.put("capabilities", info.getCapabilitiesList().stream().map((each) -> each.getType().name()).toList());
		Collection<Agent> agents = this.term.agents().registered();
		long active = agents.stream().filter(Agent::active).count();
		state.put("activated_slaves", (double) active);
		state.put("deactivated_slaves", (double) (agents.size() - active));
		state.put("unreachable_slaves", (double) this.term.registry().unreachable().size());
		state.put("leader", info.getPid());
		state.put("leader_info", leaderInfo(info));
		state.put("flags", this.term.identity().flags());
		state.put("slaves", agents.stream().map(this::agent).toList());
		state.put("recovered_slaves", recovered(null));
		state.putAll(frameworks(request));
		state.put("orphan_tasks", List.of());
		state.put("unregistered_frameworks", List.of());
		return state;
	}

	private static Map<String, @Nullable Object> leaderInfo(MasterInfo info) {
		Map<String, @Nullable Object> leader = new LinkedHashMap<>();
		leader.put("id", info.getId());
		leader.put("pid", info.getPid());
		leader.put("port", info.getPort());
		leader.put("hostname", info.getHostname());
		return leader;
	}

	/** The content of {@code /state-summary}. */
	Map<String, @Nullable Object> summary(HttpRequest request) {
		Map<String, @Nullable Object> summary = new LinkedHashMap<>();
		summary.put("hostname", this.term.info().getHostname());
		List<Object> agents = new ArrayList<>();
		for (Agent agent : this.term.agents().registered()) {
			Map<String, @Nullable Object> shown = agent(agent);
			List<TaskRecord> tasks = new ArrayList<>();
			Set<String> frameworks = new LinkedHashSet<>();
			for (Framework framework : this.term.frameworks().registered()) {
				List<TaskRecord> own = allTasks(framework).stream()
					.filter((task) -> task.agentId().equals(agent.key()))
					.toList();
				tasks.addAll(own);
				own.forEach((task) -> frameworks.add(task.frameworkId()));
			}
			shown.putAll(counts(tasks));
			shown.put("framework_ids", List.copyOf(frameworks));
			agents.add(shown);
		}
		summary.put("slaves", agents);
		List<Object> frameworks = new ArrayList<>();
		for (Framework framework : this.term.frameworks().registered()) {
			Map<String, @Nullable Object> shown = framework(framework);
			List<TaskRecord> tasks = allTasks(framework);
			shown.putAll(counts(tasks));
			shown.put("slave_ids", tasks.stream().map(TaskRecord::agentId).distinct().toList());
			frameworks.add(shown);
		}
		summary.put("frameworks", frameworks);
		return summary;
	}

	private static List<TaskRecord> allTasks(Framework framework) {
		List<TaskRecord> tasks = new ArrayList<>(framework.tasks().values());
		tasks.addAll(framework.unreachableTasks().values());
		tasks.addAll(framework.completedTasks());
		return tasks;
	}

	private static Map<String, Integer> counts(List<TaskRecord> tasks) {
		Map<String, Integer> counts = new LinkedHashMap<>();
		for (TaskState state : List.of(TaskState.TASK_STAGING, TaskState.TASK_STARTING, TaskState.TASK_RUNNING,
				TaskState.TASK_KILLING, TaskState.TASK_FINISHED, TaskState.TASK_KILLED, TaskState.TASK_FAILED,
				TaskState.TASK_LOST, TaskState.TASK_ERROR, TaskState.TASK_UNREACHABLE)) {
			counts.put(state.name(), 0);
		}
		tasks.forEach((task) -> counts.computeIfPresent(task.state().name(), (key, count) -> count + 1));
		return counts;
	}

	/** The content of {@code /slaves}. */
	Map<String, @Nullable Object> agents(HttpRequest request) {
		String wanted = request.parameter("slave_id");
		Map<String, @Nullable Object> agents = new LinkedHashMap<>();
		agents.put("slaves",
				this.term.agents()
					.registered()
					.stream()
					.filter((agent) -> wanted == null || wanted.equals(agent.key()))
					.map(this::fullAgent)
					.toList());
		agents.put("recovered_slaves", recovered(wanted));
		return agents;
	}

	private List<Map<String, @Nullable Object>> recovered(@Nullable String wanted) {
		List<Map<String, @Nullable Object>> shown = new ArrayList<>();
		this.term.agents().recovered().forEach((id, info) -> {
			if (wanted == null || wanted.equals(id)) {
				shown.add(agent(info));
			}
		});
		return shown;
	}

	/** An agent with whole resources, as {@code /unreserve} and the like need them. */
	private Map<String, @Nullable Object> fullAgent(Agent agent) {
		Map<String, @Nullable Object> shown = agent(agent);
		Map<String, @Nullable Object> reserved = new TreeMap<>();
		agent.total().reservations().forEach((role, resources) -> reserved.put(role, OperatorReads.shown(resources)));
		shown.put("reserved_resources_full", reserved);
		shown.put("unreserved_resources_full", OperatorReads.shown(agent.total().unreserved()));
		shown.put("used_resources_full", OperatorReads.shown(OperatorReads.sum(agent.used().values())));
		shown.put("offered_resources_full", OperatorReads.shown(OperatorReads.offered(agent.offers())));
		return shown;
	}

	private static Map<String, @Nullable Object> agent(AgentInfo info) {
		Map<String, @Nullable Object> shown = new LinkedHashMap<>();
		shown.put("id", info.getId().getValue());
		shown.put("hostname", info.getHostname());
		shown.put("port", info.getPort());
		shown.put("attributes", attributes(info.getAttributesList()));
		return shown;
	}

	private Map<String, @Nullable Object> agent(Agent agent) {
		Map<String, @Nullable Object> shown = agent(agent.info());
		shown.put("pid", agent.pid());
		shown.put("registered_time", Statuses.seconds(agent.registeredTime()));
		if (agent.reregisteredTime() != null) {
			shown.put("reregistered_time", Statuses.seconds(agent.reregisteredTime()));
		}
		shown.put("resources", resources(agent.total()));
		shown.put("used_resources", resources(OperatorReads.sum(agent.used().values())));
		shown.put("offered_resources", resources(OperatorReads.offered(agent.offers())));
		Map<String, @Nullable Object> reserved = new TreeMap<>();
		agent.total().reservations().forEach((role, resources) -> reserved.put(role, resources(resources)));
		shown.put("reserved_resources", reserved);
		shown.put("unreserved_resources", resources(agent.total().unreserved()));
		shown.put("active", agent.active());
		shown.put("deactivated", this.term.registry().deactivated().contains(agent.key()));
		shown.put("version", MasterIdentity.VERSION);
		shown.put("capabilities", Capabilities.AGENT.stream().map((each) -> each.getType().name()).toList());
		DrainInfo drain = this.term.registry().draining().get(agent.key());
		if (drain != null) {
			shown.put("drain_info", message(drain));
			if (agent.drainStartTime() != null) {
				shown.put("estimated_drain_start_time_seconds", Statuses.seconds(agent.drainStartTime()));
			}
		}
		return shown;
	}

	private static Map<String, @Nullable Object> attributes(List<Attribute> attributes) {
		Map<String, @Nullable Object> shown = new LinkedHashMap<>();
		for (Attribute attribute : attributes) {
			switch (attribute.getType()) {
				case SCALAR -> shown.put(attribute.getName(), attribute.getScalar().getValue());
				case RANGES -> shown.put(attribute.getName(), ranges(attribute.getRanges()));
				case SET ->
					shown.put(attribute.getName(), "{" + String.join(", ", attribute.getSet().getItemList()) + "}");
				default -> shown.put(attribute.getName(), attribute.getText().getValue());
			}
		}
		return shown;
	}

	private static String ranges(Value.Ranges ranges) {
		List<String> texts = new ArrayList<>();
		ranges.getRangeList().forEach((range) -> texts.add(range.getBegin() + "-" + range.getEnd()));
		return "[" + String.join(", ", texts) + "]";
	}

	/** The quantities of resources by name. */
	private static Map<String, @Nullable Object> resources(Resources resources) {
		Map<String, @Nullable Object> shown = new LinkedHashMap<>();
		SCALARS.forEach((name) -> shown.put(name, resources.amount(name).toDouble()));
		for (String name : resources.names()) {
			List<Value.Range> own = resources.ranges(name);
			if (!own.isEmpty()) {
				shown.put(name, ranges(Value.Ranges.newBuilder().addAllRange(own).build()));
			}
			else if (!SCALARS.contains(name)) {
				shown.put(name, resources.amount(name).toDouble());
			}
		}
		return shown;
	}

	/** The content of {@code /frameworks}. */
	Map<String, @Nullable Object> frameworks(HttpRequest request) {
		String wanted = request.parameter("framework_id");
		Map<String, @Nullable Object> frameworks = new LinkedHashMap<>();
		frameworks.put("frameworks", frameworks(this.term.frameworks().registered(), wanted));
		frameworks.put("completed_frameworks", frameworks(this.term.frameworks().completed(), wanted));
		frameworks.put("unregistered_frameworks", List.of());
		return frameworks;
	}

	private List<Map<String, @Nullable Object>> frameworks(Collection<Framework> frameworks, @Nullable String wanted) {
		List<Map<String, @Nullable Object>> shown = new ArrayList<>();
		for (Framework framework : frameworks) {
			if (wanted == null || wanted.equals(framework.key())) {
				shown.add(fullFramework(framework));
			}
		}
		return shown;
	}

	private Map<String, @Nullable Object> framework(Framework framework) {
		FrameworkInfo info = framework.info();
		Map<String, @Nullable Object> shown = new LinkedHashMap<>();
		shown.put("id", framework.key());
		shown.put("name", info.getName());
		shown.put("used_resources", resources(this.reads.used(framework)));
		shown.put("offered_resources", resources(OperatorReads.offered(framework.offers())));
		shown.put("capabilities", info.getCapabilitiesList().stream().map((each) -> each.getType().name()).toList());
		shown.put("hostname", info.getHostname());
		shown.put("webui_url", info.getWebuiUrl());
		shown.put("active", framework.active());
		shown.put("connected", framework.connected());
		shown.put("recovered", framework.recovered());
		return shown;
	}

	private Map<String, @Nullable Object> fullFramework(Framework framework) {
		FrameworkInfo info = framework.info();
		Map<String, @Nullable Object> shown = framework(framework);
		shown.put("user", info.getUser());
		shown.put("failover_timeout", info.getFailoverTimeout());
		shown.put("checkpoint", info.getCheckpoint());
		shown.put("registered_time", Statuses.seconds(framework.registeredTime()));
		shown.put("unregistered_time",
				(framework.unregisteredTime() != null) ? Statuses.seconds(framework.unregisteredTime()) : 0.0);
		if (info.hasPrincipal()) {
			shown.put("principal", info.getPrincipal());
		}
		shown.put("resources", resources(this.reads.used(framework).plus(OperatorReads.offered(framework.offers()))));
		if (!framework.reregisteredTime().equals(framework.registeredTime())) {
			shown.put("reregistered_time", Statuses.seconds(framework.reregisteredTime()));
		}
		if (framework.capabilities().multiRole()) {
			shown.put("roles", List.copyOf(info.getRolesList()));
		}
		else {
			shown.put("role", RoleNames.legacyRole(info));
		}
		shown.put("tasks", tasks(framework.tasks().values()));
		shown.put("unreachable_tasks", tasks(framework.unreachableTasks().values()));
		shown.put("completed_tasks", tasks(framework.completedTasks()));
		shown.put("offers", framework.offers().stream().map(StateJson::offer).toList());
		shown.put("executors", executors(framework));
		if (info.hasLabels()) {
			shown.put("labels", labels(message(info.getLabels())));
		}
		shown.put("offer_constraints", message(framework.constraints()));
		return shown;
	}

	private static Map<String, @Nullable Object> offer(OfferRecord offer) {
		Map<String, @Nullable Object> shown = new LinkedHashMap<>();
		shown.put("id", offer.id());
		shown.put("framework_id", offer.framework().key());
		shown.put("allocation_info", Map.of("role", offer.role()));
		shown.put("slave_id", offer.agent().key());
		shown.put("resources", resources(offer.resources()));
		return shown;
	}

	private static List<Map<String, @Nullable Object>> executors(Framework framework) {
		List<Map<String, @Nullable Object>> shown = new ArrayList<>();
		framework.executors().forEach((agentId, executors) -> {
			for (ExecutorInfo info : executors.values()) {
				Map<String, @Nullable Object> executor = new LinkedHashMap<>();
				executor.put("executor_id", info.getExecutorId().getValue());
				executor.put("name", info.getName());
				executor.put("framework_id", framework.key());
				executor.put("command", command(info.getCommand()));
				executor.put("resources", resources(Resources.of(info.getResourcesList())));
				info.getResourcesList()
					.stream()
					.limit(1)
					.forEach((resource) -> executor.put("role", resource.getAllocationInfo().getRole()));
				if (info.hasType()) {
					executor.put("type", info.getType().name());
				}
				executor.put("slave_id", agentId);
				shown.add(executor);
			}
		});
		return shown;
	}

	private static Map<String, @Nullable Object> command(CommandInfo command) {
		Map<String, @Nullable Object> shown = new LinkedHashMap<>();
		if (command.hasShell()) {
			shown.put("shell", command.getShell());
		}
		if (command.hasValue()) {
			shown.put("value", command.getValue());
		}
		shown.put("argv", List.copyOf(command.getArgumentsList()));
		if (command.hasEnvironment()) {
			shown.put("environment", message(command.getEnvironment()));
		}
		List<Object> uris = new ArrayList<>();
		command.getUrisList()
			.forEach((uri) -> uris.add(Map.of("value", uri.getValue(), "executable", uri.getExecutable())));
		shown.put("uris", uris);
		return shown;
	}

	private static List<Map<String, @Nullable Object>> tasks(Collection<TaskRecord> tasks) {
		List<Map<String, @Nullable Object>> shown = new ArrayList<>();
		tasks.forEach((task) -> shown.add(task(task)));
		return shown;
	}

	private static Map<String, @Nullable Object> task(TaskRecord record) {
		Task task = record.toProto();
		Map<String, @Nullable Object> shown = new LinkedHashMap<>();
		shown.put("id", record.id());
		shown.put("name", task.getName());
		shown.put("framework_id", record.frameworkId());
		shown.put("executor_id", task.getExecutorId().getValue());
		shown.put("slave_id", record.agentId());
		shown.put("state", record.state().name());
		shown.put("resources", resources(record.resources()));
		for (Resource resource : record.resources()) {
			shown.put("role", resource.getAllocationInfo().getRole());
		}
		shown.put("statuses", task.getStatusesList().stream().map(StateJson::status).toList());
		if (task.hasUser()) {
			shown.put("user", task.getUser());
		}
		if (task.hasLabels()) {
			shown.put("labels", labels(message(task.getLabels())));
		}
		if (task.hasDiscovery()) {
			shown.put("discovery", message(task.getDiscovery()));
		}
		if (task.hasContainer()) {
			shown.put("container", message(task.getContainer()));
		}
		if (task.hasHealthCheck()) {
			shown.put("health_check", message(task.getHealthCheck()));
		}
		return shown;
	}

	private static Map<String, @Nullable Object> status(TaskStatus status) {
		Map<String, @Nullable Object> shown = new LinkedHashMap<>();
		shown.put("state", status.getState().name());
		shown.put("timestamp", status.getTimestamp());
		if (status.hasLabels()) {
			shown.put("labels", labels(message(status.getLabels())));
		}
		if (status.hasContainerStatus()) {
			shown.put("container_status", message(status.getContainerStatus()));
		}
		if (status.hasHealthy()) {
			shown.put("healthy", status.getHealthy());
		}
		return shown;
	}

	private static @Nullable Object labels(@Nullable Object labels) {
		return (labels instanceof Map<?, ?> map && map.containsKey("labels")) ? map.get("labels") : List.of();
	}

	/** The content of {@code /tasks}. */
	Map<String, @Nullable Object> tasks(HttpRequest request) {
		String framework = request.parameter("framework_id");
		String task = request.parameter("task_id");
		List<TaskRecord> found = new ArrayList<>();
		List<Framework> all = new ArrayList<>(this.term.frameworks().registered());
		all.addAll(this.term.frameworks().completed());
		for (Framework each : all) {
			if (framework == null || framework.equals(each.key())) {
				found.addAll(allTasks(each));
			}
		}
		Comparator<TaskRecord> order = Comparator.comparingDouble(StateJson::firstTime);
		found.sort("asc".equals(request.parameter("order")) ? order : order.reversed());
		Map<String, @Nullable Object> tasks = new LinkedHashMap<>();
		tasks.put("tasks",
				tasks(found.stream()
					.filter((each) -> task == null || task.equals(each.id()))
					.skip(number(request.parameter("offset"), 0))
					.limit(number(request.parameter("limit"), TASK_LIMIT))
					.toList()));
		return tasks;
	}

	/** Tasks without a status come last when the latest come first. */
	private static double firstTime(TaskRecord task) {
		List<TaskStatus> statuses = task.toProto().getStatusesList();
		return statuses.isEmpty() ? Double.NEGATIVE_INFINITY : statuses.get(0).getTimestamp();
	}

	private static long number(@Nullable String text, long other) {
		return (text != null && text.matches("\\d{1,9}")) ? Long.parseLong(text) : other;
	}

	/** The content of {@code /roles}. */
	Map<String, @Nullable Object> roles(HttpRequest request) {
		List<Object> shown = new ArrayList<>();
		this.reads.knownRoles().forEach((role) -> shown.add(role(role)));
		Map<String, @Nullable Object> all = new LinkedHashMap<>();
		all.put("roles", shown);
		return all;
	}

	private Map<String, @Nullable Object> role(String name) {
		RoleUsage usage = new RoleUsage(this.term, name);
		Quota quota = this.term.registry().quotas().getOrDefault(name, Quota.NONE);
		Map<String, @Nullable Object> limits = new LinkedHashMap<>();
		limits.put("role", name);
		limits.put("guarantee", quota.guarantees().toDoubles());
		limits.put("limit", quota.limits().toDoubles());
		limits.put("consumed", usage.consumed().toDoubles());
		Map<String, @Nullable Object> shown = new LinkedHashMap<>();
		shown.put("name", name);
		shown.put("weight", this.term.registry().weight(name));
		shown.put("quota", limits);
		shown.put("resources", usage.allocated().plus(usage.offered()).toDoubles());
		shown.put("allocated", usage.allocated().toDoubles());
		shown.put("offered", usage.offered().toDoubles());
		shown.put("reserved", usage.reserved().toDoubles());
		shown.put("frameworks", this.reads.frameworksOf(name).stream().map(Framework::key).toList());
		return shown;
	}

	/** The content of {@code /flags}. */
	Map<String, @Nullable Object> flags(HttpRequest request) {
		Map<String, @Nullable Object> flags = new LinkedHashMap<>();
		flags.put("flags", new TreeMap<>(this.term.identity().flags()));
		return flags;
	}

	private static @Nullable Object message(Message message) {
		try {
			return Json.parse(MesosJson.print(message));
		}
		catch (JsonSyntaxException ex) {
			throw new IllegalStateException("A printed message does not parse", ex);
		}
	}

}
