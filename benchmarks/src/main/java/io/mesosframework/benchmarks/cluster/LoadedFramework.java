package io.mesosframework.benchmarks.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.TaskStatus;

import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.SchedulerConfiguration;
import io.mesosframework.scheduler.SchedulerDriver;
import io.mesosframework.scheduler.SchedulerListener;
import io.mesosframework.scheduler.event.MesosEvent;
import io.mesosframework.scheduler.event.MesosLifecycleEvent;
import io.mesosframework.scheduler.event.MesosSubscribed;
import io.mesosframework.task.App;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.manager.DefaultTaskManager;

/**
 * Our framework: a task manager with its defaults on a driver with its defaults, which
 * declares very many tasks at once. It tells what happens on its standard output.
 */
final class LoadedFramework implements SchedulerListener {

	private static final int PER_APP = 1000;

	private final SchedulerDriver driver;

	private final DefaultTaskManager manager;

	private final CountDownLatch subscribed = new CountDownLatch(1);

	private LoadedFramework(String masters) {
		this.driver = new SchedulerDriver(SchedulerConfiguration.builder()
			.master(masters)
			.frameworkInfo(FrameworkInfo.newBuilder()
				.setUser("nobody")
				.setName("load")
				.addRoles("load")
				.setFailoverTimeout(Duration.ofDays(1).toSeconds())
				.setCheckpoint(true)
				.addCapabilities(Capability.newBuilder().setType(Capability.Type.MULTI_ROLE))
				.addCapabilities(Capability.newBuilder().setType(Capability.Type.PARTITION_AWARE))
				.addCapabilities(Capability.newBuilder().setType(Capability.Type.RESERVATION_REFINEMENT))
				.build())
			.build());
		this.manager = new DefaultTaskManager(this.driver.scheduler(), TaskManagerOptions.defaults());
		this.driver.addListener(this.manager);
		this.driver.addListener(this);
	}

	/**
	 * Declares tasks, tells when all run, and writes down their ids whenever a line comes
	 * on the standard input.
	 * @param args the masters' URLs, the number of tasks, the file for their ids and the
	 * number of tasks of the warm-up
	 * @throws IOException if something cannot be read or written
	 * @throws InterruptedException if someone interrupts it
	 */
	public static void main(String[] args) throws IOException, InterruptedException {
		int tasks = Integer.parseInt(args[1]);
		LoadedFramework framework = new LoadedFramework(args[0]);
		try (framework.driver) {
			framework.driver.start();
			framework.subscribed.await();
			framework.warmUp(Integer.parseInt(args[3]));
			long before = heap();
			BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
			System.out.println("warm");
			input.readLine();
			LoopLag lag = new LoopLag(framework.driver.scheduler());
			System.out.println("begin " + System.nanoTime());
			framework.manager.deploy(definitions("app", tasks)).toCompletableFuture().join();
			framework.awaitRunning(tasks);
			System.out.println("running " + System.nanoTime());
			System.out.println("lag " + lag.end());
			for (String line = input.readLine(); line != null; line = input.readLine()) {
				Files.write(Path.of(args[2]), framework.taskIds());
				System.out.println(
						"tasks " + framework.manager.counts().count(Phase.RUNNING) + " " + (heap() - before) / tasks);
			}
		}
	}

	/** Let the compilers of both sides see all of it once; nothing of it remains. */
	private void warmUp(int tasks) throws InterruptedException {
		List<TaskDefinition> definitions = definitions("warm", tasks);
		this.manager.deploy(definitions).toCompletableFuture().join();
		awaitRunning(tasks);
		definitions.forEach((definition) -> this.manager.remove(definition.name()));
		while (!this.manager.apps().isEmpty()) {
			Pause.millis(20);
		}
	}

	private static List<TaskDefinition> definitions(String name, int tasks) {
		List<TaskDefinition> definitions = new ArrayList<>();
		for (int left = tasks; left > 0; left -= PER_APP) {
			definitions.add(TaskDefinition.builder(name + "-" + definitions.size())
				.instances(Math.min(PER_APP, left))
				.role("load")
				.cpus(0.1)
				.mem(64)
				.disk(16)
				.cmd("serve --port 80")
				.env("STAGE", "load")
				.label("team", "bench")
				.build());
		}
		return definitions;
	}

	private void awaitRunning(int tasks) throws InterruptedException {
		int told = -1;
		for (int running = 0; running < tasks; running = this.manager.counts().count(Phase.RUNNING)) {
			if (running != told) {
				System.out.println("progress " + running);
				told = running;
			}
			Pause.millis(5);
		}
	}

	private List<String> taskIds() {
		List<String> ids = new ArrayList<>();
		for (App app : this.manager.apps()) {
			for (Instance instance : app.instances()) {
				String id = instance.liveTaskId();
				if (id != null) {
					ids.add(id);
				}
			}
		}
		return ids;
	}

	/** Return the bytes that are really in use. */
	private static long heap() throws InterruptedException {
		Runtime runtime = Runtime.getRuntime();
		for (int i = 0; i < 3; i++) {
			System.gc();
			Pause.millis(100);
		}
		return runtime.totalMemory() - runtime.freeMemory();
	}

	@Override
	public void onEvent(MesosEvent event, MesosScheduler scheduler) {
		TaskStatus status = event.taskStatus();
		if (status != null && status.hasUuid()) {
			scheduler.acknowledge(status);
		}
	}

	@Override
	public void onLifecycle(MesosLifecycleEvent event, MesosScheduler scheduler) {
		if (event instanceof MesosSubscribed) {
			this.subscribed.countDown();
		}
	}

	/**
	 * Measures how long a small task waits for the event loop, a hundred times a second.
	 */
	private static final class LoopLag implements Runnable {

		private final MesosScheduler scheduler;

		private final Thread thread = new Thread(this, "lag");

		private long[] nanos = new long[1024];

		private int count;

		private volatile boolean over;

		LoopLag(MesosScheduler scheduler) {
			this.scheduler = Objects.requireNonNull(scheduler);
			this.thread.setDaemon(true);
			this.thread.start();
		}

		@Override
		public void run() {
			try {
				while (!this.over) {
					CountDownLatch ran = new CountDownLatch(1);
					long start = System.nanoTime();
					this.scheduler.execute(ran::countDown);
					if (ran.await(1, TimeUnit.MINUTES)) {
						add(System.nanoTime() - start);
					}
					Pause.millis(10);
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		private void add(long lag) {
			if (this.count == this.nanos.length) {
				this.nanos = Arrays.copyOf(this.nanos, this.count * 2);
			}
			this.nanos[this.count++] = lag;
		}

		/** Return median, 99th percentile and maximum in nanoseconds. */
		String end() throws InterruptedException {
			this.over = true;
			this.thread.join();
			long[] sorted = Arrays.copyOf(this.nanos, this.count);
			Arrays.sort(sorted);
			return sorted[this.count / 2] + " " + sorted[(int) (this.count * 0.99)] + " " + sorted[this.count - 1];
		}

	}

}
