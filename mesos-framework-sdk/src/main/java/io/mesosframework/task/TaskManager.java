package io.mesosframework.task;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.definition.InvalidDefinitionException;
import io.mesosframework.task.definition.TaskDefinition;

/**
 * Launches, monitors, restarts, scales and kills the instances of declared task
 * definitions. The manager keeps the declared state and the actual state apart and
 * continuously moves the actual state towards the declared one: starting, scaling,
 * recovering from a crash and failing over use the same mechanism.
 * <p>
 * Methods that change an app run on the event loop and complete when the change is
 * recorded, not when its effect is reached. Methods that read return the last recorded
 * state immediately. Thread-safe.
 *
 * @since 0.1.0
 */
public interface TaskManager {

	/**
	 * Deploy definitions without a condition. A new definition starts an app. An
	 * unchanged definition changes nothing. A definition that differs only in the
	 * instance count scales the app. Any other change replaces the running version as its
	 * update policy says.
	 * @param definitions the definitions
	 * @return completes with the apps and what was changed in each, in the given order
	 */
	default CompletionStage<List<DeployResult>> deploy(Collection<TaskDefinition> definitions) {
		return deploy(definitions, ChangeOptions.DEFAULT);
	}

	/**
	 * Deploy definitions, either all or none.
	 * @param definitions the definitions
	 * @param options the condition under which the change is made
	 * @return completes with the apps and what was changed in each, in the given order,
	 * or fails with {@link RevisionConflictException}, or with
	 * {@link InvalidDefinitionException} if the framework cannot run one of the
	 * definitions; the paths of its errors begin with the position of the definition
	 */
	CompletionStage<List<DeployResult>> deploy(Collection<TaskDefinition> definitions, ChangeOptions options);

	/**
	 * Check whether definitions could be deployed now. The checks are those of
	 * {@link #deploy(Collection, ChangeOptions)}; nothing is changed.
	 * @param definitions the definitions
	 * @param options the condition under which the change is made
	 * @return completes if the definitions would be deployed, or fails with the same
	 * exceptions as {@link #deploy(Collection, ChangeOptions)}
	 */
	CompletionStage<@Nullable Void> validate(Collection<TaskDefinition> definitions, ChangeOptions options);

	/**
	 * Change the instance count of an app. New instances get the lowest free numbers;
	 * surplus instances are removed from the highest number down.
	 * @param app the name of the app
	 * @param instances the desired instance count
	 * @return completes with the app, or fails with {@link UnknownAppException}, with
	 * {@link io.mesosframework.task.definition.InvalidDefinitionException} if the count
	 * exceeds the limit, or with {@link DeploymentStateException} while the app is being
	 * removed
	 */
	default CompletionStage<App> scale(String app, int instances) {
		return scale(app, instances, ChangeOptions.DEFAULT);
	}

	/**
	 * Change the instance count of an app under a condition; see
	 * {@link #scale(String, int)}.
	 * @param app the name of the app
	 * @param instances the desired instance count
	 * @param options the condition under which the change is made
	 * @return completes as without a condition, or fails with
	 * {@link RevisionConflictException}
	 */
	CompletionStage<App> scale(String app, int instances, ChangeOptions options);

	/**
	 * Kill and relaunch instances. A single instance is restarted immediately; all
	 * instances are restarted in a deployment that follows the update policy.
	 * @param app the name of the app
	 * @param index the instance, or {@code null} for all
	 * @return completes with the app, or fails with {@link UnknownAppException},
	 * {@link UnknownInstanceException} or, while the app is being removed,
	 * {@link DeploymentStateException}
	 */
	default CompletionStage<App> restart(String app, @Nullable Integer index) {
		return restart(app, index, ChangeOptions.DEFAULT);
	}

	/**
	 * Kill and relaunch instances under a condition; see
	 * {@link #restart(String, Integer)}.
	 * @param app the name of the app
	 * @param index the instance, or {@code null} for all
	 * @param options the condition under which the change is made
	 * @return completes as without a condition, or fails with
	 * {@link RevisionConflictException}
	 */
	CompletionStage<App> restart(String app, @Nullable Integer index, ChangeOptions options);

	/**
	 * Kill all instances but keep the app declared. A paused app is not changed.
	 * @param app the name of the app
	 * @return completes with the app, or fails with {@link UnknownAppException} or, while
	 * the app is being removed, {@link DeploymentStateException}
	 */
	default CompletionStage<App> pause(String app) {
		return pause(app, ChangeOptions.DEFAULT);
	}

	/**
	 * Kill all instances under a condition but keep the app declared; see
	 * {@link #pause(String)}.
	 * @param app the name of the app
	 * @param options the condition under which the change is made
	 * @return completes as without a condition, or fails with
	 * {@link RevisionConflictException}
	 */
	CompletionStage<App> pause(String app, ChangeOptions options);

	/**
	 * Start the instances of a paused app again. An app that is not paused is not
	 * changed.
	 * @param app the name of the app
	 * @return completes with the app, or fails with {@link UnknownAppException} or, while
	 * the app is being removed, {@link DeploymentStateException}
	 */
	default CompletionStage<App> resume(String app) {
		return resume(app, ChangeOptions.DEFAULT);
	}

