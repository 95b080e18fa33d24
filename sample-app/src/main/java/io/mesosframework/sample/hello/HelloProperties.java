package io.mesosframework.sample.hello;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the hello sample.
 *
 * @param tasks number of tasks to launch
 * @param command command that each task runs in a shell
 * @param cpus CPUs of each task
 * @param mem memory of each task in megabytes
 */
@ConfigurationProperties("sample.hello")
record HelloProperties(@DefaultValue("10") int tasks,
		@DefaultValue("echo hello from process $$; sleep 1") String command, @DefaultValue("0.5") double cpus,
		@DefaultValue("64") double mem) {

	HelloProperties {
		if (tasks < 1) {
			throw new IllegalArgumentException("'sample.hello.tasks' must be at least 1 but is " + tasks);
		}
	}

}
