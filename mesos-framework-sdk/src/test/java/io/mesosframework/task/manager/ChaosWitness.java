package io.mesosframework.task.manager;

import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.jspecify.annotations.Nullable;

import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.SchedulerListener;
import io.mesosframework.scheduler.event.MesosEvent;
import io.mesosframework.task.App;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskListener;
import io.mesosframework.task.TaskManager;
import io.mesosframework.task.TaskManagerEvent;
import io.mesosframework.task.TaskStateChanged;
import io.mesosframework.task.internal.instance.TaskIds;

/**
 * Watches a manager during chaos and notes everything that must never happen. Hears every
 * event before the manager does.
 */
final class ChaosWitness implements SchedulerListener, TaskListener {

	private static final Set<TaskState> HEARD_LIVE = Set.of(TaskState.TASK_STAGING, TaskState.TASK_STARTING,
			TaskState.TASK_RUNNING, TaskState.TASK_KILLING);

	final Queue<String> violations = new ConcurrentLinkedQueue<>();

	/** The ids of status updates, and their agents. */
	final Map<ByteString, String> uuids = new ConcurrentHashMap<>();

	/** What was last heard of the tasks of each launch. */
	private final Map<String, Map<String, TaskState>> heard = new ConcurrentHashMap<>();

	/** The launches of all lives. */
	private final Set<String> launched = ConcurrentHashMap.newKeySet();

	/** The launches that were out of reach once, and may have been replaced. */
	private final Set<String> away = ConcurrentHashMap.newKeySet();

	private final Semaphore news = new Semaphore(0);

	private volatile @Nullable TaskManager manager;

	/** Another life of the application begins. */
	void watch(TaskManager next) {
		this.manager = next;
		this.heard.clear();
	}

	int launches() {
		return this.launched.size();
	}

	/** Wait for so many events, but not longer than some time. */
	void awaitNews(int count, int millis) {
		try {
			this.news.drainPermits();
			boolean all = this.news.tryAcquire(count, millis, TimeUnit.MILLISECONDS);
			if (all) {
				this.news.drainPermits();
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void onEvent(MesosEvent event, MesosScheduler scheduler) {
		this.news.release();
		TaskStatus status = event.taskStatus();
		if (status == null) {
			return;
		}
		String taskId = status.getTaskId().getValue();
		TaskIds.Parts id = TaskIds.read(taskId);
		if (id != null && (status.getState() == TaskState.TASK_UNREACHABLE
				|| status.getState() == TaskState.TASK_UNKNOWN || status.getState() == TaskState.TASK_LOST)) {
			this.away.add(id.launchId());
		}
		if (id != null) {
			this.heard.computeIfAbsent(id.launchId(), (key) -> new ConcurrentHashMap<>())
				.put(taskId, status.getState());
		}
		if (status.hasUuid()) {
			this.uuids.put(status.getUuid(), status.getAgentId().getValue());
		}
	}

	@Override
	public void onEvent(TaskManagerEvent event) {
		if (event instanceof TaskStateChanged change) {
			changed(change.before(), change.after());
		}
	}

	private void changed(Instance before, Instance after) {
		Launch old = before.launch();
		Launch launch = after.launch();
		if (launch != null && (old == null || !old.taskId().equals(launch.taskId()))) {
			launched(before, old, launch);
		}
		if (after.history().size() > Instance.MAX_HISTORY) {
			this.violations.add("the history of " + name(after) + " has " + after.history().size() + " launches");
		}
	}

	private void launched(Instance before, @Nullable Launch old, Launch launch) {
		boolean adopted = this.heard.containsKey(launch.taskId());
		if (!this.launched.add(launch.taskId()) && !adopted) {
			this.violations.add("the task id " + launch.taskId() + " was used again");
		}
		if (before.phase() != Phase.WAITING) {
			this.violations.add(name(before) + " was launched while it was " + before.phase());
		}
		checkNumber(before);
		if (old != null && !this.away.contains(old.taskId())) {
			this.heard.getOrDefault(old.taskId(), Map.of()).forEach((taskId, state) -> {
				if (HEARD_LIVE.contains(state)) {
					this.violations.add(launch.taskId() + " was launched while " + taskId + " was known as " + state);
				}
			});
		}
	}

	/** Neither a smaller app nor an update makes more instances than are allowed. */
	private void checkNumber(Instance before) {
		TaskManager watched = this.manager;
		App app = (watched != null) ? watched.app(before.app()) : null;
		if (app != null && before.index() >= app.definition().instances() + app.definition().update().maxSurge()) {
			this.violations.add(name(before) + " was launched, but there are " + app.definition().instances());
		}
	}

	private static String name(Instance instance) {
		return instance.app() + "[" + instance.index() + "]";
	}

}
