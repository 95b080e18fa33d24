package io.mesosframework.task.manager;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.awaitility.Awaitility;

import io.mesosframework.client.ClientOptions;
import io.mesosframework.client.CredentialsProvider;
import io.mesosframework.embedded.ClusterBuilder;
import io.mesosframework.embedded.EmbeddedMesosCluster;
import io.mesosframework.placement.PlacementExtensions;
import io.mesosframework.scheduler.FrameworkIdStore;
import io.mesosframework.scheduler.SchedulerConfiguration;
import io.mesosframework.scheduler.SchedulerDriver;
import io.mesosframework.scheduler.SchedulerListener;
import io.mesosframework.store.TaskStore;
import io.mesosframework.task.App;
import io.mesosframework.task.Deployment;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskManagerEvent;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.definition.TaskDefinitionReader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A cluster in the same process and a task manager on it.
 */
public final class ManagerFixture implements AutoCloseable {

	final EmbeddedMesosCluster cluster;

	final FrameworkIdStore ids = FrameworkIdStore.inMemory();

	final List<TaskManagerEvent> events = new CopyOnWriteArrayList<>();

	/** What the next run subscribes with. */
	FrameworkInfo info = framework();

	public SchedulerDriver driver;

	public DefaultTaskManager manager;

	private final PlacementExtensions extensions;

	private final CredentialsProvider credentials;

	public ManagerFixture(UnaryOperator<ClusterBuilder> cluster, TaskManagerOptions options) {
		this(cluster, options, PlacementExtensions.NONE);
	}

	public ManagerFixture(UnaryOperator<ClusterBuilder> cluster, TaskManagerOptions options,
			PlacementExtensions extensions) {
		this(cluster, options, extensions, CredentialsProvider.none());
	}

	public ManagerFixture(UnaryOperator<ClusterBuilder> cluster, TaskManagerOptions options,
			PlacementExtensions extensions, CredentialsProvider credentials) {
		this.extensions = extensions;
		this.credentials = credentials;
		this.cluster = start(cluster);
		live(options);
	}

	public ManagerFixture(UnaryOperator<ClusterBuilder> cluster, TaskManagerOptions options, TaskStore store) {
		this.extensions = PlacementExtensions.NONE;
		this.credentials = CredentialsProvider.none();
		this.cluster = start(cluster);
		live(options, store);
	}

	private static EmbeddedMesosCluster start(UnaryOperator<ClusterBuilder> cluster) {
		return cluster
			.apply(EmbeddedMesosCluster.builder()
				.agents(2)
				.resources("cpus:2;mem:1024;disk:1024;ports:[31000-31099]")
				.allocationInterval(Duration.ofMillis(50)))
			.start();
	}

	/** Begin a life of the application that knows only the framework's id. */
	public void live(TaskManagerOptions options, SchedulerListener... listeners) {
		create(this.ids);
		this.manager = new DefaultTaskManager(this.driver.scheduler(), options, this.extensions);
		start(listeners);
	}

	/** Begin a life of the application with what is stored. */
	public void live(TaskManagerOptions options, TaskStore store) {
		live(options, store, (created) -> {
		});
	}

	/** Begin a life with what is stored; something is done before that is known. */
	public void live(TaskManagerOptions options, TaskStore store, Consumer<DefaultTaskManager> beforeRestore) {
		FrameworkState state = new FrameworkState(store);
		create(state.frameworkIds());
		this.manager = new DefaultTaskManager(this.driver.scheduler(), options, this.extensions, state);
		beforeRestore.accept(this.manager);
		get(this.manager.restore(TaskStore.NEXT_EPOCH));
		start();
	}

	private void create(FrameworkIdStore frameworkIds) {
		this.driver = new SchedulerDriver(SchedulerConfiguration.builder()
			.master(this.cluster.masterUrls())
			.clientOptions(ClientOptions.builder().credentials(this.credentials).build())
			.frameworkInfo(this.info)
			.frameworkIdStore(frameworkIds)
			.build());
	}

