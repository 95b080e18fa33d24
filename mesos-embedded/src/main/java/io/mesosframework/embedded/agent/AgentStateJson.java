package io.mesosframework.embedded.agent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.google.protobuf.Message;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.Label;
import org.apache.mesos.v1.Protos.Labels;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.Value;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.codec.Json;
import io.mesosframework.embedded.codec.JsonSyntaxException;
import io.mesosframework.embedded.codec.MesosJson;
import io.mesosframework.embedded.endpoint.BuildInfo;
import io.mesosframework.embedded.resource.ResourceFormats;
import io.mesosframework.embedded.resource.Resources;

/**
 * The content of the agent's {@code /state}, in the words of the v0 API
 * ({@code src/slave/http.cpp}).
 */
final class AgentStateJson {

	private static final List<String> SCALARS = List.of("disk", "mem", "gpus", "cpus");

	private static final List<String> CAPABILITIES = List.of("MULTI_ROLE", "HIERARCHICAL_ROLE",
			"RESERVATION_REFINEMENT", "RESOURCE_PROVIDER", "RESIZE_VOLUME", "AGENT_OPERATION_FEEDBACK",
			"AGENT_DRAINING", "TASK_RESOURCE_LIMITS");

	private final AgentState state;

	AgentStateJson(AgentState state) {
		this.state = state;
	}

	/**
	 * Describe the agent.
	 * @param flags its flags
	 * @return the members of the object
	 */
	Map<String, @Nullable Object> state(Map<String, String> flags) {
		AgentOptions options = this.state.options;
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.putAll(BuildInfo.members(AgentReads.VERSION));
		json.put("start_time", this.state.startTime.toEpochMilli() / 1000.0);
		json.put("id", (this.state.id != null) ? this.state.id.getValue() : "");
		json.put("pid", options.pid());
		json.put("hostname", options.hostname());
		json.put("capabilities", CAPABILITIES);
		if (options.domain() != null) {
			json.put("domain", message(options.domain()));
		}
		if (this.state.drain != null) {
			json.put("drain_config", message(this.state.drain));
		}
		addResources(json);
		json.put("attributes", attributes(options.attributes()));
		if (this.state.id != null) {
			json.put("master_hostname", options.hostname());
		}
		json.put("flags", flags);
		json.put("frameworks", frameworks(this.state.frameworks.values()));
		json.put("completed_frameworks", frameworks(this.state.completedFrameworks));
		return json;
	}

	private void addResources(Map<String, @Nullable Object> json) {
		Resources total = Resources.of(this.state.total);
		json.put("resources", resources(total));
		Map<String, @Nullable Object> reserved = new TreeMap<>();
		Map<String, @Nullable Object> reservedFull = new TreeMap<>();
		total.reservations().forEach((role, resources) -> {
			reserved.put(role, resources(resources));
			reservedFull.put(role, full(resources));
		});
		json.put("reserved_resources", reserved);
		json.put("unreserved_resources", resources(total.unreserved()));
		json.put("reserved_resources_full", reservedFull);
		json.put("unreserved_resources_full", full(total.unreserved()));
		List<Resource> used = new ArrayList<>();
		this.state.executors().forEach((executor) -> used.addAll(executor.allocated()));
		Resources allocated = Resources.of(used);
		Map<String, @Nullable Object> reservedAllocated = new TreeMap<>();
		allocated.reservations().forEach((role, resources) -> reservedAllocated.put(role, resources(resources)));
		json.put("reserved_resources_allocated", reservedAllocated);
		json.put("unreserved_resources_allocated", resources(allocated.unreserved()));
		json.put("resource_providers", List.of());
	}

	private List<Map<String, @Nullable Object>> frameworks(Collection<AgentFramework> frameworks) {
		List<Map<String, @Nullable Object>> list = new ArrayList<>();
		for (AgentFramework framework : frameworks) {
			Map<String, @Nullable Object> json = new LinkedHashMap<>();
			json.put("id", framework.id());
			json.put("name", framework.info.getName());
			json.put("user", framework.info.getUser());
			json.put("failover_timeout", framework.info.getFailoverTimeout());
			json.put("checkpoint", framework.info.getCheckpoint());
			json.put("hostname", framework.info.getHostname());
			if (framework.info.hasPrincipal()) {
				json.put("principal", framework.info.getPrincipal());
			}
			json.put("roles", framework.info.getRolesList());
			json.put("executors", executors(framework.executors.values()));
			json.put("completed_executors", executors(framework.completedExecutors));
			list.add(json);
		}
		return list;
	}

	private List<Map<String, @Nullable Object>> executors(Collection<AgentExecutor> executors) {
		List<Map<String, @Nullable Object>> list = new ArrayList<>();
		executors.forEach((executor) -> list.add(executor(executor)));
		return list;
	}

