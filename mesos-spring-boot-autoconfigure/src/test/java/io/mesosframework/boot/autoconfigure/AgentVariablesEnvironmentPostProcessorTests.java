package io.mesosframework.boot.autoconfigure;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class AgentVariablesEnvironmentPostProcessorTests {

	@Test
	void variablesOfTheAgentAreNoConfigurationAndThoseOfTheUserAre() {
		StandardEnvironment environment = environment(Map.of("MESOS_FRAMEWORK_ID", "parent", "MESOS_TASK_ID", "t1",
				"MESOS_MASTER", "http://m1:5050", "MESOS_APPS_WEB_INSTANCES", "3", "PATH", "/bin"));

		new AgentVariablesEnvironmentPostProcessor().postProcessEnvironment(environment, new SpringApplication());

		Binder binder = Binder.get(environment);
		assertThat(binder.bind("mesos.framework.id", String.class).isBound()).isFalse();
		assertThat(binder.bind("mesos.task.id", String.class).isBound()).isFalse();
		assertThat(binder.bind("mesos.master", String.class).get()).isEqualTo("http://m1:5050");
		assertThat(binder.bind("mesos.apps.web.instances", Integer.class).get()).isEqualTo(3);
		assertThat(environment.getProperty("PATH")).isEqualTo("/bin");
	}

	@Test
	void anEnvironmentWithoutSuchVariablesStaysTheSame() {
		StandardEnvironment environment = environment(Map.of("MESOS_MASTER", "http://m1:5050"));
		Object before = environment.getPropertySources()
			.get(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);

		new AgentVariablesEnvironmentPostProcessor().postProcessEnvironment(environment, new SpringApplication());

		assertThat(environment.getPropertySources().get(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME))
			.isSameAs(before);
	}

	private static StandardEnvironment environment(Map<String, Object> variables) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
		return environment;
	}

}
