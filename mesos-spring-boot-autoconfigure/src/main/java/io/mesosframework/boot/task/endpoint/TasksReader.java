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
 * Pages through instances, by app and number, and finds tasks by their id. A cursor names
 * the last instance of a page, so that it stays good while instances come and go.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class TasksReader {

	/** How many instances a page has unless asked otherwise. */
	public static final int DEFAULT_LIMIT = 100;

	/** How many instances a page has at most. */
	public static final int MAX_LIMIT = 1000;

	private final TaskManager manager;

	/**
	 * Create a reader.
	 * @param manager knows the tasks
	 */
	public TasksReader(TaskManager manager) {
		this.manager = manager;
	}

	/**
	 * Return a page.
	 * @param filter which instances are wanted
	 * @param cursor the cursor of an earlier page, or {@code null} for the first page
	 * @param limit how many instances the page has at most
	 * @return the page
	 * @throws IllegalArgumentException if the cursor is not one of ours; the message says
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
	 * Find a task of the present or the past, also a member of a group.
	 * @param taskId its id
	 * @return the task, or {@code null} if there is none
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
	 * Earlier launches are only remembered by their instance, whose name is in the id.
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
	 * Return whether a task is one of the group that was launched; of a version that is
	 * not remembered any more, any may have been.
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
	 * A task that was found.
	 *
	 * @param instance its instance
	 * @param launch its launch
	 */
	public record Found(Instance instance, Launch launch) {

	}

	/**
	 * Which instances are wanted.
	 *
	 * @param app of which app, or {@code null}
	 * @param state whose task has this state, with or without {@code TASK_}, or
	 * {@code null}
	 * @param phase in which phase, or {@code null}
	 * @param agent on which agent, by id or hostname, or {@code null}
	 */
	public record Filter(@Nullable String app, @Nullable String state, @Nullable String phase, @Nullable String agent) {

		/**
		 * Create a filter.
		 * @throws IllegalArgumentException if there is no such state or phase
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
	 * @param app its app
	 * @param index its number
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
				return ""; // which is no cursor
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
