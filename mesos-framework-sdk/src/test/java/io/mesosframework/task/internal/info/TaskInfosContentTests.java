package io.mesosframework.task.internal.info;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.apache.mesos.v1.Protos.CheckInfo;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.ContainerInfo.DockerInfo;
import org.apache.mesos.v1.Protos.DiscoveryInfo;
import org.apache.mesos.v1.Protos.Environment;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.HealthCheck;
import org.apache.mesos.v1.Protos.NetworkInfo;
import org.apache.mesos.v1.Protos.Parameter;
import org.apache.mesos.v1.Protos.Port;
import org.apache.mesos.v1.Protos.RLimitInfo.RLimit;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.Protos.Volume;
import org.apache.mesos.v1.Protos.Volume.Source.SandboxPath;
import org.junit.jupiter.api.Test;

import io.mesosframework.resource.ResourceBag;
import io.mesosframework.resource.Taken;
import io.mesosframework.task.Launch;
import io.mesosframework.task.definition.SampleDefinitions;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.definition.TaskDefinitionBuilder;
import io.mesosframework.task.internal.reservation.VolumeNeed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Everything a definition can say about a task, as the master is told.
 */
class TaskInfosContentTests {

	private static final Volume.Source.Type DOCKER_VOLUME = Volume.Source.Type.DOCKER_VOLUME;

	private static final FrameworkID FRAMEWORK = FrameworkID.newBuilder().setValue("f").build();

	private static final Launch LAUNCH = Launch.start("web.0.a", "agent", "host", 1, List.of(), Instant.EPOCH);

	private ResourceBag offered = ResourceBag.of(List.of(scalar("cpus", 8), scalar("mem", 4096), scalar("disk", 4096),
			scalar("gpus", 2),
			Resource.newBuilder()
				.setName("ports")
				.setType(Value.Type.RANGES)
				.setRanges(Value.Ranges.newBuilder().addRange(Value.Range.newBuilder().setBegin(31000).setEnd(31099)))
				.build()));

	@Test
	void asksForGpus() {
		assertThat(task((task) -> task.gpus(2)).getResourcesList()).filteredOn((it) -> it.getName().equals("gpus"))
			.singleElement()
			.satisfies((gpus) -> assertThat(gpus.getScalar().getValue()).isEqualTo(2));
	}

	@Test
	void usesRevocableCpus() {
		this.offered = ResourceBag
			.of(List.of(scalar("cpus", 4).toBuilder().setRevocable(Resource.RevocableInfo.getDefaultInstance()).build(),
					scalar("mem", 4096)));

		assertThat(task(TaskDefinitionBuilder::revocable).getResourcesList())
			.filteredOn((it) -> it.getName().equals("cpus"))
			.singleElement()
			.satisfies((cpus) -> assertThat(cpus.hasRevocable()).isTrue());
	}

	@Test
	void namesPortsInTheEnvironment() {
		Map<String, String> environment = new HashMap<>();
		task((task) -> task.port("http").port("admin-ui", 31077, "tcp")).getCommand()
			.getEnvironment()
			.getVariablesList()
			.forEach((variable) -> environment.put(variable.getName(), variable.getValue()));

		assertThat(environment).containsEntry("PORT0", "31000")
			.containsEntry("PORT_HTTP", "31000")
			.containsEntry("PORT1", "31077")
			.containsEntry("PORT_ADMIN_UI", "31077");
	}

	@Test
	void refersToSecretsInsteadOfSendingThem() {
		CommandInfo command = task((task) -> task.secret("TOKEN", "vault/token")).getCommand();

		assertThat(command.getEnvironment().getVariablesList()).filteredOn((it) -> it.getName().equals("TOKEN"))
			.singleElement()
			.satisfies((variable) -> {
				assertThat(variable.getType()).isEqualTo(Environment.Variable.Type.SECRET);
				assertThat(variable.getSecret().getReference().getName()).isEqualTo("vault/token");
			});
	}

