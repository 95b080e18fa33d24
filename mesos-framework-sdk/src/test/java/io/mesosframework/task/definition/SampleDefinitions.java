package io.mesosframework.task.definition;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.mesosframework.placement.FieldConstraint.Operator;
import io.mesosframework.placement.PlacementStrategy;
import io.mesosframework.task.definition.TaskDefinition.FilterSpec;
import io.mesosframework.task.definition.TaskDefinition.RestartPolicy;

/**
 * Definitions that together use everything the builders can say.
 */
public final class SampleDefinitions {

	private SampleDefinitions() {
	}

	public static TaskDefinitionBuilder minimal(String name) {
		return TaskDefinition.builder(name).cpus(0.5).mem(64).cmd("sleep 1000");
	}

	static TaskDefinitionBuilder service() {
		return TaskDefinition.builder("web")
			.instances(3)
			.role("web")
			.cpus(0.5)
			.mem(128)
			.disk(10)
			.gpus(1)
			.revocable()
			.port(0)
			.port("admin")
			.port("dns", 5353, "udp")
			.cmd("serve $PORT0")
			.env("A", "1")
			.secret("TOKEN", "vault/token")
			.uri("http://files.example/a.tgz")
			.uri("http://files.example/b", false, true, true, "c")
			.user("nobody")
			.rlimit("RLMT_NOFILE", "1024:4096")
			.container(SampleDefinitions::container)
			.healthCheck((check) -> check.http("/health")
				.https()
				.portIndex(1)
				.status(200)
				.delay(Duration.ofSeconds(1))
				.interval(Duration.ofSeconds(2))
				.timeout(Duration.ofSeconds(3))
				.grace(Duration.ofSeconds(4))
				.failures(5))
			.readiness((check) -> check.command("test -f ready").env("B", "2"))
			.killGrace(Duration.ofSeconds(30))
			.maxCompletionTime(Duration.ofHours(1))
			.label("tier", "front")
			.constraint("hostname", Operator.UNIQUE)
			.constraint("rack", Operator.GROUP_BY, "3", false)
			.constraint("zone", Operator.CLUSTER, "a")
			.with("db", true)
			.apartFrom("tier=back", false)
			.strategy(PlacementStrategy.SPREAD)
			.bestEffort()
			.filter(FilterSpec.Type.TEXT, "DEADBEEF00")
			.gang()
			.restart(RestartPolicy.ON_FAILURE)
			.retry((retry) -> retry.initial(Duration.ofSeconds(2))
				.constant()
				.max(Duration.ofMinutes(1))
				.attempts(7)
				.resetAfter(Duration.ofMinutes(2)))
			.update((update) -> update.batch(2)
				.maxUnavailable(2)
				.minHealthy(0.5)
				.canary(1)
				.maxSurge(1)
				.readyWithin(Duration.ofMinutes(2))
				.watch(Duration.ofSeconds(3))
				.maxFailures(1)
				.rollback())
			.unreachable(Duration.ofMinutes(1), false)
			.priority(3);
	}

	/** A container of Docker, which knows neither secrets nor checks of readiness. */
	static TaskDefinitionBuilder docker() {
		return minimal("docker").rlimit("nofile", "1024")
			.container((container) -> container.docker()
				.image("web")
				.privileged()
				.network((network) -> network.map(8080, 80).map(8053, 53, "udp")));
	}

	private static void container(ContainerBuilder container) {
		container.image("web")
			.tag("1")
			.forcePull()
			.network((network) -> network.name("overlay")
				.address("10.0.0.1")
				.group("prod")
				.label("l", "v")
				.map(0, 80)
				.map(0, 53, "udp"))
			.volume("/var/log", "log")
			.volume((volume) -> volume.containerPath("data")
				.readOnly()
				.docker("rexray", "vol")
				.driverOption("size", "5"));
	}

	static TaskDefinitionBuilder group() {
		return TaskDefinition.builder("pod")
			.failFastGang()
			.task("main",
					(task) -> task.cpus(1).mem(64).argv("sleep", "10").healthCheck((check) -> check.tcp().port(80)))
			.task("side", (task) -> task.cpus(0.1).mem(32).cmd("b").container((it) -> it.network("cni")));
	}

	/** Definitions whose instances keep their place. */
	static List<TaskDefinitionBuilder> disks() {
		return List.of(
				minimal("root").disk((disk) -> disk.size(64).persistence("id-1").principal("p").volume("data", "rw")),
				minimal("path").disk((disk) -> disk.size(64).persistence("id-2").path("/mnt/a").volume("data", "ro")),
				minimal("mount").disk((disk) -> disk.size(64).persistence("id-3").mount("/mnt/b").volume("data", "rw")),
				minimal("kept").reservation(Duration.ofHours(1)));
	}

	public static List<TaskDefinitionBuilder> all() {
		return Stream
			.concat(Stream.of(minimal("small"), service(), docker(), group(),
					minimal("http").healthCheck((check) -> check.http("/").port(8080)),
					minimal("checked").healthCheck((check) -> check.command("true").env("A", "1"))), disks().stream())
			.toList();
	}

}
