package io.mesosframework.task.manager;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.jspecify.annotations.Nullable;

import io.mesosframework.client.ClientOptions;
import io.mesosframework.embedded.EmbeddedMesosCluster;
import io.mesosframework.embedded.simulation.TaskScripts;
import io.mesosframework.offer.OfferOptions;
import io.mesosframework.placement.PlacementExtensions;
import io.mesosframework.scheduler.FrameworkIdStore;
import io.mesosframework.scheduler.SchedulerConfiguration;
import io.mesosframework.scheduler.SchedulerDriver;
import io.mesosframework.scheduler.SchedulerTimers;
import io.mesosframework.store.TaskStore;
import io.mesosframework.task.App;
import io.mesosframework.task.DeploymentAction;
import io.mesosframework.task.DeploymentStateException;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskManagerOptions;
import io.mesosframework.task.TaskManagerStatus;
import io.mesosframework.task.TaskTimeouts;
import io.mesosframework.task.UnknownAppException;
import io.mesosframework.task.UnknownTaskException;
import io.mesosframework.task.UnknownTaskPolicy;
import io.mesosframework.task.definition.TaskDefinitionReader;
import io.mesosframework.task.definition.TaskSpec;
import io.mesosframework.task.internal.info.TaskInfos;
import io.mesosframework.task.internal.instance.TaskIds;
import io.mesosframework.task.internal.instance.TaskStates;

/**
 * One run of a chaos test: a simulated cluster, the lives of an application on it, random
 * operations of its user and random faults, all of them from one seed.
 */
final class ChaosRun implements AutoCloseable {

	private static final int AGENTS = 20;

	private static final OfferOptions OFFERS = new OfferOptions(Duration.ofMillis(300), Duration.ofSeconds(1),
			Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofMinutes(10), Duration.ofMillis(300),
			Duration.ofMinutes(10), OfferOptions.InverseOfferPolicy.ACCEPT, true);

	final ChaosWitness witness = new ChaosWitness();

	final EmbeddedMesosCluster cluster;

	private final FrameworkIdStore ids = FrameworkIdStore.inMemory();

	private final SchedulerTimers timers = SchedulerTimers.system("chaos");

	/** Where the state is kept, or {@code null} if it dies with the application. */
	private final @Nullable ChaosStore store;

	private final Random random;

	private final ChaosApps apps;

	private final ChaosFaults faults;

	private final List<String> steps = new ArrayList<>();

	private SchedulerDriver driver;

	private DefaultTaskManager manager;

	ChaosRun(long seed, boolean stored) {
		this.random = new Random(seed);
		this.store = stored ? new ChaosStore(this.timers, seed) : null;
		this.apps = new ChaosApps(this.random);
		this.cluster = EmbeddedMesosCluster.builder()
			.masters(2)
			.agents(AGENTS)
			.attributes("rack:r{agent}")
			.resources("cpus:2;mem:1024;disk:1024")
			.allocationInterval(Duration.ofMillis(50))
			.agentPings(Duration.ofMillis(200), 2)
			.agentReregisterTimeout(Duration.ofSeconds(2))
			.simulated(true)
			.taskScripts((task) -> TaskScripts.fromCommand()
				.of(task)
				.killedAfter(Duration.ofMillis(Math.floorMod(task.getTaskId().hashCode(), 200))))
			.start();
		this.faults = new ChaosFaults(this.cluster, this.random);
		live();
	}

	/**
	 * Begin a life of the application, which knows what is stored, or its definitions and
	 * nothing else.
	 */
	private void live() {
		FrameworkState state = new FrameworkState((this.store != null) ? this.store : TaskStore.inMemory());
		this.driver = new SchedulerDriver(SchedulerConfiguration.builder()
			.master(this.cluster.masterUrls())
			.frameworkInfo(ManagerFixture.framework())
			.frameworkIdStore((this.store != null) ? state.frameworkIds() : this.ids)
			.initialDelay(Duration.ZERO)
			.backOff(Duration.ofMillis(50), Duration.ofMillis(500))
			.subscribeTimeout(Duration.ofSeconds(2))
			.clientOptions(ClientOptions.builder().responseTimeout(Duration.ofSeconds(1)).build())
			.build());
		this.manager = new DefaultTaskManager(this.driver.scheduler(), options(), PlacementExtensions.NONE, state);
		this.manager.restore(TaskStore.NEXT_EPOCH).toCompletableFuture().join();
		this.manager.addListener(this.witness);
		this.witness.watch(this.manager);
		this.driver.addListener(this.witness);
		this.driver.addListener(this.manager);
		this.driver.addListener((event, scheduler) -> {
			if (event.taskStatus() != null) {
				scheduler.acknowledge(event.taskStatus());
			}
		});
		this.driver.start();
		if (this.store == null) {
			this.apps.documents().values().forEach(this::deploy);
		}
	}