	@Test
	void fetchesUris() {
		CommandInfo command = task((task) -> task.uri("http://f/a.tgz").uri("http://f/b", false, true, true, "c"))
			.getCommand();

		assertThat(command.getUris(0).getExtract()).isTrue();
		assertThat(command.getUris(1)).satisfies((uri) -> {
			assertThat(uri.getExecutable()).isTrue();
			assertThat(uri.getExtract()).isFalse();
			assertThat(uri.getCache()).isTrue();
			assertThat(uri.getOutputFile()).isEqualTo("c");
		});
	}

	@Test
	void runsAsTheUser() {
		assertThat(task((task) -> task.user("nobody")).getCommand().getUser()).isEqualTo("nobody");
	}

	@Test
	void limitsTheProcess() {
		List<RLimit> limits = task((task) -> task.rlimit("RLMT_NOFILE", "1024:4096").rlimit("core", "unlimited"))
			.getContainer()
			.getRlimitInfo()
			.getRlimitsList();

		assertThat(limits).containsExactly(
				RLimit.newBuilder().setType(RLimit.Type.RLMT_NOFILE).setSoft(1024).setHard(4096).build(),
				RLimit.newBuilder().setType(RLimit.Type.RLMT_CORE).build());
	}

	@Test
	void saysHowLongItMayTakeToEndAndToRun() {
		TaskInfo task = task((it) -> it.killGrace(Duration.ofSeconds(30)).maxCompletionTime(Duration.ofMinutes(5)));

		assertThat(task.getKillPolicy().getGracePeriod().getNanoseconds()).isEqualTo(30_000_000_000L);
		assertThat(task.getMaxCompletionTime().getNanoseconds()).isEqualTo(300_000_000_000L);
	}

	@Test
	void checksHealthByCommandHttpAndTcp() {
		HealthCheck command = task((it) -> it.healthCheck((check) -> check.command("test -f up")
			.env("A", "1")
			.delay(Duration.ofMillis(1500))
			.interval(Duration.ofSeconds(2))
			.timeout(Duration.ofSeconds(3))
			.grace(Duration.ofSeconds(4))
			.failures(5))).getHealthCheck();
		HealthCheck http = task(
				(it) -> it.port(0).healthCheck((check) -> check.http("/health").https().status(200).status(204)))
			.getHealthCheck();
		HealthCheck tcp = task((it) -> it.port(0).port(0).healthCheck((check) -> check.tcp().portIndex(1)))
			.getHealthCheck();

		assertThat(command.getCommand().getValue()).isEqualTo("test -f up");
		assertThat(command.getCommand().getEnvironment().getVariables(0).getName()).isEqualTo("A");
		assertThat(command.getDelaySeconds()).isEqualTo(1.5);
		assertThat(command.getIntervalSeconds()).isEqualTo(2);
		assertThat(command.getTimeoutSeconds()).isEqualTo(3);
		assertThat(command.getGracePeriodSeconds()).isEqualTo(4);
		assertThat(command.getConsecutiveFailures()).isEqualTo(5);
		assertThat(http.getHttp().getScheme()).isEqualTo("https");
		assertThat(http.getHttp().getPath()).isEqualTo("/health");
		assertThat(http.getHttp().getPort()).isEqualTo(31000);
		assertThat(http.getHttp().getStatusesList()).containsExactly(200, 204);
		assertThat(tcp.getTcp().getPort()).isEqualTo(31001);
	}

	@Test
	void checksReadinessByCommandHttpAndTcp() {
		CheckInfo command = task((it) -> it.readiness((check) -> check.command("test -f ready"))).getCheck();
		CheckInfo http = task((it) -> it.readiness((check) -> check.http("/ready").port(8080))).getCheck();
		CheckInfo tcp = task((it) -> it.readiness((check) -> check.tcp().port(8081))).getCheck();

		assertThat(command.getCommand().getCommand().getValue()).isEqualTo("test -f ready");
		assertThat(http.getHttp().getPath()).isEqualTo("/ready");
		assertThat(http.getHttp().getPort()).isEqualTo(8080);
		assertThat(tcp.getTcp().getPort()).isEqualTo(8081);
	}

