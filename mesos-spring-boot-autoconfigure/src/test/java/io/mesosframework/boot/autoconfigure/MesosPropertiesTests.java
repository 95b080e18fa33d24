package io.mesosframework.boot.autoconfigure;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

@ExtendWith(OutputCaptureExtension.class)
class MesosPropertiesTests {

	@Test
	void defaultsAreSafe() {
		MesosProperties properties = bind();

		assertThat(properties.master()).isEmpty();
		assertThat(properties.framework().failoverTimeout()).isEqualTo(Duration.ofDays(7));
		assertThat(properties.framework().checkpoint()).isTrue();
		assertThat(properties.framework().teardownOnStop()).isEqualTo(FrameworkProperties.TeardownOnStop.AUTO);
		assertThat(properties.credentials().type()).isEqualTo(CredentialsProperties.Type.NONE);
		assertThat(properties.client().maxRecordSize()).isEqualTo(DataSize.ofMegabytes(64));
		assertThat(properties.client().encoding()).isEqualTo(MesosProperties.Encoding.PROTOBUF);
		assertThat(properties.handler().acknowledgeMode()).isEqualTo(MesosProperties.AcknowledgeMode.AUTO);
		FrameworkInfo info = info(properties);
		assertThat(info.getCapabilitiesList()).extracting(FrameworkInfo.Capability::getType)
			.containsExactly(Type.PARTITION_AWARE, Type.TASK_KILLING_STATE, Type.MULTI_ROLE,
					Type.RESERVATION_REFINEMENT);
		assertThat(info.getFailoverTimeout()).isEqualTo(604800);
		assertThat(info.getCheckpoint()).isTrue();
		assertThat(info.getRolesList()).containsExactly("*");
		assertThat(info.getUser()).isEqualTo(System.getProperty("user.name"));
		assertThat(info.getName()).isEqualTo("application");
		assertThat(info.hasPrincipal()).isFalse();
		assertThat(info.hasId()).isFalse();
	}

	@Test
	void everyPropertyOfTheFrameworkReachesTheMaster() {
		FrameworkInfo info = info(bind("mesos.framework.name", "shop", "mesos.framework.user", "www",
				"mesos.framework.roles", "web,eng/db", "mesos.framework.principal", "me",
				"mesos.framework.failover-timeout", "2h", "mesos.framework.checkpoint", "false",
				"mesos.framework.hostname", "h1", "mesos.framework.webui-url", "http://h1:8080/",
				"mesos.framework.labels.team", "blue", "mesos.framework.capabilities.gpu-resources", "true",
				"mesos.framework.capabilities.revocable-resources", "true",
				"mesos.framework.capabilities.shared-resources", "true", "mesos.framework.capabilities.region-aware",
				"true", "mesos.framework.capabilities.partition-aware", "false",
				"mesos.framework.capabilities.task-killing-state", "false",
				"mesos.framework.capabilities.reservation-refinement", "false"));

		assertThat(info.getName()).isEqualTo("shop");
		assertThat(info.getUser()).isEqualTo("www");
		assertThat(info.getRolesList()).containsExactly("web", "eng/db");
		assertThat(info.getPrincipal()).isEqualTo("me");
		assertThat(info.getFailoverTimeout()).isEqualTo(7200);
		assertThat(info.getCheckpoint()).isFalse();
		assertThat(info.getHostname()).isEqualTo("h1");
		assertThat(info.getWebuiUrl()).isEqualTo("http://h1:8080/");
		assertThat(info.getLabels().getLabels(0).getValue()).isEqualTo("blue");
		assertThat(info.getCapabilitiesList()).extracting(FrameworkInfo.Capability::getType)
			.containsExactly(Type.MULTI_ROLE, Type.GPU_RESOURCES, Type.REVOCABLE_RESOURCES, Type.SHARED_RESOURCES,
					Type.REGION_AWARE);
	}

	@Test
	@SuppressWarnings("deprecation")
	void withoutMultiRoleTheOldFieldIsUsed() {
		FrameworkInfo info = info(
				bind("mesos.framework.roles", "web", "mesos.framework.capabilities.multi-role", "false"));

		assertThat(info.getRole()).isEqualTo("web");
		assertThat(info.getRolesList()).isEmpty();
	}

	@Test
	void theNameOfTheApplicationAndThePrincipalOfTheCredentialsAreTaken() {
		MockEnvironment environment = new MockEnvironment().withProperty("spring.application.name", "shop");
		MesosProperties properties = bind("mesos.credentials.principal", "me", "mesos.credentials.secret", "hush");
		FrameworkInfo info = FrameworkInfoFactory.create(properties, environment, java.util.List.of());

		assertThat(info.getName()).isEqualTo("shop");
		assertThat(info.getPrincipal()).isEqualTo("me");
		assertThat(properties.credentials().type()).isEqualTo(CredentialsProperties.Type.BASIC);
	}

	@Test
	void aShortFailoverTimeoutIsWarnedOf(CapturedOutput output) {
		info(bind("mesos.framework.failover-timeout", "59m"));

		assertThat(output).contains("WARN").contains("'mesos.framework.failover-timeout' is only PT59M").contains("7d");
	}

