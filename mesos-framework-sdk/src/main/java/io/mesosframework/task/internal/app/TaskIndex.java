package io.mesosframework.task.internal.app;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.TaskState;
import org.jspecify.annotations.Nullable;

import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.definition.TaskSpec;
import io.mesosframework.task.internal.info.TaskInfos;
import io.mesosframework.task.internal.instance.GroupProgress;

/**
 * Index of instances by task id. Used on the event loop only.
 *
 * @since 0.1.0
 */
public final class TaskIndex {

	private final Map<String, TaskRef> tasks = new HashMap<>();

	/** Task ids of task group launches, by launch id. */
	private final Map<String, List<String>> members = new HashMap<>();

	/**
	 * Update the index after a change of an instance: a new launch replaces the previous
	 * one.
	 */
	public void update(AppState app, @Nullable Instance before, Instance after) {
		Launch launch = after.launch();
		boolean known = before != null && before.launch() != null && launch != null
				&& before.launch().taskId().equals(launch.taskId());
		if (launch == null || known) {
			return;
		}
		if (before != null) {
			remove(app, before);
		}
		TaskDefinition definition = app.definitionOf(after);
		if (definition.isGroup()) {
			List<String> ids = taskIds(definition, launch.taskId());
			Map<String, TaskSpec> specs = new LinkedHashMap<>();
			for (int i = 0; i < ids.size(); i++) {
				specs.put(ids.get(i), definition.tasks().get(i));
			}
			GroupProgress group = new GroupProgress(specs);
			if (before == null && launch.state() == TaskState.TASK_RUNNING) {
				group.resume(launch);
			}
			ids.forEach((id) -> this.tasks.put(id, new TaskRef(app, after.index(), launch.taskId(), group)));
			this.members.put(launch.taskId(), ids);
		}
		else {
			this.tasks.put(launch.taskId(), new TaskRef(app, after.index(), launch.taskId(), null));
		}
	}

	/** Remove an instance from the index. */
	public void remove(AppState app, Instance instance) {
		Launch launch = instance.launch();
		if (launch != null) {
			taskIds(app.definitionOf(instance), launch.taskId()).forEach(this.tasks::remove);
			this.members.remove(launch.taskId());
		}
	}

	public @Nullable TaskRef find(String taskId) {
		return this.tasks.get(taskId);
	}

	/** Return the instance of a task, or {@code null}. */
	public @Nullable Instance instance(String taskId) {
		List<String> group = this.members.get(taskId);
		TaskRef ref = this.tasks.get((group != null) ? group.get(0) : taskId);
		return (ref != null) ? ref.instance() : null;
	}

	/** Return the ids of the tasks of a launch. */
	public List<String> tasksOf(String launchId) {
		return this.members.getOrDefault(launchId, List.of(launchId));
	}

	/** Return the agents of all tasks that may exist, by task id. */
	public Map<String, String> live() {
		Map<String, String> live = new HashMap<>();
		this.tasks.forEach((taskId, ref) -> {
			Instance instance = ref.instance();
			Launch launch = (instance != null) ? instance.launch() : null;
			boolean ended = ref.group() != null && ref.group().hasEnded(taskId);
			if (instance != null && instance.phase().isLive() && launch != null && !ended) {
				live.put(taskId, launch.agentId());
			}
		});
		return live;
	}

	private static List<String> taskIds(TaskDefinition definition, String launchId) {
		return definition.isGroup()
				? definition.tasks().stream().map((spec) -> TaskInfos.memberId(launchId, spec)).toList()
				: List.of(launchId);
	}

	/**
	 * Reference from a task to its instance.
	 *
	 * @param app the app of the instance
	 * @param index the number of the instance
	 * @param launchId the id of the launch
	 * @param group the progress of the task group, or {@code null} if the task is in none
	 */
	public record TaskRef(AppState app, int index, String launchId, @Nullable GroupProgress group) {

		/**
		 * Return the instance if the task belongs to its current or last launch, or
		 * {@code null}.
		 */
		public @Nullable Instance instance() {
			Instance instance = this.app.instance(this.index);
			Launch launch = (instance != null) ? instance.launch() : null;
			return (launch != null && launch.taskId().equals(this.launchId)) ? instance : null;
		}

	}

}
