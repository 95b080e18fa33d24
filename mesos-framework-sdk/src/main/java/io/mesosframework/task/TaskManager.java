package io.mesosframework.task;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.mesosframework.task.definition.InvalidDefinitionException;
import io.mesosframework.task.definition.TaskDefinition;

/**
 * Brings about what is declared: launches, watches, restarts, scales and kills the
 * instances of definitions. What is wanted and what is are kept apart, and the manager
 * always works to bring the one to the other, so that a start, a scaling, a crash and a
 * failover are one mechanism.
 * <p>
 * Methods that change something run on the event loop and complete when the change is
 * recorded, not when it is reached. Methods that read return at once with what was last
 * recorded. Thread-safe.
 *
 * @since 0.1.0
 */
public interface TaskManager {

	/**
	 * Declare definitions, whatever is there. A new one is started; one that is the same
	 * as before changes nothing; one that differs only in the number of instances is
	 * scaled; any other replaces the running version instance by instance.
	 * @param definitions the definitions
	 * @return completes with the apps and what was done to each, in the given order
	 */
	default CompletionStage<List<DeployResult>> deploy(Collection<TaskDefinition> definitions) {
		return deploy(definitions, ChangeOptions.DEFAULT);
	}

	/**
	 * Declare definitions, all or none.
	 * @param definitions the definitions
	 * @param options under which condition
	 * @return completes with the apps and what was done to each, in the given order, or
	 * fails with {@link RevisionConflictException}, or with
	 * {@link InvalidDefinitionException} if the framework cannot do what any of them
	 * wants; the paths of its faults begin with the positions of the definitions
	 */
	CompletionStage<List<DeployResult>> deploy(Collection<TaskDefinition> definitions, ChangeOptions options);

	/**
	 * Find out whether definitions would be deployed now: everything is checked as
	 * {@link #deploy(Collection, ChangeOptions)} does it, and nothing is changed.
	 * @param definitions the definitions
	 * @param options under which condition
	 * @return completes if they would be deployed, or fails with the same
	 */
	CompletionStage<@Nullable Void> validate(Collection<TaskDefinition> definitions, ChangeOptions options);

	/**
	 * Change the number of instances. New ones get the lowest free numbers; of too many,
	 * those with the highest numbers go.
	 * @param app the name of the app
	 * @param instances the number wanted
	 * @return completes with the app, or fails with {@link UnknownAppException}, with
	 * {@link io.mesosframework.task.definition.InvalidDefinitionException} above the
	 * limit for instances or, while it is being removed, {@link DeploymentStateException}
	 */
	default CompletionStage<App> scale(String app, int instances) {
		return scale(app, instances, ChangeOptions.DEFAULT);
	}

	/**
	 * Change the number of instances; see {@link #scale(String, int)}.
	 * @param app the name of the app
	 * @param instances the number wanted
	 * @param options under which condition
	 * @return the same, or fails with {@link RevisionConflictException}
	 */
	CompletionStage<App> scale(String app, int instances, ChangeOptions options);

	/**
	 * Kill and start instances anew: one at once, or all in a deployment, by the rules of
	 * the update policy.
	 * @param app the name of the app
	 * @param index the instance, or {@code null} for all
	 * @return completes with the app, or fails with {@link UnknownAppException},
	 * {@link UnknownInstanceException} or, while it is being removed,
	 * {@link DeploymentStateException}
	 */
	default CompletionStage<App> restart(String app, @Nullable Integer index) {
		return restart(app, index, ChangeOptions.DEFAULT);
	}

	/**
	 * Kill and start instances anew; see {@link #restart(String, Integer)}.
	 * @param app the name of the app
	 * @param index the instance, or {@code null} for all
	 * @param options under which condition
	 * @return the same, or fails with {@link RevisionConflictException}
	 */
	CompletionStage<App> restart(String app, @Nullable Integer index, ChangeOptions options);

	/**
	 * Kill all instances but keep the app declared. Changes nothing if it is paused.
	 * @param app the name of the app
	 * @return completes with the app, or fails with {@link UnknownAppException} or, while
	 * it is being removed, {@link DeploymentStateException}
	 */
	default CompletionStage<App> pause(String app) {
		return pause(app, ChangeOptions.DEFAULT);
	}

	/**
	 * Kill all instances but keep the app declared; see {@link #pause(String)}.
	 * @param app the name of the app
	 * @param options under which condition
	 * @return the same, or fails with {@link RevisionConflictException}
	 */
	CompletionStage<App> pause(String app, ChangeOptions options);

	/**
	 * Start the instances of a paused app again. Changes nothing if it is not paused.
	 * @param app the name of the app
	 * @return completes with the app, or fails with {@link UnknownAppException} or, while
	 * it is being removed, {@link DeploymentStateException}
	 */
	default CompletionStage<App> resume(String app) {
		return resume(app, ChangeOptions.DEFAULT);
	}

