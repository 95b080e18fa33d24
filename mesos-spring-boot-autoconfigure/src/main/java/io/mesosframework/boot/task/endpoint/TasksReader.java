package io.mesosframework.boot.task.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.mesos.v1.Protos.TaskState;
import org.jspecify.annotations.Nullable;

import io.mesosframework.boot.task.descriptor.TaskSummary;
import io.mesosframework.boot.task.descriptor.TasksPage;
import io.mesosframework.task.App;
import io.mesosframework.task.AppHistory;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.Phase;
import io.mesosframework.task.TaskManager;

/**
 * Reads instances page by page, ordered by app and index, and finds tasks by id. A cursor
 * names the last instance of a page, so that it remains valid when instances are added or
 * removed. Thread-safe.
 *
 * @since 0.1.0
 */
public final class TasksReader {

	/** Default number of instances per page. */
	public static final int DEFAULT_LIMIT = 100;

	/** Maximum number of instances per page. */
	public static final int MAX_LIMIT = 1000;

	private final TaskManager manager;

	/**
	 * Create a reader.
	 * @param manager the task manager
	 */
	public TasksReader(TaskManager manager) {
		this.manager = manager;
	}

	/**
	 * Return a page.
	 * @param filter selects the instances
	 * @param cursor the cursor of an earlier page, or {@code null} for the first page
	 * @param limit the maximum number of instances on the page
	 * @return the page
	 * @throws IllegalArgumentException if the cursor is invalid, with a message that says
	 * so
	 */
	public TasksPage page(Filter filter, @Nullable String cursor, int limit) {
		Cursor after = Cursor.parse(cursor);
		List<TaskSummary> page = new ArrayList<>();
		for (App app : apps(filter.app())) {
			String name = app.definition().name();
			int order = name.compareTo(after.app());
			if (order < 0) {
				continue;
			}
			for (Instance instance : app.instances()) {
				if ((order > 0 || instance.index() > after.index()) && filter.accepts(instance)) {
					if (page.size() == limit) {
						TaskSummary last = page.get(limit - 1);
						return new TasksPage(page, new Cursor(last.app(), last.index()).toString());
					}
					page.add(TaskSummary.of(instance));
				}
			}
		}
		return new TasksPage(page, null);
	}

	private List<App> apps(@Nullable String name) {
		if (name != null) {
			App app = this.manager.app(name);
			return (app != null) ? List.of(app) : List.of();
		}
		return this.manager.apps().stream().sorted(Comparator.comparing((App app) -> app.definition().name())).toList();
	}

	/**
	 * Find a current or past task, including members of task groups.
	 * @param taskId the id of the task
	 * @return the task, or {@code null} if it does not exist
	 */
	public @Nullable Found find(String taskId) {
		Instance instance = this.manager.task(taskId);
		if (instance == null) {
			instance = byName(taskId);
		}
		if (instance == null) {
			return null;
		}
		List<Launch> launches = new ArrayList<>(instance.history());
		if (instance.launch() != null) {
			launches.add(0, instance.launch());
		}
		for (Launch launch : launches) {
			if (taskId.equals(launch.taskId()) || isMember(taskId, launch, instance.app())) {
				return new Found(instance, launch);
			}
		}
		return null;
	}

	/**
	 * Find an instance by the name contained in a task id. Earlier launches are only kept
	 * in the history of their instance.
	 */
	private @Nullable Instance byName(String taskId) {
		for (int dot = taskId.lastIndexOf('.'); dot > 0; dot = taskId.lastIndexOf('.', dot - 1)) {
			int before = taskId.lastIndexOf('.', dot - 1);
			String number = taskId.substring(before + 1, dot);
			App app = (before > 0 && number.matches("\\d{1,9}")) ? this.manager.app(taskId.substring(0, before)) : null;
			if (app != null) {
				int index = Integer.parseInt(number);
				return app.instances().stream().filter((each) -> each.index() == index).findFirst().orElse(null);
			}
		}
		return null;
	}

	/**
	 * Return whether a task belongs to the launched task group. If the version is no
	 * longer known, any task may have belonged to it.
	 */
	private boolean isMember(String taskId, Launch launch, String app) {
		if (!taskId.startsWith(launch.taskId() + ".")) {
			return false;
		}
		String member = taskId.substring(launch.taskId().length() + 1);
		AppHistory history = this.manager.history(app);
		return history == null || history.versions()
			.stream()
			.filter((version) -> version.version() == launch.version())
			.allMatch((version) -> version.definition().isGroup()
					&& version.definition().tasks().stream().anyMatch((task) -> task.name().equals(member)));
	}

	/**
	 * A task found by its id.
	 *
	 * @param instance the instance of the task
	 * @param launch the launch of the task
	 */
	public record Found(Instance instance, Launch launch) {

	}

	/**
	 * Selects instances.
	 *
	 * @param app the name of the app, or {@code null} for all
	 * @param state the state of the task, with or without {@code TASK_}, or {@code null}
	 * for all
	 * @param phase the phase of the instance, or {@code null} for all
	 * @param agent the id or hostname of the agent, or {@code null} for all
	 */
	public record Filter(@Nullable String app, @Nullable String state, @Nullable String phase, @Nullable String agent) {

		/**
		 * Create a filter.
		 * @throws IllegalArgumentException if the state or phase does not exist
		 */
		public Filter {
			state = (state != null) ? known("state", state, "TASK_", TaskState.values()) : null;
			phase = (phase != null) ? known("phase", phase, "", Phase.values()) : null;
		}

		private static String known(String name, String value, String prefix, Enum<?>[] constants) {
			List<String> names = Arrays.stream(constants).map(Enum::name).toList();
			String upper = value.toUpperCase(Locale.ROOT);
			String full = upper.startsWith(prefix) ? upper : prefix + upper;
			if (!names.contains(full)) {
				throw new IllegalArgumentException(
						"'" + name + "' must be one of " + String.join(", ", names) + " but is '" + value + "'");
			}
			return full;
		}

		boolean accepts(Instance instance) {
			Launch launch = instance.launch();
			if (this.phase != null && !this.phase.equals(instance.phase().name())) {
				return false;
			}
			if (this.state != null && (launch == null || !this.state.equals(launch.state().name()))) {
				return false;
			}
			return this.agent == null || (launch != null
					&& (this.agent.equals(launch.agentId()) || this.agent.equals(launch.hostname())));
		}

	}

	/**
	 * The last instance of a page.
	 *
	 * @param app the name of the app
	 * @param index the index of the instance
	 */
	private record Cursor(String app, int index) {

		private static final Pattern FORM = Pattern.compile("(.+)/(\\d{1,9})");

		static Cursor parse(@Nullable String text) {
			if (text == null) {
				return new Cursor("", -1);
			}
			Matcher plain = FORM.matcher(decoded(text));
			if (!plain.matches()) {
				throw new IllegalArgumentException(
						"'cursor' must be the 'next' of an earlier page but is '" + text + "'");
			}
			return new Cursor(plain.group(1), Integer.parseInt(plain.group(2)));
		}

		private static String decoded(String text) {
			try {
				return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
			}
			catch (IllegalArgumentException ex) {
				return ""; // Not a valid cursor.
			}
		}

		@Override
		public String toString() {
			return Base64.getUrlEncoder()
				.withoutPadding()
				.encodeToString((this.app + "/" + this.index).getBytes(StandardCharsets.UTF_8));
		}

	}

}
