package io.mesosframework.task.internal.app;

/**
 * Listener for changes of apps. Used on the event loop only.
 *
 * @since 0.1.0
 */
public interface AppListener {

	/** Listener that ignores all changes. */
	AppListener NONE = new AppListener() {

		@Override
		public void appChanged(AppState app) {
		}

		@Override
		public void viewChanged(AppState app) {
		}

	};

	/**
	 * Handle a change of the stored state of an app itself.
	 * @param app the app
	 */
	void appChanged(AppState app);

	/**
	 * Handle a change of anything visible of an app, including its instances.
	 * @param app the app
	 */
	void viewChanged(AppState app);

}