	@Test
	void aShortFailoverTimeoutIsFineForBatchWork(CapturedOutput output) {
		info(bind("mesos.framework.failover-timeout", "0s", "mesos.framework.teardown-on-stop", "true"));

		assertThat(output).doesNotContain("failover-timeout");
	}

	@Test
	void secretsAreNotPrinted() {
		MesosProperties properties = bind("mesos.credentials.principal", "me", "mesos.credentials.secret", "hush-hush",
				"mesos.credentials.token", "tok-en", "mesos.credentials.type", "basic");

		assertThat(properties.toString()).contains("me").doesNotContain("hush-hush").doesNotContain("tok-en");
	}

	@ParameterizedTest
	@ValueSource(strings = { "m1", "m1:5050", "http://m1:5050", "https://m1", "http://[::1]:5050",
			"http://m1:5050,http://m2:5050" })
	void mastersAreReadAsPeopleWriteThem(String value) {
		assertThat(bind("mesos.master", value).master()).isNotEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			mesos.master                              | ftp://m1:5050       | scheme
			mesos.master                              | zk://z1:2181/mesos  | ZooKeeper
			mesos.master                              | http://m1:99999     | http://m
			mesos.master                              | http://m 1          | http://m
			mesos.framework.id                        | a/b                 | 255 characters
			mesos.framework.id                        | ..                  | 255 characters
			mesos.framework.user                      | a user              | exists on the agents
			mesos.framework.roles                     | web,web             | listed twice
			mesos.framework.roles                     | /web                | empty component
			mesos.framework.roles                     | a b                 | white space
			mesos.framework.roles                     | -web                | starts with '-'
			mesos.framework.roles                     | a/../b              | reserved
			mesos.framework.failover-timeout          | -1s                 | recommended value is 7d
			mesos.framework.webui-url                 | not a url           | http://host:8080/
			mesos.credentials.type                    | basic               | mesos.credentials.principal
			mesos.credentials.type                    | bearer              | mesos.credentials.token
			mesos.credentials.principal               | me                  | mesos.credentials.secret
			mesos.client.connect-timeout              | 0s                  | must be positive
			mesos.client.max-record-size              | 5B                  | 64MB
			mesos.client.heartbeat-multiplier         | 0                   | from 1 to 1000
			mesos.client.backoff.max                  | 1ms                 | mesos.client.backoff.min
			mesos.client.max-pending-calls            | 0                   | out of range
			mesos.scheduler.queue-size                | 0                   | out of range
			mesos.scheduler.stop-timeout              | -1s                 | negative
			mesos.scheduler.startup-timeout           | -1s                 | negative
			mesos.scheduler.slow-handler-threshold    | 0s                  | must be positive
			mesos.offers.refuse                       | 366d                | 365d
			""")
	void anInvalidValueSaysWhatToDo(String key, String value, String remedy) {
		InvalidConfigurationPropertyValueException exception = failure(key, value);

		assertThat(exception.getReason()).contains(remedy);
		assertThat(exception.getName()).startsWith("mesos.");
	}

	@Test
	void severalRolesNeedMultiRole() {
		assertThat(
				failure("mesos.framework.roles", "a,b", "mesos.framework.capabilities.multi-role", "false").getReason())
			.contains("mesos.framework.capabilities.multi-role");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			mesos.master             | http://me:hush@m1:5050
			mesos.credentials.secret | hu:sh
			""")
	void secretsInInvalidValuesAreNotPrinted(String key, String value) {
		Throwable failure = catchThrowable(() -> bind(key, value, "mesos.credentials.principal", "me",
				(key.endsWith("secret") ? "x" : "mesos.credentials.secret"), "s"));
		Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);

		assertThat(root).isInstanceOf(SecretPropertyException.class).hasMessageNotContaining("hu");
		assertThat(root.getMessage()).contains(key);
	}

	@ParameterizedTest
	@ValueSource(strings = { "*", "web", "eng/web", "a-b", "..x", "x.y" })
	void rolesAreValid(String role) {
		assertThat(RoleNames.problem(role)).isNull();
	}

	private static InvalidConfigurationPropertyValueException failure(String... pairs) {
		Throwable failure = catchThrowable(() -> bind(pairs));
		assertThat(failure).isNotNull();
		Throwable cause = failure;
		while (cause != null && !(cause instanceof InvalidConfigurationPropertyValueException)) {
			cause = cause.getCause();
		}
		assertThat(cause).as("cause of " + failure).isNotNull();
		return (InvalidConfigurationPropertyValueException) cause;
	}

	private static FrameworkInfo info(MesosProperties properties) {
		return FrameworkInfoFactory.create(properties, new MockEnvironment(), java.util.List.of());
	}

	static MesosProperties bind(String... pairs) {
		Map<String, Object> map = new HashMap<>();
		for (int i = 0; i < pairs.length; i += 2) {
			map.put(pairs[i], pairs[i + 1]);
		}
		return new Binder(new MapConfigurationPropertySource(map)).bindOrCreate("mesos", MesosProperties.class);
	}

}
