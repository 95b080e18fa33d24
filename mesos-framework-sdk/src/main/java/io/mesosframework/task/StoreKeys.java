package io.mesosframework.task;

/**
 * The keys under which the state of a framework is stored. Names of apps hold no slash.
 */
final class StoreKeys {

	static final String FRAMEWORK_ID = "framework/id";

	static final String APP = "app/";

	static final String VERSION = "version/";

	static final String INSTANCE = "instance/";

	static final String HOME = "home/";

	static final String REPLACED = "replaced/";

	static final String REMOVED = "removed/";

	private StoreKeys() {
	}

	static String app(String name) {
		return APP + name;
	}

	static String version(String app, long version) {
		return VERSION + app + "/" + version;
	}

	static String instance(String app, int index) {
		return INSTANCE + app + "/" + index;
	}

	static String home(String id) {
		return HOME + id;
	}

	static String replaced(String taskId) {
		return REPLACED + taskId;
	}

	static String removed(String app) {
		return REMOVED + app;
	}

}
