package io.mesosframework.task.internal.app;

/**
 * Told of the changes of apps. Used on the event loop only.
 *
 * @since 0.1.0
 */
public interface AppListener {

	/** Told of nothing. */
	AppListener NONE = new AppListener() {

		@Override
		public void appChanged(AppState app) {
		}

		@Override
		public void viewChanged(AppState app) {
		}

	};

	/**
	 * What is stored of an app itself has changed.
	 * @param app the app
	 */
	void appChanged(AppState app);

	/**
	 * Anything that is shown of an app has changed, also its instances.
	 * @param app the app
	 */
	void viewChanged(AppState app);

}
