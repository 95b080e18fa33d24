package io.mesosframework.embedded.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;

import io.mesosframework.embedded.EmbeddedMesosCluster;
import io.mesosframework.embedded.RawScheduler;

import static io.mesosframework.embedded.test.MesosAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many agents and tasks through the real HTTP API. The properties
 * {@code mesos.scale.agents} and {@code mesos.scale.tasks} make it larger.
 */
class SimulationScaleIT {

	private static final long IDLE_NANOS = 1_000_000;

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private final int agents = Integer.getInteger("mesos.scale.agents", 1_000);

	private final int tasks = Integer.getInteger("mesos.scale.tasks", 10_000);

	private final AtomicInteger launched = new AtomicInteger();

	private final AtomicInteger finished = new AtomicInteger();

	private final AtomicLong sent = new AtomicLong();

	private final CountDownLatch done = new CountDownLatch(1);

	@Test
	void runsManyTasksOnManyAgents() throws Exception {
		long start = System.nanoTime();
		try (EmbeddedMesosCluster cluster = EmbeddedMesosCluster.builder()
			.agents(this.agents)
			.attributes("rack:r{agent}")
			.taskScripts(TaskScripts.always(TaskScript.finishing(Duration.ofMillis(500))))
			.start()) {
			cluster.timeline().recording(false);
			assertThat(cluster).within(PATIENCE).hasActiveAgents(this.agents);
			double registered = seconds(start);
			try (RawScheduler scheduler = new RawScheduler(cluster.masterUrl())) {
				Thread replies = run(scheduler);
				assertThat(this.done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
					.as("%s of %s tasks launched, %s finished", this.launched, this.tasks, this.finished)
					.isTrue();
				replies.join(PATIENCE.toMillis());
			}
			System.gc();
			long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
			System.out.printf("%d agents registered after %.1f s, %d tasks finished after %.1f s, %d MiB in use%n",
					this.agents, registered, this.tasks, seconds(start), heap);
		}
	}

	private Thread run(RawScheduler scheduler) {
		scheduler.onEvent((event) -> {
			try {
				handle(scheduler, event);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
		scheduler.subscribe(RawScheduler.framework("scale"));
		Thread replies = new Thread(() -> readReplies(scheduler), "replies");
		replies.setDaemon(true);
		replies.start();
		return replies;
	}

	private void readReplies(RawScheduler scheduler) {
		long read = 0;
		try {
			while (this.done.getCount() > 0 || read < this.sent.get()) {
				if (read < this.sent.get()) {
					assertThat(scheduler.readReply().status()).isEqualTo(202);
					read++;
				}
				else {
					LockSupport.parkNanos(IDLE_NANOS);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void handle(RawScheduler scheduler, Event event) throws IOException {
		if (event.getType() == Event.Type.OFFERS) {
			int share = (this.tasks + this.agents - 1) / this.agents;
			for (Offer offer : event.getOffers().getOffersList()) {
				int count = Math.min(share, this.tasks - this.launched.get());
				List<String> ids = new ArrayList<>();
				for (int i = 0; i < count; i++) {
					ids.add("t" + this.launched.getAndIncrement());
					ids.add("");
				}
				send(scheduler, scheduler.accept(offer, "cpus:0.1;mem:32", ids.toArray(String[]::new)));
			}
		}
		else if (event.getType() == Event.Type.UPDATE) {
			TaskStatus status = event.getUpdate().getStatus();
			send(scheduler, scheduler.acknowledgement(status.getTaskId(), status));
			assertThat(status.getState()).isIn(TaskState.TASK_STARTING, TaskState.TASK_RUNNING,
					TaskState.TASK_FINISHED);
			if (status.getState() == TaskState.TASK_FINISHED && this.finished.incrementAndGet() == this.tasks) {
				this.done.countDown();
			}
		}
	}

	private void send(RawScheduler scheduler, Call.Builder call) throws IOException {
		scheduler.sendOnly(call);
		this.sent.incrementAndGet();
	}

	private static double seconds(long start) {
		return (System.nanoTime() - start) / 1e9;
	}

}