	@SuppressWarnings("deprecation")
	private Map<String, @Nullable Object> executor(AgentExecutor executor) {
		ExecutorInfo info = executor.info;
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("id", executor.id());
		json.put("name", info.getName());
		json.put("source", info.getSource());
		json.put("container", executor.containerId.getValue());
		json.put("directory", executor.directory.toString());
		json.put("resources", resources(Resources.of(executor.allocated())));
		if (info.getResourcesCount() > 0) {
			json.put("role", info.getResources(0).getAllocationInfo().getRole());
		}
		if (info.hasLabels()) {
			json.put("labels", labels(info.getLabels()));
		}
		if (info.hasType()) {
			json.put("type", info.getType().name());
		}
		json.put("tasks", executor.launched.values().stream().map(AgentStateJson::task).toList());
		json.put("queued_tasks", executor.queued.values().stream().map(AgentStateJson::queued).toList());
		List<Map<String, @Nullable Object>> completed = new ArrayList<>();
		executor.completed.forEach((task) -> completed.add(task(task)));
		executor.terminated.values().forEach((task) -> completed.add(task(task)));
		json.put("completed_tasks", completed);
		return json;
	}

	private static Map<String, @Nullable Object> queued(TaskInfo task) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("id", task.getTaskId().getValue());
		json.put("name", task.getName());
		json.put("slave_id", task.getAgentId().getValue());
		json.put("resources", resources(Resources.of(task.getResourcesList())));
		if (task.getResourcesCount() > 0) {
			json.put("role", task.getResources(0).getAllocationInfo().getRole());
		}
		if (task.hasCommand()) {
			json.put("command", message(task.getCommand()));
		}
		if (task.hasExecutor()) {
			json.put("executor_id", task.getExecutor().getExecutorId().getValue());
		}
		if (task.hasDiscovery()) {
			json.put("discovery", message(task.getDiscovery()));
		}
		return json;
	}

	private static Map<String, @Nullable Object> task(Task task) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("id", task.getTaskId().getValue());
		json.put("name", task.getName());
		json.put("framework_id", task.getFrameworkId().getValue());
		json.put("executor_id", task.getExecutorId().getValue());
		json.put("slave_id", task.getAgentId().getValue());
		json.put("state", task.getState().name());
		json.put("resources", resources(Resources.of(task.getResourcesList())));
		if (task.getResourcesCount() > 0) {
			json.put("role", task.getResources(0).getAllocationInfo().getRole());
		}
		json.put("statuses", task.getStatusesList().stream().map(AgentStateJson::status).toList());
		if (task.hasUser()) {
			json.put("user", task.getUser());
		}
		if (task.hasLabels()) {
			json.put("labels", labels(task.getLabels()));
		}
		if (task.hasDiscovery()) {
			json.put("discovery", message(task.getDiscovery()));
		}
		if (task.hasContainer()) {
			json.put("container", message(task.getContainer()));
		}
		if (task.hasHealthCheck()) {
			json.put("health_check", message(task.getHealthCheck()));
		}
		return json;
	}

	private static Map<String, @Nullable Object> status(TaskStatus status) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("state", status.getState().name());
		json.put("timestamp", status.getTimestamp());
		if (status.hasLabels()) {
			json.put("labels", labels(status.getLabels()));
		}
		if (status.hasContainerStatus()) {
			json.put("container_status", message(status.getContainerStatus()));
		}
		if (status.hasHealthy()) {
			json.put("healthy", status.getHealthy());
		}
		if (status.hasCheckStatus()) {
			json.put("check_status", message(status.getCheckStatus()));
		}
		return json;
	}

	private static List<Object> labels(Labels labels) {
		List<Object> list = new ArrayList<>();
		for (Label label : labels.getLabelsList()) {
			list.add(message(label));
		}
		return list;
	}

	private static Map<String, @Nullable Object> attributes(List<Attribute> attributes) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		for (Attribute attribute : attributes) {
			switch (attribute.getType()) {
				case SCALAR -> json.put(attribute.getName(), attribute.getScalar().getValue());
				case RANGES -> json.put(attribute.getName(), ranges(attribute.getRanges().getRangeList()));
				default -> json.put(attribute.getName(), attribute.getText().getValue());
			}
		}
		return json;
	}

	private static Map<String, @Nullable Object> resources(Resources resources) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		SCALARS.forEach((name) -> json.put(name, resources.amount(name).toDouble()));
		for (String name : resources.names()) {
			List<Value.Range> ranges = resources.ranges(name);
			if (!ranges.isEmpty()) {
				json.put(name, ranges(ranges));
			}
			else if (!SCALARS.contains(name)) {
				json.put(name, resources.amount(name).toDouble());
			}
		}
		return json;
	}

	private static List<Object> full(Resources resources) {
		List<Object> list = new ArrayList<>();
		resources.toList().forEach((resource) -> list.add(message(ResourceFormats.toEndpoint(resource))));
		return list;
	}

	private static String ranges(List<Value.Range> ranges) {
		List<String> texts = ranges.stream().map((range) -> range.getBegin() + "-" + range.getEnd()).toList();
		return "[" + String.join(", ", texts) + "]";
	}

	private static Object message(Message message) {
		try {
			return Json.parseObject(MesosJson.print(message));
		}
		catch (JsonSyntaxException ex) {
			throw new IllegalStateException("A message was printed as something other than JSON", ex);
		}
	}

}
