package io.mesosframework.task.manager;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.TaskID;

import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.internal.app.TaskIndex;
import io.mesosframework.task.internal.app.UnsentLaunches;
import io.mesosframework.task.internal.instance.Effect;
import io.mesosframework.task.internal.reconcile.KillService;
import io.mesosframework.task.internal.reconcile.UnownedTasks;
import io.mesosframework.task.internal.state.StateWriter;

/**
 * Carries out the effects of decisions on instances: kills, reconciliations and abandoned
 * tasks. Used on the event loop only.
 */
final class InstanceEffects {

	private final MesosScheduler scheduler;

	private final TaskIndex index;

	private final StateWriter journal;

	private final KillService kills;

	private final UnownedTasks unowned;

	private final UnsentLaunches unsent;

	private final Clock clock;

	InstanceEffects(MesosScheduler scheduler, TaskIndex index, StateWriter journal, KillService kills,
			UnownedTasks unowned, UnsentLaunches unsent, Clock clock) {
		this.scheduler = scheduler;
		this.index = index;
		this.journal = journal;
		this.kills = kills;
		this.unowned = unowned;
		this.unsent = unsent;
		this.clock = clock;
	}

	void perform(Effect effect) {
		if (effect instanceof Effect.Kill kill) {
			List<String> ids = this.index.tasksOf(kill.taskId());
			this.journal.whenDurable(() -> {
				Instance instance = this.index.instance(kill.taskId());
				if (instance != null && instance.phase().isLive()) {
					ids.forEach((id) -> this.kills.kill(id, kill.agentId(), now()));
				}
			});
		}
		else if (effect instanceof Effect.Reconcile reconcile && !this.unsent.contains(reconcile.taskId())) {
			this.index.tasksOf(reconcile.taskId())
				.forEach((id) -> this.scheduler.reconcile(TaskID.newBuilder().setValue(id).build(),
						AgentID.newBuilder().setValue(reconcile.agentId()).build()));
		}
		else if (effect instanceof Effect.Abandon abandon) {
			this.index.tasksOf(abandon.taskId()).forEach((id) -> {
				this.unowned.abandon(id, abandon.agentId(), now());
				this.kills.ended(id, now());
			});
		}
	}

	/**
	 * Forget the kills of an instance that has ended: tasks of a group may have ended
	 * before the kills were sent, and the answers to them may be lost.
	 */
	void stopKilling(Instance before, Instance after) {
		Launch launch = before.launch();
		if (launch != null && before.phase().isLive() && !after.phase().isLive()) {
			this.index.tasksOf(launch.taskId()).forEach((id) -> this.kills.ended(id, now()));
		}
	}

	/** Return the agents of all tasks that may exist, by task id. */
	Map<String, String> liveTasks() {
		Map<String, String> live = this.unowned.abandoned();
		live.putAll(this.index.live());
		this.unsent.ids().forEach((launchId) -> live.keySet().removeAll(this.index.tasksOf(launchId)));
		return live;
	}

	private Instant now() {
		return this.clock.instant();
	}

}
