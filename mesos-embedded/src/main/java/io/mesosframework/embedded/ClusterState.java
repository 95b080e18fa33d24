package io.mesosframework.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.master.Protos.Response;

/**
 * View of the leading master, read through its operator API at each call. May be used
 * from any thread except the loop's.
 *
 * @since 0.1.0
 */
public final class ClusterState {

	private final EmbeddedMesosCluster cluster;

	ClusterState(EmbeddedMesosCluster cluster) {
		this.cluster = cluster;
	}

	/**
	 * Return all tasks: running, unreachable and completed ones.
	 * @return the tasks
	 */
	public List<Task> tasks() {
		Response.GetTasks response = get(Call.Type.GET_TASKS).getGetTasks();
		List<Task> tasks = new ArrayList<>(response.getTasksList());
		tasks.addAll(response.getUnreachableTasksList());
		tasks.addAll(response.getCompletedTasksList());
		return tasks;
	}

	/**
	 * Find a task.
	 * @param taskId its id
	 * @return the task, if the master knows it; the newest when the id was used twice
	 */
	public Optional<Task> task(String taskId) {
		return tasks().stream().filter((task) -> task.getTaskId().getValue().equals(taskId)).findFirst();
	}

	/**
	 * Return the frameworks that are not removed.
	 * @return the frameworks with their connections and offers
	 */
	public List<Response.GetFrameworks.Framework> frameworks() {
		return get(Call.Type.GET_FRAMEWORKS).getGetFrameworks().getFrameworksList();
	}

	/**
	 * Find a framework that is not removed.
	 * @param name its name
	 * @return the framework, if there is one
	 */
	public Optional<FrameworkInfo> framework(String name) {
		return frameworks().stream()
			.map(Response.GetFrameworks.Framework::getFrameworkInfo)
			.filter((framework) -> framework.getName().equals(name))
			.findFirst();
	}

	/**
	 * Return the registered agents.
	 * @return the agents with what they have and what is used
	 */
	public List<Response.GetAgents.Agent> agents() {
		return get(Call.Type.GET_AGENTS).getGetAgents().getAgentsList();
	}

	private Response get(Call.Type type) {
		return OperatorCalls.call(this.cluster, Call.newBuilder().setType(type).build());
	}

}
