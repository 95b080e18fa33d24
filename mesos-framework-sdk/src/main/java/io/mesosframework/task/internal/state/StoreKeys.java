package io.mesosframework.task.internal.state;

/**
 * Keys under which the state of a framework is stored. App names contain no slash.
 *
 * @since 0.1.0
 */
public final class StoreKeys {

	public static final String FRAMEWORK_ID = "framework/id";

	public static final String APP = "app/";

	public static final String VERSION = "version/";

	public static final String INSTANCE = "instance/";

	public static final String RESERVATION = "reservation/";

	public static final String REPLACED = "replaced/";

	public static final String REMOVED = "removed/";

	private StoreKeys() {
	}

	public static String app(String name) {
		return APP + name;
	}

	public static String version(String app, long version) {
		return VERSION + app + "/" + version;
	}

	public static String instance(String app, int index) {
		return INSTANCE + app + "/" + index;
	}

	public static String reservation(String id) {
		return RESERVATION + id;
	}

	public static String replaced(String taskId) {
		return REPLACED + taskId;
	}

	public static String removed(String app) {
		return REMOVED + app;
	}

}