	private TaskManagerOptions options() {
		TaskTimeouts timeouts = new TaskTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(4));
		return new TaskManagerOptions(timeouts, OFFERS, Duration.ofSeconds(8), Duration.ofSeconds(8), 2048, 10,
				UnknownTaskPolicy.ADOPT, Duration.ofSeconds(1), Clock.systemUTC(), this.timers, this.random);
	}

	/** Do something, or let something go wrong. */
	void step() {
		int what = this.random.nextInt(20);
		if (what < 11) {
			operate();
		}
		else if (what < 19) {
			note(this.faults.next());
		}
		else {
			note("the application dies and starts anew");
			this.driver.close();
			if (this.store != null) {
				this.store.die();
			}
			live();
		}
		this.witness.awaitNews(1 + this.random.nextInt(60), 1 + this.random.nextInt(250));
	}

	private void operate() {
		String name = pick(this.apps.names());
		App app = this.manager.app(name);
		if (app == null) {
			note("deploy " + name);
			deploy(this.apps.next(name));
			return;
		}
		int number = this.random.nextInt(10);
		switch (this.random.nextInt(10)) {
			case 0, 1 -> {
				note("update " + name);
				deploy(this.apps.next(name));
			}
			case 2 -> {
				note("scale " + name + " to " + number);
				this.apps.scaled(name, number);
				get(this.manager.scale(name, number));
			}
			case 3 -> act("restart", name, this.manager.restart(name, null));
			case 4 -> act("restart one of", name, this.manager.restart(name, 0));
			case 5 -> act((number < 5) ? "pause" : "resume", name,
					(number < 5) ? this.manager.pause(name) : this.manager.resume(name));
			case 6 -> {
				this.apps.documents().remove(name);
				act("remove", name, this.manager.remove(name));
			}
			case 7 -> act("roll back", name, this.manager.control(name, DeploymentAction.ROLL_BACK));
			case 8 -> act("reconcile", "", this.manager.reconcile());
			default -> killOne(app);
		}
	}

	private void killOne(App app) {
		app.instances()
			.stream()
			.map(Instance::liveTaskId)
			.filter(Objects::nonNull)
			.findFirst()
			.ifPresent((id) -> act("kill", id, this.manager.kill(id)));
	}

	private void act(String what, String name, CompletionStage<?> stage) {
		note(what + " " + name);
		get(stage);
	}

	private void note(String step) {
		this.steps.add(step);
		this.cluster.timeline().note(step);
	}

	private void deploy(Map<String, Object> document) {
		get(this.manager.deploy(new TaskDefinitionReader().read(document)));
	}

	private void get(CompletionStage<?> stage) {
		try {
			stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
		}
		catch (CompletionException ex) {
			Throwable cause = ex.getCause();
			boolean refused = cause instanceof IllegalArgumentException || cause instanceof DeploymentStateException
					|| cause instanceof UnknownAppException || cause instanceof UnknownTaskException
					|| cause instanceof IllegalStateException;
			if (!refused) {
				throw ex;
			}
		}
	}

	private String pick(List<String> names) {
		return names.get(this.random.nextInt(names.size()));
	}

	/** End all faults. */
	void calm() {
		note("calm");
		this.faults.end();
	}

	/** Let all apps have what they were last given, each as a new version. */
	void renew() {
		note("renew");
		for (String name : List.copyOf(this.apps.documents().keySet())) {
			get(this.manager.resume(name));
			deploy(this.apps.next(name));
		}
	}

	List<String> steps() {
		return this.steps;
	}

	/** Return what the manager and the master do not agree on. */
	List<String> disagreements() {
		List<String> wrong = new ArrayList<>();
		Set<String> mine = new TreeSet<>();
		for (App app : this.manager.apps()) {
			for (Instance instance : app.instances()) {
				Launch launch = instance.launch();
				if (instance.phase().isLive() && launch != null) {
					List<TaskSpec> tasks = app.definition().tasks();
					mine.addAll(app.definition().isGroup()
							? tasks.stream().map((task) -> TaskInfos.memberId(launch.taskId(), task)).toList()
							: List.of(launch.taskId()));
				}
			}
		}
		List<String> live = this.cluster.state()
			.tasks()
			.stream()
			.filter((task) -> !TaskStates.isTerminal(task.getState()) && task.getState() != TaskState.TASK_UNREACHABLE)
			.map((task) -> task.getTaskId().getValue())
			.toList();
		Set<String> theirs = new TreeSet<>(live);
		if (live.size() > theirs.size()) {
			wrong.add("the master has a task twice: " + live);
		}
		theirs.removeAll(orphans());
		theirs.stream().filter((id) -> !mine.contains(id)).forEach((id) -> wrong.add(id + " runs unknown"));
		mine.stream().filter((id) -> !theirs.contains(id)).forEach((id) -> wrong.add(id + " does not run"));
		return wrong;
	}

	/** Return the tasks of apps that this life was never told of: they are left alone. */
	private Set<String> orphans() {
		Set<String> orphans = new TreeSet<>();
		for (Task task : this.cluster.state().tasks()) {
			TaskIds.Parts id = TaskIds.read(task.getTaskId().getValue());
			if (task.getState() == TaskState.TASK_RUNNING && id != null && this.manager.status().orphans() > 0
					&& !this.apps.documents().containsKey(id.app())) {
				orphans.add(task.getTaskId().getValue());
			}
		}
		return orphans;
	}

	/** Return what is not yet as it must be when all is quiet. */
	List<String> complaints() {
		List<String> wrong = disagreements();
		TaskManagerStatus status = this.manager.status();
		if (status.killsInFlight() + status.killsWaiting() + status.overdueLaunches() > 0
				|| status.orphans() != orphans().size()) {
			wrong.add(status.toString());
		}
		if (status.abandoned() > 0 && !this.faults.agentsLost()) {
			wrong.add(status.abandoned() + " tasks are abandoned still");
		}
		if (this.manager.reconciliation().running()) {
			wrong.add(this.manager.reconciliation().toString());
		}
		if (this.driver.scheduler().counters().outstandingOffers() > 0) {
			wrong.add(this.driver.scheduler().counters().outstandingOffers() + " offers are outstanding");
		}
		if (!this.driver.scheduler().suppressedRoles().contains("web")) {
			wrong.add("the role is not suppressed");
		}
		Set<String> names = this.manager.apps()
			.stream()
			.map((app) -> app.definition().name())
			.collect(Collectors.toCollection(TreeSet::new));
		if (!names.equals(this.apps.documents().keySet())) {
			wrong.add("the apps are " + names + " and not " + this.apps.documents().keySet());
		}
		this.manager.apps().forEach((app) -> complain(app, wrong));
		return wrong;
	}

	private void complain(App app, List<String> wrong) {
		String name = app.definition().name();
		Phase end = this.apps.end(name);
		if (app.count(end) != app.definition().instances() || app.instances().size() != app.count(end)) {
			wrong.add(name + " is " + app.instances().stream().map(Instance::phase).toList() + " of "
					+ app.definition().instances() + " in " + app.deployment() + " " + this.manager.waiting(name));
		}
		for (Instance instance : app.instances()) {
			Launch launch = instance.launch();
			// an update stops when an instance of the new version is given up
			if (launch != null && launch.version() != app.version() && end != Phase.GIVEN_UP) {
				wrong.add(name + "[" + instance.index() + "] has version " + launch.version());
			}
		}
		Object wanted = this.apps.documents().getOrDefault(name, Map.of("instances", 0)).get("instances");
		if (!wanted.equals(app.definition().instances())) {
			wrong.add(name + " has " + app.definition().instances() + " instances and not " + wanted);
		}
		if (app.deployment() == null || !app.deployment().state().isEnded()) {
			wrong.add("the deployment of " + name + " goes on");
		}
	}

	/** Return the status updates that were never acknowledged. */
	List<String> unacknowledged() {
		Set<Object> acknowledged = this.cluster.timeline()
			.calls(Call.Type.ACKNOWLEDGE)
			.stream()
			.map((call) -> call.getAcknowledge().getUuid())
			.collect(Collectors.toSet());
		Set<String> agents = this.cluster.state()
			.agents()
			.stream()
			.map((agent) -> agent.getAgentInfo().getId().getValue())
			.collect(Collectors.toSet());
		return this.witness.uuids.entrySet()
			.stream()
			.filter((each) -> agents.contains(each.getValue()) && !acknowledged.contains(each.getKey()))
			.map((each) -> each.toString())
			.toList();
	}

	@Override
	public void close() {
		this.driver.close();
		this.cluster.close();
		this.timers.close();
	}

}
