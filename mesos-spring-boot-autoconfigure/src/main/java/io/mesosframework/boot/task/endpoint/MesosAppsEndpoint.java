package io.mesosframework.boot.task.endpoint;

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

import io.mesosframework.boot.task.descriptor.AppDescriptor;
import io.mesosframework.boot.task.descriptor.AppSummary;
import io.mesosframework.boot.task.descriptor.AppsDescriptor;
import io.mesosframework.task.App;
import io.mesosframework.task.DeploymentStateException;
import io.mesosframework.task.TaskManager;
import io.mesosframework.task.UnknownAppException;
import io.mesosframework.task.UnknownInstanceException;

/**
 * Actuator endpoint {@code mesosapps} that describes and changes the declared apps and
 * their instances. Reads return the last recorded state and never wait for the event
 * loop. Changes are disabled unless {@code management.endpoint.mesosapps.access} is
 * {@code unrestricted}. Over HTTP, the full API is available at the path of the endpoint;
 * these operations are for JMX, and for HTTP if the API is disabled.
 *
 * @since 0.1.0
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
					AppSummary.of(app, this.manager.waiting(app.definition().name()))));
		return new AppsDescriptor(apps);
	}

	/**
	 * Describe one app.
	 * @param app the name of the app
	 * @return the app with its instances, or {@code null} (404) if it does not exist
	 */
	@ReadOperation
	public @Nullable AppDescriptor app(@Selector String app) {
		App found = this.manager.app(app);
		return (found != null) ? describe(found) : null;
	}

	/**
	 * Scale or restart an app.
	 * @param app the name of the app
	 * @param instances the wanted number of instances, or {@code null}
	 * @param restart the index of the instance to restart, -1 for all, or {@code null}
	 * @return the app after the change
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
	 * Kill all instances of an app and remove it.
	 * @param app the name of the app
	 * @return the app after the change, or {@code null} (404) if it does not exist
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
			if (ex.getCause() instanceof DeploymentStateException
					|| ex.getCause() instanceof UnknownInstanceException) {
				String message = String.valueOf(ex.getCause().getMessage());
				throw new InvalidEndpointRequestException(message, message);
			}
			throw ex;
		}
	}

	private AppDescriptor describe(App app) {
		return AppDescriptor.of(app, this.manager.waiting(app.definition().name()));
	}

}
