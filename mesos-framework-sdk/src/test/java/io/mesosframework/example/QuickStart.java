package io.mesosframework.example;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;

import io.mesosframework.model.FrameworkInfos;
import io.mesosframework.model.Operations;
import io.mesosframework.model.TaskStates;
import io.mesosframework.model.Tasks;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.SchedulerConfiguration;
import io.mesosframework.scheduler.SchedulerDriver;
import io.mesosframework.scheduler.event.MesosEvent;

/**
 * Launches one task and waits for its end.
 */
public final class QuickStart {

	private final AtomicBoolean launched = new AtomicBoolean();

	private final CompletableFuture<TaskStatus> ended = new CompletableFuture<>();

	public static void main(String[] args) throws Exception {
		QuickStart quickStart = new QuickStart();
		SchedulerConfiguration configuration = SchedulerConfiguration.builder()
			.master((args.length > 0) ? args[0] : "http://127.0.0.1:5050")
			.frameworkInfo(FrameworkInfos.named("quick-start").build())
			.teardownOnStop(true)
			.build();
		try (SchedulerDriver driver = new SchedulerDriver(configuration)) {
			driver.addListener(quickStart::onEvent).start();
			driver.termination().thenAccept((end) -> quickStart.ended.cancel(false));
			System.out.println("The task has ended: " + quickStart.ended.get().getState());
		}
	}

	private void onEvent(MesosEvent event, MesosScheduler scheduler) {
		for (Offer offer : event.offers()) {
			if (this.launched.compareAndSet(false, true)) {
				TaskInfo task = Tasks.named("hello").on(offer).resources("cpus:0.1;mem:32").shell("echo Hello").build();
				scheduler.accept(offer, Operations.launch(task));
			}
		}
		TaskStatus status = event.taskStatus();
		if (status != null) {
			scheduler.acknowledge(status);
			if (TaskStates.isTerminal(status.getState())) {
				this.ended.complete(status);
			}
		}
	}

}
