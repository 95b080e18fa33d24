package io.mesosframework.boot.task;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

import io.mesosframework.task.App;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.TaskManager;
import io.mesosframework.task.UnknownAppException;

/**
 * The actuator endpoint {@code mesosapps}: the declared apps and their instances. Reads
 * return what was last recorded and never wait for the event loop. Scaling, restarting
 * and removing are off unless {@code management.endpoint.mesosapps.access} is
 * {@code unrestricted}.
 */
@Endpoint(id = "mesosapps", defaultAccess = Access.READ_ONLY)
public class MesosAppsEndpoint {

	private static final long TIMEOUT_SECONDS = 10;

	private final TaskManager manager;

	/**
	 * Create an endpoint.
	 * @param manager the task manager
	 */
	public MesosAppsEndpoint(TaskManager manager) {
		this.manager = manager;
	}

	/**
	 * List all apps.
	 * @return the apps by name, without their instances
	 */
	@ReadOperation
	public AppsDescriptor apps() {
		Map<String, AppSummary> apps = new TreeMap<>();
		this.manager.apps()
			.forEach((app) -> apps.put(app.definition().name(),
					AppSummary.of(app, this.manager.whyWaiting(app.definition().name()))));
		return new AppsDescriptor(apps);
	}

	/**
	 * Describe one app.
	 * @param app its name
	 * @return the app with its instances, or {@code null} (404) if there is none
	 */
	@ReadOperation
	public @Nullable AppDescriptor app(@Selector String app) {
		App found = this.manager.app(app);
		return (found != null) ? describe(found) : null;
	}

	/**
	 * Change an app.
	 * @param app its name
	 * @param instances the number of instances wanted, or {@code null}
	 * @param restart the number of the instance to restart, -1 for all, or {@code null}
	 * @return the app as it is then
	 */
	@WriteOperation
	public @Nullable AppDescriptor change(@Selector String app, @Nullable Integer instances,
			@Nullable Integer restart) {
		if ((instances == null) == (restart == null)) {
			throw new InvalidEndpointRequestException("Either 'instances' or 'restart' must be given",
					"Give 'instances' to scale, or 'restart' with the number of an instance or -1 for all");
		}
		if (instances != null && instances < 0) {
			throw new InvalidEndpointRequestException("'instances' must not be negative but is " + instances,
					"Give a number from 0 on");
		}
		if (instances != null) {
			return await(this.manager.scale(app, instances));
		}
		return await(this.manager.restart(app, (restart != null && restart >= 0) ? restart : null));
	}

	/**
	 * Kill all instances of an app and forget it.
	 * @param app its name
	 * @return the app as it is then, or {@code null} (404) if there is none
	 */
	@DeleteOperation
	public @Nullable AppDescriptor remove(@Selector String app) {
		return await(this.manager.remove(app));
	}

	private @Nullable AppDescriptor await(CompletionStage<App> stage) {
		try {
			return describe(stage.toCompletableFuture().orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).join());
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof UnknownAppException) {
				return null;
			}
			throw ex;
		}
	}

	private AppDescriptor describe(App app) {
		return new AppDescriptor(AppSummary.of(app, this.manager.whyWaiting(app.definition().name())),
				app.instances().stream().map(InstanceDescriptor::of).toList());
	}

	/**
	 * All apps.
	 *
	 * @param apps the apps by name
	 */
	public record AppsDescriptor(Map<String, AppSummary> apps) {

	}

	/**
	 * An app in short.
	 *
	 * @param name its name
	 * @param version its version
	 * @param wanted how many instances are wanted
	 * @param phases how many instances are in which phase
	 * @param removing whether it is being removed
	 * @param waiting why instances wait, or {@code null} if none does
	 */
	public record AppSummary(String name, long version, int wanted, Map<String, Long> phases, boolean removing,
			@Nullable String waiting) {

		static AppSummary of(App app, @Nullable String waiting) {
			Map<String, Long> phases = new TreeMap<>();
			app.instances().forEach((instance) -> phases.merge(instance.phase().name(), 1L, Long::sum));
			return new AppSummary(app.definition().name(), app.version(), app.definition().instances(), phases,
					app.removing(), waiting);
		}

	}

	/**
	 * An app with its instances.
	 *
	 * @param summary the app in short
	 * @param instances its instances
	 */
	public record AppDescriptor(AppSummary summary, List<InstanceDescriptor> instances) {

	}

	/**
	 * An instance.
	 *
	 * @param index its number
	 * @param phase where it is
	 * @param goal what is wanted
	 * @param failures failures in a row
	 * @param due when it is looked at next, or {@code null}
	 * @param current the current or last launch, or {@code null}
	 * @param history earlier launches, the newest first
	 */
	public record InstanceDescriptor(int index, String phase, String goal, int failures, @Nullable String due,
			@Nullable LaunchDescriptor current, List<LaunchDescriptor> history) {

		static InstanceDescriptor of(Instance instance) {
			Launch launch = instance.launch();
			return new InstanceDescriptor(instance.index(), instance.phase().name(), instance.goal().name(),
					instance.failures(), (instance.due() != null) ? instance.due().toString() : null,
					(launch != null) ? LaunchDescriptor.of(launch) : null,
					instance.history().stream().map(LaunchDescriptor::of).toList());
		}

	}

	/**
	 * A launch.
	 *
	 * @param taskId the Mesos task id
	 * @param agentId the agent
	 * @param hostname its hostname
	 * @param version the version of the definition
	 * @param ports the ports
	 * @param state the last state
	 * @param reason its reason, or {@code null}
	 * @param message its message, or {@code null}
	 * @param healthy the result of the health check, or {@code null}
	 */
	public record LaunchDescriptor(String taskId, String agentId, String hostname, long version, List<Long> ports,
			String state, @Nullable String reason, @Nullable String message, @Nullable Boolean healthy) {

		static LaunchDescriptor of(Launch launch) {
			return new LaunchDescriptor(launch.taskId(), launch.agentId(), launch.hostname(), launch.version(),
					launch.ports(), launch.state().name(), launch.reason(), launch.message(), launch.healthy());
		}

	}

}