	private void start(SchedulerListener... listeners) {
		this.manager.addListener(this.events::add);
		this.driver.addListener(this.manager);
		this.driver.addListener((event, scheduler) -> {
			if (event.taskStatus() != null) {
				scheduler.acknowledge(event.taskStatus());
			}
			if (event.operationStatus() != null) {
				scheduler.acknowledgeOperationStatus(event.operationStatus());
			}
		});
		List.of(listeners).forEach(this.driver::addListener);
		this.driver.start();
	}

	static FrameworkInfo framework() {
		return FrameworkInfo.newBuilder()
			.setName("tasks")
			.setUser(System.getProperty("user.name"))
			.addRoles("web")
			.setCheckpoint(true)
			.setFailoverTimeout(600)
			.addCapabilities(Capability.newBuilder().setType(Capability.Type.MULTI_ROLE))
			.addCapabilities(Capability.newBuilder().setType(Capability.Type.PARTITION_AWARE))
			.addCapabilities(Capability.newBuilder().setType(Capability.Type.RESERVATION_REFINEMENT))
			.build();
	}

	@Override
	public void close() {
		this.driver.close();
		this.cluster.close();
	}

	public void deploy(Map<String, Object> document) {
		get(this.manager.deploy(new TaskDefinitionReader().read(document)));
	}

	public <T> T get(CompletionStage<T> stage) {
		return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
	}

	public App app(String name) {
		App app = this.manager.app(name);
		assertThat(app).isNotNull();
		return app;
	}

	Deployment deployment(String app) {
		Deployment deployment = app(app).deployment();
		assertThat(deployment).isNotNull();
		return deployment;
	}

	public <T extends TaskManagerEvent> List<T> events(Class<T> type) {
		return this.events.stream().filter(type::isInstance).map(type::cast).toList();
	}

	public List<String> taskIds(String app) {
		return app(app).instances().stream().map((instance) -> instance.launch().taskId()).toList();
	}

	public void awaitPhase(String app, Phase phase, int count) {
		await(() -> app(app).count(phase) == count);
	}

	public void awaitDeployment(String app, Deployment.State state) {
		await(() -> deployment(app).state() == state);
	}

	/** Return the ids of the tasks that the master knows to run. */
	Set<String> running() {
		return this.cluster.state()
			.tasks()
			.stream()
			.filter((task) -> task.getState() == TaskState.TASK_RUNNING)
			.map((task) -> task.getTaskId().getValue())
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * Run a busy action. In the common pool it would keep the JDK from telling that
	 * processes have ended.
	 */
	static void onItsOwnThread(Runnable action) {
		Thread thread = new Thread(action, "busy-reader");
		thread.setDaemon(true);
		thread.start();
	}

	/** Let the master say what it would not say by itself. */
	void say(TaskStatus.Builder status) {
		this.cluster.faults()
			.streams()
			.send(Event.newBuilder()
				.setType(Event.Type.UPDATE)
				.setUpdate(Event.Update.newBuilder().setStatus(status))
				.build());
	}

	/** Return a task of a group. */
	static Map<String, Object> member(String name) {
		return Map.of("name", name, "resources", Map.of("cpu", 0.1, "mem", 32), "command", Map.of("cmd", "sleep 1000"));
	}

	/**
	 * Wait for something that the manager does, and then until it has done all that
	 * belongs to it: an instance changes first, and then it is counted and told.
	 */
	public void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(90)).until(condition);
		CompletableFuture<Boolean> done = new CompletableFuture<>();
		try {
			this.driver.scheduler().execute(() -> done.complete(true));
		}
		catch (RejectedExecutionException ex) {
			return;
		}
		get(CompletableFuture.anyOf(done, this.driver.termination().toCompletableFuture()));
	}

	public static Map<String, Object> service(String name, int instances) {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("name", name);
		document.put("instances", instances);
		document.put("resources", Map.of("cpu", 0.25, "mem", 64));
		document.put("command", Map.of("cmd", "sleep 1000"));
		return document;
	}

}