	/**
	 * Start the instances of a paused app again; see {@link #resume(String)}.
	 * @param app the name of the app
	 * @param options under which condition
	 * @return the same, or fails with {@link RevisionConflictException}
	 */
	CompletionStage<App> resume(String app, ChangeOptions options);

	/**
	 * Kill an instance and start it anew, on another agent if need be: what was reserved
	 * for it is given up, and its persistent volume is destroyed.
	 * @param app the name of the app
	 * @param index the instance
	 * @return completes with the app, or fails with {@link UnknownAppException},
	 * {@link UnknownInstanceException} or {@link DeploymentStateException}
	 */
	default CompletionStage<App> replace(String app, int index) {
		return replace(app, index, ChangeOptions.DEFAULT);
	}

	/**
	 * Kill an instance and start it anew; see {@link #replace(String, int)}.
	 * @param app the name of the app
	 * @param index the instance
	 * @param options under which condition
	 * @return the same, or fails with {@link RevisionConflictException}
	 */
	CompletionStage<App> replace(String app, int index, ChangeOptions options);

	/**
	 * Kill a task. An instance that shall run is launched anew; a job that is never
	 * restarted is stopped.
	 * @param taskId the Mesos task id of the current launch of an instance
	 * @return completes with the instance, or fails with {@link UnknownTaskException}
	 */
	CompletionStage<Instance> kill(String taskId);

	/**
	 * Kill the tasks that one or all instances have in this moment, as
	 * {@link #kill(String)} does.
	 * @param app the name of the app
	 * @param index the instance, or {@code null} for all
	 * @param options under which condition
	 * @return completes with the app, or fails with {@link UnknownAppException},
	 * {@link UnknownInstanceException}, {@link RevisionConflictException} or, if the one
	 * instance has no task, {@link DeploymentStateException}
	 */
	CompletionStage<App> kill(String app, @Nullable Integer index, ChangeOptions options);

	/**
	 * Control the deployment of an app.
	 * @param app the name of the app
	 * @param action what is to be done
	 * @return completes with the app, or fails with {@link UnknownAppException} or
	 * {@link DeploymentStateException}
	 */
	default CompletionStage<App> control(String app, DeploymentAction action) {
		return control(app, action, ChangeOptions.DEFAULT);
	}

	/**
	 * Control the deployment of an app; see {@link #control(String, DeploymentAction)}.
	 * @param app the name of the app
	 * @param action what is to be done
	 * @param options under which condition
	 * @return the same, or fails with {@link RevisionConflictException}
	 */
	CompletionStage<App> control(String app, DeploymentAction action, ChangeOptions options);

	/**
	 * Kill all instances and forget the app when they have ended.
	 * @param app the name of the app
	 * @return completes with the app, or fails with {@link UnknownAppException}
	 */
	default CompletionStage<App> remove(String app) {
		return remove(app, ChangeOptions.DEFAULT);
	}

	/**
	 * Kill all instances and forget the app; see {@link #remove(String)}.
	 * @param app the name of the app
	 * @param options under which condition
	 * @return the same, or fails with {@link RevisionConflictException}
	 */
	CompletionStage<App> remove(String app, ChangeOptions options);

	/**
	 * Reconcile all tasks now, explicitly and then implicitly. If a reconciliation is
	 * under way, it goes on instead: there are never two at once.
	 * @return completes when it has begun, with its progress
	 */
	CompletionStage<ReconciliationProgress> reconcile();

	/**
	 * Return how far the current or last reconciliation is.
	 * @return the progress
	 */
	ReconciliationProgress reconciliation();

	/**
	 * Return all apps.
	 * @return the apps by name
	 */
	List<App> apps();

	/**
	 * Return an app.
	 * @param app the name of the app
	 * @return the app, or {@code null} if there is none
	 */
	@Nullable App app(String app);

	/**
	 * Return the instance of a task.
	 * @param taskId the Mesos task id of its current or last launch, or of a task of its
	 * group
	 * @return the instance, or {@code null} if there is none
	 */
	@Nullable Instance task(String taskId);

	/**
	 * Return the past of an app.
	 * @param app the name of the app
	 * @return its versions and deployments, or {@code null} if there is no such app
	 */
	@Nullable AppHistory history(String app);

	/**
	 * Say why instances of an app wait.
	 * @param app the name of the app
	 * @return the reasons; empty if none waits
	 */
	List<Waiting> waiting(String app);

	/**
	 * Return how many instances are in which phase, at no cost that grows with them.
	 * @return the counts, which change with the instances
	 */
	InstanceCounts counts();

	/**
	 * Return the reservations of instances that keep their place, and those that were
	 * left and are not free yet.
	 * @return the reservations
	 */
	List<Reservation> reservations();

	/**
	 * Return what the manager is busy with.
	 * @return the numbers
	 */
	TaskManagerStatus status();

	/**
	 * Add a listener.
	 * @param listener told of every change, on the event loop
	 */
	void addListener(TaskListener listener);

}