	@Test
	void runsInADockerContainer() {
		ContainerInfo container = task((it) -> it.port(0)
			.container((image) -> image.docker()
				.image("nginx")
				.tag("1.27")
				.forcePull()
				.privileged()
				.network((network) -> network.name("bridge").map(0, 80))))
			.getContainer();

		assertThat(container.getType()).isEqualTo(ContainerInfo.Type.DOCKER);
		assertThat(container.getDocker()).satisfies((docker) -> {
			assertThat(docker.getImage()).isEqualTo("nginx:1.27");
			assertThat(docker.getForcePullImage()).isTrue();
			assertThat(docker.getPrivileged()).isTrue();
			assertThat(docker.getNetwork()).isEqualTo(DockerInfo.Network.BRIDGE);
			assertThat(docker.getPortMappings(0).getHostPort()).isEqualTo(31000);
			assertThat(docker.getPortMappings(0).getContainerPort()).isEqualTo(80);
			assertThat(docker.getPortMappings(0).getProtocol()).isEqualTo("tcp");
		});
	}

	@Test
	void givesDockerTheProgramOnce() {
		CommandInfo command = task((it) -> it.set("command", Map.of("argv", List.of("echo", "a", "b")))
			.container((image) -> image.docker().image("busybox"))).getCommand();

		// docker run busybox <value> <arguments>, elsewhere execvp(value, arguments)
		assertThat(command.getShell()).isFalse();
		assertThat(command.getValue()).isEqualTo("echo");
		assertThat(command.getArgumentsList()).containsExactly("a", "b");
	}

	@Test
	void asksForThePortsOfTheHostThatDockerPublishes() {
		TaskInfo task = task((it) -> it.container(
				(image) -> image.docker().image("nginx").network((network) -> network.map(31005, 80).map(31006, 0))));

		assertThat(task.getContainer().getDocker().getNetwork()).isEqualTo(DockerInfo.Network.BRIDGE);
		assertThat(task.getContainer().getDocker().getPortMappingsList())
			.extracting(DockerInfo.PortMapping::getHostPort)
			.containsExactly(31005, 31006);
		assertThat(ResourceBag.of(task.getResourcesList()).toString()).contains("ports:[31005-31006]");
	}

	@Test
	void limitsWhatDockerRuns() {
		ContainerInfo container = task((it) -> it.rlimit("RLMT_NOFILE", "1024:4096")
			.rlimit("core", "unlimited")
			.container((image) -> image.docker().image("nginx"))).getContainer();

		assertThat(container.hasRlimitInfo()).isFalse();
		assertThat(container.getDocker().getParametersList()).extracting(Parameter::getKey, Parameter::getValue)
			.containsExactly(tuple("ulimit", "nofile=1024:4096"), tuple("ulimit", "core=-1:-1"));
	}

	@Test
	void checksWhatIsMappedAtThePortInsideTheContainer() {
		UnaryOperator<TaskDefinitionBuilder> checked = (it) -> it.port(0)
			.port(0)
			.healthCheck((check) -> check.http("health"))
			.container((image) -> image.image("nginx").network((network) -> network.name("cni").map(0, 80)));

		assertThat(task(checked).getHealthCheck().getHttp().getPort()).isEqualTo(80);
		assertThat(task(checked).getHealthCheck().getHttp().getPath()).isEqualTo("/health");
		assertThat(task((it) -> checked.apply(it).readiness((check) -> check.tcp().portIndex(1))).getCheck()
			.getTcp()
			.getPort()).isEqualTo(31001);
	}

