package io.mesosframework.boot.autoconfigure;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.support.SystemEnvironmentPropertySourceEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Excludes the environment variables that a Mesos agent sets for its tasks and executors
 * from the configuration. An agent sets {@code MESOS_FRAMEWORK_ID} for every task;
 * relaxed binding would map it to {@code mesos.framework.id}, so that a framework running
 * as a task would take over the framework that launched it. All other variables that
 * begin with {@code MESOS_} remain configuration.
 * <p>
 * The names come from {@code src/slave/containerizer/containerizer.cpp} and
 * {@code src/launcher/executor.cpp} of Mesos; the variables that this library sets for
 * its own tasks are excluded as well.
 */
final class AgentVariablesEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	static final Set<String> AGENT_VARIABLES = Set.of("MESOS_AGENT_ENDPOINT", "MESOS_AGENT_ID", "MESOS_ALLOCATION_ROLE",
			"MESOS_APP", "MESOS_APP_INSTANCE", "MESOS_APP_VERSION", "MESOS_CHECKPOINT", "MESOS_CONTAINER_ID",
			"MESOS_CONTAINER_IP", "MESOS_CONTAINER_NAME", "MESOS_DIRECTORY", "MESOS_DOMAIN_SOCKET",
			"MESOS_EXECUTOR_AUTHENTICATION_TOKEN", "MESOS_EXECUTOR_ID", "MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD",
			"MESOS_FRAMEWORK_ID", "MESOS_HTTP_COMMAND_EXECUTOR", "MESOS_NATIVE_JAVA_LIBRARY", "MESOS_NATIVE_LIBRARY",
			"MESOS_RECOVERY_TIMEOUT", "MESOS_SANDBOX", "MESOS_SLAVE_ID", "MESOS_SLAVE_PID",
			"MESOS_SUBSCRIPTION_BACKOFF_MAX", "MESOS_TASK_ID");

	/**
	 * Runs before Spring Boot wraps the property source, so that the wrapper keeps the
	 * origins.
	 */
	private static final int ORDER = SystemEnvironmentPropertySourceEnvironmentPostProcessor.DEFAULT_ORDER - 1;

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		MutablePropertySources sources = environment.getPropertySources();
		PropertySource<?> source = sources.get(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
		if (source instanceof SystemEnvironmentPropertySource variables) {
			Map<String, Object> remaining = new TreeMap<>(variables.getSource());
			if (remaining.keySet().removeAll(AGENT_VARIABLES)) {
				sources.replace(source.getName(), new SystemEnvironmentPropertySource(source.getName(), remaining));
			}
		}
	}

}
