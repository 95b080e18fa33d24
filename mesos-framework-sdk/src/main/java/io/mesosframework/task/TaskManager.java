package io.mesosframework.task;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * Brings about what is declared: launches, watches, restarts, scales and kills the
 * instances of definitions. What is wanted and what is are kept apart, and the manager
 * always works to bring the one to the other, so that a start, a scaling, a crash and a
 * failover are one mechanism.
 * <p>
 * Methods that change something run on the event loop and complete when the change is
 * recorded, not when it is reached. Methods that read return at once with what was last
 * recorded. Thread-safe.
 */
public interface TaskManager {

	/**
	 * Declare definitions. A new one is started; one that is the same as before changes
	 * nothing; one that differs only in the number of instances is scaled; any other
	 * replaces the running version instance by instance.
	 * @param definitions the definitions
	 * @return completes with the apps
	 */
	CompletionStage<List<App>> deploy(Collection<TaskDefinition> definitions);

	/**
	 * Change the number of instances. New ones get the lowest free numbers; of too many,
	 * those with the highest numbers go.
	 * @param app the name of the app
	 * @param instances the number wanted
	 * @return completes with the app, or fails with {@link UnknownAppException}
	 */
	CompletionStage<App> scale(String app, int instances);

	/**
	 * Kill and start instances anew.
	 * @param app the name of the app
	 * @param index the instance, or {@code null} for all
	 * @return completes with the app, or fails with {@link UnknownAppException}
	 */
	CompletionStage<App> restart(String app, @Nullable Integer index);

	/**
	 * Kill all instances and forget the app when they have ended.
	 * @param app the name of the app
	 * @return completes with the app, or fails with {@link UnknownAppException}
	 */
	CompletionStage<App> remove(String app);

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
	 * Say why instances of an app wait.
	 * @param app the name of the app
	 * @return the reasons of the last round of placement, for example
	 * {@code 3 agents: mem 512 < 1024}, or {@code null} if none waits
	 */
	@Nullable String whyWaiting(String app);

	/**
	 * Add a listener.
	 * @param listener told of every change, on the event loop
	 */
	void addListener(TaskListener listener);

}