	@Test
	void tellsServiceDiscoveryThePorts() {
		TaskInfo task = task((it) -> it.port("http").port("dns", 31053, "udp"));

		assertThat(task.getDiscovery().getName()).isEqualTo("web");
		assertThat(task.getDiscovery().getVisibility()).isEqualTo(DiscoveryInfo.Visibility.CLUSTER);
		assertThat(task.getDiscovery().getPorts().getPortsList())
			.extracting(Port::getName, Port::getNumber, Port::getProtocol)
			.containsExactly(tuple("http", 31000, "tcp"), tuple("dns", 31053, "udp"));
		assertThat(task((it) -> it).hasDiscovery()).isFalse();
	}

	@Test
	void usesTheNetworkOfTheHostByLeavingItOut() {
		assertThat(task((it) -> it.container((image) -> image.image("nginx").network("host"))).getContainer()
			.getNetworkInfosCount()).isZero();
	}

	@Test
	void joinsNetworksWithAddressesGroupsLabelsAndPorts() {
		ContainerInfo container = task((it) -> it.port(0)
			.port(0)
			.container((image) -> image.image("nginx")
				.network((network) -> network.name("FE-CNI")
					.address("10.2.1.1")
					.address("fd00::1")
					.group("prod")
					.label("some", "label")
					.map(0, 80)
					.map(0, 0, "udp"))))
			.getContainer();

		NetworkInfo network = container.getNetworkInfos(0);
		assertThat(container.getType()).isEqualTo(ContainerInfo.Type.MESOS);
		assertThat(network.getName()).isEqualTo("FE-CNI");
		assertThat(network.getIpAddressesList())
			.extracting(NetworkInfo.IPAddress::getIpAddress, NetworkInfo.IPAddress::getProtocol)
			.containsExactly(tuple("10.2.1.1", NetworkInfo.Protocol.IPv4), tuple("fd00::1", NetworkInfo.Protocol.IPv6));
		assertThat(network.getGroupsList()).containsExactly("prod");
		assertThat(network.getLabels().getLabels(0).getValue()).isEqualTo("label");
		assertThat(network.getPortMappingsList()).extracting(NetworkInfo.PortMapping::getHostPort)
			.containsExactly(31000, 31001);
		assertThat(network.getPortMappingsList()).extracting(NetworkInfo.PortMapping::getContainerPort)
			.containsExactly(80, 31001);
	}

	@Test
	void mountsDirectoriesAndDockerVolumes() {
		List<Volume> volumes = task((it) -> it.container((container) -> container.volume("/var/log", "log")
			.volume((volume) -> volume.containerPath("data")
				.readOnly()
				.docker("rexray", "vol")
				.driverOption("size", "5"))))
			.getContainer()
			.getVolumesList();

		assertThat(volumes.get(0).getHostPath()).isEqualTo("/var/log");
		assertThat(volumes.get(0).getMode()).isEqualTo(Volume.Mode.RW);
		assertThat(volumes.get(1).getMode()).isEqualTo(Volume.Mode.RO);
		assertThat(volumes.get(1).getSource()).satisfies((source) -> {
			assertThat(source.getType()).isEqualTo(DOCKER_VOLUME);
			assertThat(source.getDockerVolume().getDriver()).isEqualTo("rexray");
			assertThat(source.getDockerVolume().getName()).isEqualTo("vol");
			assertThat(source.getDockerVolume().getDriverOptions().getParameter(0).getValue()).isEqualTo("5");
		});
	}

	@Test
	void aDockerVolumeHasNoPathOfTheHost() {
		Volume volume = task((it) -> it.container((container) -> container
			.volume((its) -> its.containerPath("data").hostPath("/ignored").docker("rexray", "vol")))).getContainer()
			.getVolumes(0);

		assertThat(volume.hasHostPath()).isFalse();
		assertThat(volume.getSource().getDockerVolume().getName()).isEqualTo("vol");
	}