	/**
	 * Start the instances of a paused app again under a condition; see
	 * {@link #resume(String)}.
	 * @param app the name of the app
	 * @param options the condition under which the change is made
	 * @return completes as without a condition, or fails with
	 * {@link RevisionConflictException}
	 */
	CompletionStage<App> resume(String app, ChangeOptions options);

	/**
	 * Kill an instance and relaunch it, possibly on another agent. Its reservation is
	 * given up and its persistent volume is destroyed.
	 * @param app the name of the app
	 * @param index the instance
	 * @return completes with the app, or fails with {@link UnknownAppException},
	 * {@link UnknownInstanceException} or {@link DeploymentStateException}
	 */
	default CompletionStage<App> replace(String app, int index) {
		return replace(app, index, ChangeOptions.DEFAULT);
	}

	/**
	 * Kill an instance and relaunch it under a condition; see
	 * {@link #replace(String, int)}.
	 * @param app the name of the app
	 * @param index the instance
	 * @param options the condition under which the change is made
	 * @return completes as without a condition, or fails with
	 * {@link RevisionConflictException}
	 */
	CompletionStage<App> replace(String app, int index, ChangeOptions options);

	/**
	 * Kill a task. An instance that is meant to run is relaunched; a job that is never
	 * restarted is stopped.
	 * @param taskId the Mesos task id of the current launch of an instance
	 * @return completes with the instance, or fails with {@link UnknownTaskException}
	 */
	CompletionStage<Instance> kill(String taskId);

	/**
	 * Kill the current task of one instance or of all instances, as {@link #kill(String)}
	 * does.
	 * @param app the name of the app
	 * @param index the instance, or {@code null} for all
	 * @param options the condition under which the change is made
	 * @return completes with the app, or fails with {@link UnknownAppException},
	 * {@link UnknownInstanceException}, {@link RevisionConflictException} or, if the
	 * given instance has no task, {@link DeploymentStateException}
	 */
	CompletionStage<App> kill(String app, @Nullable Integer index, ChangeOptions options);

	/**
	 * Control the deployment of an app.
	 * @param app the name of the app
	 * @param action the action
	 * @return completes with the app, or fails with {@link UnknownAppException} or
	 * {@link DeploymentStateException}
	 */
	default CompletionStage<App> control(String app, DeploymentAction action) {
		return control(app, action, ChangeOptions.DEFAULT);
	}

	/**
	 * Control the deployment of an app under a condition; see
	 * {@link #control(String, DeploymentAction)}.
	 * @param app the name of the app
	 * @param action the action
	 * @param options the condition under which the change is made
	 * @return completes as without a condition, or fails with
	 * {@link RevisionConflictException}
	 */
	CompletionStage<App> control(String app, DeploymentAction action, ChangeOptions options);

	/**
	 * Remove an app: kill all instances and forget the app once they have ended.
	 * @param app the name of the app
	 * @return completes with the app, or fails with {@link UnknownAppException}
	 */
	default CompletionStage<App> remove(String app) {
		return remove(app, ChangeOptions.DEFAULT);
	}

	/**
	 * Remove an app under a condition; see {@link #remove(String)}.
	 * @param app the name of the app
	 * @param options the condition under which the change is made
	 * @return completes as without a condition, or fails with
	 * {@link RevisionConflictException}
	 */
	CompletionStage<App> remove(String app, ChangeOptions options);

	/**
	 * Reconcile all tasks now, first explicitly and then implicitly. If a reconciliation
	 * is already in progress, it continues and no second one is started.
	 * @return completes with the progress once the reconciliation has started
	 */
	CompletionStage<ReconciliationProgress> reconcile();

	/**
	 * Return the progress of the current or last reconciliation.
	 * @return the progress
	 */
	ReconciliationProgress reconciliation();

	/**
	 * Return all apps.
	 * @return the apps, ordered by name
	 */
	List<App> apps();

	/**
	 * Return an app.
	 * @param app the name of the app
	 * @return the app, or {@code null} if there is none
	 */
	@Nullable App app(String app);

	/**
	 * Return the instance to which a task belongs.
	 * @param taskId the Mesos task id of its current or last launch, or of a task of its
	 * group
	 * @return the instance, or {@code null} if there is none
	 */
	@Nullable Instance task(String taskId);

	/**
	 * Return the earlier versions and deployments of an app.
	 * @param app the name of the app
	 * @return its versions and deployments, or {@code null} if there is no such app
	 */
	@Nullable AppHistory history(String app);

	/**
	 * Return why instances of an app are waiting.
	 * @param app the name of the app
	 * @return the reasons; empty if no instance is waiting
	 */
	List<Waiting> waiting(String app);

	/**
	 * Return the number of instances by phase. The cost does not depend on the number of
	 * instances.
	 * @return the counts, which change with the instances
	 */
	InstanceCounts counts();

	/**
	 * Return the reservations of instances, and those that were given up and are not
	 * freed yet.
	 * @return the reservations
	 */
	List<Reservation> reservations();

	/**
	 * Return the pending work of the manager and the status of its store.
	 * @return the status
	 */
	TaskManagerStatus status();

	/**
	 * Add a listener.
	 * @param listener the listener, called on the event loop for every change
	 */
	void addListener(TaskListener listener);

}
