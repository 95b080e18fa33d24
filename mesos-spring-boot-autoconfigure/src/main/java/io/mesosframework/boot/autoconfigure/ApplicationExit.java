package io.mesosframework.boot.autoconfigure;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Exits the application from a separate thread with a non-zero exit code.
 */
class ApplicationExit implements Runnable {

	/**
	 * {@code EX_CONFIG} of {@code sysexits.h}: something was found in an unconfigured or
	 * misconfigured state.
	 */
	static final int EXIT_CODE = 78;

	private final ConfigurableApplicationContext applicationContext;

	ApplicationExit(ConfigurableApplicationContext applicationContext) {
		this.applicationContext = applicationContext;
	}

	@Override
	public void run() {
		Thread thread = new Thread(() -> System.exit(SpringApplication.exit(this.applicationContext, () -> EXIT_CODE)),
				"mesos-exit");
		thread.setDaemon(false);
		thread.start();
	}

}