	@Test
	void showsAPersistentVolumeAtAnAbsolutePath() {
		UnaryOperator<TaskDefinitionBuilder> database = (it) -> it
			.disk((disk) -> disk.size(64).persistence("d").volume("/var/lib/db", "ro"));
		Volume mesos = task(database).getContainer().getVolumes(0);
		ContainerInfo docker = task((it) -> database.apply(it).container((container) -> container.docker().image("db")))
			.getContainer();
		VolumeNeed need = VolumeNeed.of(database.apply(SampleDefinitions.minimal("web")).build()).get(0);

		// the agent mounts volumes in the sandbox only, and skips other paths without a
		// word
		assertThat(need.mount(scalar("disk", 64)).getDisk().getVolume().getContainerPath()).isEqualTo("var_lib_db");
		assertThat(mesos.getContainerPath()).isEqualTo("/var/lib/db");
		assertThat(mesos.getMode()).isEqualTo(Volume.Mode.RO);
		assertThat(mesos.getSource().getSandboxPath())
			.isEqualTo(SandboxPath.newBuilder().setType(SandboxPath.Type.SELF).setPath("var_lib_db").build());
		assertThat(docker.getVolumes(0).getHostPath()).isEqualTo("var_lib_db");
		assertThat(docker.getVolumes(0).getContainerPath()).isEqualTo("/var/lib/db");
	}

	@Test
	void showsAPersistentVolumeOfAGroupFromTheSandboxOfItsExecutor() {
		TaskDefinition pod = TaskDefinition.builder("pod")
			.task("db",
					(it) -> it.cpus(1)
						.mem(64)
						.cmd("x")
						.disk((disk) -> disk.size(64).persistence("d").volume("/var/lib/db", "rw")))
			.task("other", (it) -> it.cpus(1).mem(64).cmd("x"))
			.build();
		Taken taken = Taken.from(this.offered, TaskInfos.need(pod));

		Volume volume = TaskInfos.launch(pod, 0, LAUNCH, taken, FRAMEWORK)
			.getLaunchGroup()
			.getTaskGroup()
			.getTasks(0)
			.getContainer()
			.getVolumes(0);

		assertThat(volume.getSource().getSandboxPath())
			.isEqualTo(SandboxPath.newBuilder().setType(SandboxPath.Type.PARENT).setPath("var_lib_db").build());
	}

	@Test
	void mapsAPortByItsNumberOnceWhateverTheOrder() {
		ContainerInfo container = task((it) -> it.port("http", 31080, "tcp")
			.port(0)
			.container((image) -> image.docker()
				.image("nginx")
				.network((network) -> network.map(0, 81).map(31080, 80).map(31090, 82))))
			.getContainer();

		assertThat(container.getDocker().getPortMappingsList())
			.extracting(DockerInfo.PortMapping::getHostPort, DockerInfo.PortMapping::getContainerPort)
			.containsExactly(tuple(31000, 81), tuple(31080, 80), tuple(31090, 82));
	}

	@Test
	void labelsEveryTask() {
		assertThat(task((it) -> it.label("tier", "front")).getLabels().getLabelsList())
			.anySatisfy((label) -> assertThat(label.getKey() + label.getValue()).isEqualTo("tierfront"));
	}

	private TaskInfo task(UnaryOperator<TaskDefinitionBuilder> more) {
		TaskDefinition definition = more.apply(SampleDefinitions.minimal("web")).build();
		Taken taken = Taken.from(this.offered, TaskInfos.need(definition));
		return TaskInfos.launch(definition, 0, LAUNCH, taken, FRAMEWORK).getLaunch().getTaskInfos(0);
	}

	private static Resource scalar(String name, double value) {
		return Resource.newBuilder()
			.setName(name)
			.setType(Value.Type.SCALAR)
			.setScalar(Value.Scalar.newBuilder().setValue(value))
			.build();
	}

}
