package io.mesosframework.model;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;

import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.Environment;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.HealthCheck;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Secret;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class VocabularyTests {

	@Test
	void aShellCommandIsOneLineForTheShell() {
		CommandInfo command = Commands.shell("echo $X").env("X", "1").user("nobody").build();

		assertThat(command.getShell()).isTrue();
		assertThat(command.getValue()).isEqualTo("echo $X");
		assertThat(command.getUser()).isEqualTo("nobody");
		assertThat(command.getEnvironment().getVariables(0).getName()).isEqualTo("X");
		assertThat(Commands.shell("true").build().hasEnvironment()).isFalse();
	}

	@Test
	void argumentsIncludeTheProgramItself() {
		CommandInfo command = Commands.argv("/bin/echo", "a", "b c").build();

		assertThat(command.getShell()).isFalse();
		assertThat(command.getValue()).isEqualTo("/bin/echo");
		assertThat(command.getArgumentsList()).containsExactly("/bin/echo", "a", "b c");
		assertThat(Commands.imageDefault("-v").build().hasValue()).isFalse();
		// docker run <image> <value> <arguments>
		assertThat(Commands.dockerArgv("/bin/echo", "a", "b c").build().getArgumentsList()).containsExactly("a", "b c");
	}

	@Test
	void buildingTwiceGivesTheSame() {
		Commands commands = Commands.shell("x").env("A", "1").uri("http://h/f.tgz");

		assertThat(commands.build()).isEqualTo(commands.build());
	}

	@Test
	void filesAreFetchedAsTold() {
		CommandInfo command = Commands.shell("x")
			.uri("http://h/a.tgz")
			.uri(Uris.of("http://h/run?v=1").executable().cached().as("run"))
			.uri(Uris.of("/x.zip").keepArchive())
			.build();

		assertThat(command.getUris(0).hasExtract()).isFalse();
		assertThat(command.getUris(1)).isEqualTo(CommandInfo.URI.newBuilder()
			.setValue("http://h/run?v=1")
			.setExecutable(true)
			.setCache(true)
			.setOutputFile("run")
			.build());
		assertThat(command.getUris(2).getExtract()).isFalse();
	}

	@Test
	void secretsAreNotShown() {
		Environments environments = Environments.of(Map.of("A", "plain"))
			.secret("TOKEN", "hunter2".getBytes(StandardCharsets.UTF_8))
			.secretReference("KEY", "store/key");

		assertThat(environments).hasToString("[A, TOKEN, KEY]");
		Environment built = environments.build();
		assertThat(built.getVariables(0).getType()).isEqualTo(Environment.Variable.Type.VALUE);
		assertThat(built.getVariables(1).getSecret().getValue().getData().toStringUtf8()).isEqualTo("hunter2");
		assertThat(built.getVariables(2).getSecret().getType()).isEqualTo(Secret.Type.REFERENCE);
		assertThatIllegalArgumentException().isThrownBy(() -> environments.variable("A=B", ""));
	}

	@Test
	void labelsGoThereAndBack() {
		assertThat(Labels.toMap(Labels.of("a", "1", "b", "2"))).containsExactly(Map.entry("a", "1"),
				Map.entry("b", "2"));
		assertThat(Labels.of(Map.of("a", "1"))).isEqualTo(Labels.of("a", "1"));
		assertThatIllegalArgumentException().isThrownBy(() -> Labels.of("a")).withMessageContaining("has no value");
	}

	@Test
	void aContainerOfMesosHasAnImageNetworksAndVolumes() {
		ContainerInfo container = Containers.mesos("alpine:3")
			.network("overlay")
			.portMapping(31000, 80)
			.volume(Volumes.host("/data", "data", Volume.Mode.RO))
			.volume(Volumes.sandbox("tmp", "/tmp", Volume.Mode.RW))
			.volume(Volumes.parentSandbox("shared", "/shared", Volume.Mode.RW))
			.volume(Volumes.docker("rexray", "v1", "/v", Volume.Mode.RW, "size", "5"))
			.volume(Volumes.secretReference("s", "/secret"))
			.hostname("h")
			.forcePull()
			.build();

		assertThat(container.getType()).isEqualTo(ContainerInfo.Type.MESOS);
		assertThat(container.getMesos().getImage().getDocker().getName()).isEqualTo("alpine:3");
		assertThat(container.getMesos().getImage().getCached()).isFalse();
		assertThat(container.getNetworkInfos(0).getPortMappings(0).getContainerPort()).isEqualTo(80);
		assertThat(container.getVolumesList()).hasSize(5).allMatch(Volume::isInitialized);
		assertThatIllegalStateException().isThrownBy(() -> Containers.mesos().privileged());
		assertThatIllegalStateException().isThrownBy(() -> Containers.mesos().portMapping(1, 2));
		assertThatIllegalStateException().isThrownBy(() -> Containers.mesos().forcePull());
		assertThatIllegalArgumentException().isThrownBy(() -> Volumes.sandbox("tmp", "tmp", Volume.Mode.RW));
		assertThatIllegalArgumentException().isThrownBy(() -> Volumes.sandbox("/tmp", "/tmp", Volume.Mode.RW));
	}

	@Test
	void aContainerOfDockerHasItsOwnSettings() {
		ContainerInfo.DockerInfo docker = Containers.docker("nginx:1")
			.bridge()
			.portMapping(31000, 80, "udp")
			.privileged()
			.parameter("cap-add", "NET_ADMIN")
			.forcePull()
			.build()
			.getDocker();

		assertThat(docker.getImage()).isEqualTo("nginx:1");
		assertThat(docker.getNetwork()).isEqualTo(ContainerInfo.DockerInfo.Network.BRIDGE);
		assertThat(docker.getPortMappings(0).getProtocol()).isEqualTo("udp");
		assertThat(docker.getPrivileged() && docker.getForcePullImage()).isTrue();
		assertThat(docker.getParameters(0).getKey()).isEqualTo("cap-add");
		// Docker maps no ports in the network of the host, which is Mesos' default
		assertThat(Containers.docker("x").portMapping(31000, 80).build().getDocker().getNetwork())
			.isEqualTo(ContainerInfo.DockerInfo.Network.BRIDGE);
		assertThat(Containers.docker("x").network("n").portMapping(31000, 80).build().getDocker().getNetwork())
			.isEqualTo(ContainerInfo.DockerInfo.Network.USER);
		assertThat(Containers.docker("x").network("n").build().getDocker().getNetwork())
			.isEqualTo(ContainerInfo.DockerInfo.Network.USER);
		assertThat(Containers.docker("x").noNetwork().build().getDocker().getNetwork())
			.isEqualTo(ContainerInfo.DockerInfo.Network.NONE);
	}

	@Test
	void checksHaveATypeAndTheirTimes() {
		HealthCheck check = HealthChecks.http(8080, "/health")
			.delay(Duration.ofMillis(500))
			.interval(Duration.ofSeconds(1))
			.timeout(Duration.ofSeconds(2))
			.gracePeriod(Duration.ofSeconds(3))
			.consecutiveFailures(4)
			.build();

		assertThat(check.getType()).isEqualTo(HealthCheck.Type.HTTP);
		assertThat(check.getHttp().getScheme()).isEqualTo("http");
		assertThat(check.getDelaySeconds()).isEqualTo(0.5);
		assertThat(check.getConsecutiveFailures()).isEqualTo(4);
		assertThat(HealthChecks.https(1, "/").build().getHttp().getScheme()).isEqualTo("https");
		assertThat(HealthChecks.tcp(1).build().getTcp().getPort()).isEqualTo(1);
		assertThat(HealthChecks.command("true").build().getCommand().getValue()).isEqualTo("true");
		assertThat(Checks.http(1, "/").build().getHttp().getPath()).isEqualTo("/");
		assertThat(Checks.tcp(1)
			.delay(Duration.ZERO)
			.interval(Duration.ofSeconds(1))
			.timeout(Duration.ofSeconds(1))
			.build()
			.getDelaySeconds()).isZero();
		assertThat(Checks.command("true").build().getCommand().getCommand().getValue()).isEqualTo("true");
		assertThatIllegalArgumentException().isThrownBy(() -> HealthChecks.http(1, "health"));
		assertThatIllegalArgumentException().isThrownBy(() -> Checks.http(1, "health"));
		assertThatIllegalArgumentException().isThrownBy(() -> HealthChecks.tcp(1).delay(Duration.ofSeconds(-1)));
	}

	@Test
	void aTaskIsDescribedInOneGo() {
		TaskInfo task = Tasks.named("web")
			.on(Ids.agent("a1"))
			.resources("cpus:1;mem:64")
			.resources(Resources.port(31000))
			.shell("sleep 1")
			.container(Containers.mesos())
			.healthCheck(HealthChecks.tcp(31000))
			.check(Checks.command("true"))
			.killGracePeriod(Duration.ofSeconds(3))
			.maxCompletionTime(Duration.ofMinutes(1))
			.limit("mem", Double.POSITIVE_INFINITY)
			.labels(Map.of("a", "b"))
			.build();

		assertThat(task.getTaskId().getValue()).startsWith("web.");
		assertThat(task.getResourcesCount()).isEqualTo(3);
		assertThat(task.getKillPolicy().getGracePeriod().getNanoseconds()).isEqualTo(3_000_000_000L);
		assertThat(task.getLimitsMap()).containsKey("mem");
		assertThat(Tasks.named("x").id("x1").on(Ids.agent("a")).build().getTaskId()).isEqualTo(Ids.task("x1"));
	}

	@Test
	void aTaskThatCannotWorkIsRefused() {
		assertThatIllegalStateException().isThrownBy(() -> Tasks.named("web").shell("x").build())
			.withMessageContaining("has no agent");
		ExecutorInfo executor = Executors.custom("e", Commands.shell("x")).build();
		assertThatIllegalStateException()
			.isThrownBy(() -> Tasks.named("web").on(Ids.agent("a")).shell("x").executor(executor).build())
			.withMessageContaining("may have only one");
	}

	@Test
	void executorsHaveTheirKind() {
		ExecutorInfo executor = Executors.defaultExecutor("e", Ids.framework("f"))
			.resources("cpus:0.1;mem:32;disk:32")
			.name("n")
			.shutdownGracePeriod(Duration.ofSeconds(1))
			.build();

		assertThat(executor.getType()).isEqualTo(ExecutorInfo.Type.DEFAULT);
		assertThat(executor.getFrameworkId()).isEqualTo(Ids.framework("f"));
		assertThat(executor.hasCommand()).isFalse();
		assertThat(Executors.custom("e", Commands.shell("x")).build().getType()).isEqualTo(ExecutorInfo.Type.CUSTOM);
	}

	@Test
	void everyOperationHasItsMember() {
		TaskInfo task = Tasks.named("t").on(Ids.agent("a")).shell("x").build();
		Resources disk = Resources.disk(10).reserved("web", null);
		Resources volume = disk.asPersistentVolume("v", "p", null);

		assertThat(Operations.launch(task).getLaunch().getTaskInfosList()).containsExactly(task);
		assertThat(Operations.launchGroup(Executors.defaultExecutor("e", Ids.framework("f")).build(), task)
			.getLaunchGroup()
			.getTaskGroup()
			.getTasksList()).containsExactly(task);
		assertThat(Operations.reserve(disk).getReserve().getResourcesList()).isEqualTo(disk.toList());
		assertThat(Operations.unreserve(disk).getUnreserve().getResourcesList()).isEqualTo(disk.toList());
		assertThat(Operations.create(volume).getCreate().getVolumesList()).isEqualTo(volume.toList());
		assertThat(Operations.destroy(volume).getDestroy().getVolumesList()).isEqualTo(volume.toList());
		assertThat(Operations.growVolume(volume.toList().get(0), disk.toList().get(0)).hasGrowVolume()).isTrue();
		assertThat(Operations.shrinkVolume(volume.toList().get(0), 1).hasShrinkVolume()).isTrue();
		assertThat(Operations
			.createDisk(disk.toList().get(0), org.apache.mesos.v1.Protos.Resource.DiskInfo.Source.Type.MOUNT)
			.hasCreateDisk()).isTrue();
		assertThat(Operations.destroyDisk(disk.toList().get(0)).hasDestroyDisk()).isTrue();
		assertThat(Operations.withId(Operations.reserve(disk), Ids.operation("op")).getId().getValue()).isEqualTo("op");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Operations.withId(Operations.launch(task), Ids.operation("op")));
		assertThat(Offer.Operation.Type.values()).hasSize(11);
	}

	@Test
	void filtersRefuseForATime() {
		assertThat(Filters.refuse(Duration.ofMillis(1500)).getRefuseSeconds()).isEqualTo(1.5);
		assertThat(Filters.refuse(Duration.ofDays(9999)).getRefuseSeconds()).isEqualTo(31_536_000);
		assertThat(Filters.none().getRefuseSeconds()).isZero();
		assertThatIllegalArgumentException().isThrownBy(() -> Filters.refuse(Duration.ofSeconds(-1)));
	}

	@Test
	void offerConstraintsAreGroupsPerRole() {
		var constraints = OfferConstraints.create()
			.role("web", OfferConstraints.hostname().is("h1"), OfferConstraints.attribute("rack").exists())
			.role("web", OfferConstraints.zone().matches("z.*"), OfferConstraints.region().isNot("r"),
					OfferConstraints.attribute("gpu").notExists(), OfferConstraints.attribute("x").matchesNot("y"))
			.build();

		assertThat(constraints.getRoleConstraintsOrThrow("web").getGroupsList()).hasSize(2);
		assertThat(constraints.getRoleConstraintsOrThrow("web").getGroups(1).getAttributeConstraintsCount())
			.isEqualTo(4);
		assertThatIllegalArgumentException().isThrownBy(() -> OfferConstraints.create().role("web"));
	}

	@Test
	void aFrameworkHasSafeDefaults() {
		FrameworkInfo info = FrameworkInfos.named("n").build();

		assertThat(info.getCheckpoint()).isTrue();
		assertThat(info.getFailoverTimeout()).isEqualTo(604_800);
		assertThat(info.getRolesList()).containsExactly("*");
		assertThat(info.getAllFields().keySet()).noneMatch((field) -> "role".equals(field.getName()));
		assertThat(Capabilities.has(info, Capability.Type.PARTITION_AWARE)).isTrue();
		assertThat(Capabilities.has(info, Capability.Type.GPU_RESOURCES)).isFalse();
		FrameworkInfo other = FrameworkInfos.named("n")
			.user("u")
			.roles("web", "web", "db")
			.principal("p")
			.failoverTimeout(Duration.ofMillis(1500))
			.checkpoint(false)
			.capabilities(Capability.Type.GPU_RESOURCES)
			.hostname("h")
			.webuiUrl("http://h")
			.labels(Map.of("k", "v"))
			.build();
		assertThat(other.getRolesList()).containsExactly("web", "db");
		assertThat(other.getFailoverTimeout()).isEqualTo(1.5);
		assertThat(other.getCapabilitiesCount()).isEqualTo(5);
		assertThatIllegalArgumentException().isThrownBy(() -> FrameworkInfos.named("n").roles("a b"));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "/a", "a/", "a//b", ".", "..", "a/..", "a/*", "-a", "a/-b", "a b", "a\tb", "a\u007fb" })
	void anInvalidRoleIsRefused(String role) {
		assertThat(Roles.isValid(role)).isFalse();
		assertThatIllegalArgumentException().isThrownBy(() -> Roles.validate(role));
	}

	@Test
	void validRolesAndTheirOrder() {
		assertThat(Roles.validate("*")).isEqualTo("*");
		assertThat(Roles.validate("eng/web-1")).isEqualTo("eng/web-1");
		assertThat(Roles.isWithin("eng/web", "eng")).isTrue();
		assertThat(Roles.isWithin("engine", "eng")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "..", "a/b", "a\\b", "a\nb", "a\u007f" })
	void anInvalidIdIsRefused(String id) {
		assertThatIllegalArgumentException().isThrownBy(() -> Ids.task(id)).withMessageContaining("task id");
	}

	@Test
	void idsMayBeLongButNotTooLong() {
		assertThat(Ids.task("ü".repeat(127)).getValue()).hasSize(127);
		assertThatIllegalArgumentException().isThrownBy(() -> Ids.task("ü".repeat(128)));
		assertThat(Ids.uniqueTask("t")).isNotEqualTo(Ids.uniqueTask("t"));
		UUID uuid = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
		assertThat(Ids.bytes(uuid).toByteArray()).startsWith(0x00, 0x11, 0x22).endsWith(0xdd, 0xee, 0xff);
	}

	@Test
	void theEndsOfATask() {
		assertThat(Arrays.stream(TaskState.values()).filter(TaskStates::isTerminal)).containsExactlyInAnyOrder(
				TaskState.TASK_FINISHED, TaskState.TASK_FAILED, TaskState.TASK_KILLED, TaskState.TASK_ERROR,
				TaskState.TASK_LOST, TaskState.TASK_DROPPED, TaskState.TASK_GONE, TaskState.TASK_GONE_BY_OPERATOR);
	}

}
