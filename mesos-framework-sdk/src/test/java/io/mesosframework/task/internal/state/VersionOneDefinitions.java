package io.mesosframework.task.internal.state;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mesosframework.placement.FieldConstraint.Operator;
import io.mesosframework.placement.PlacementStrategy;
import io.mesosframework.task.definition.ReservationPolicy;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.definition.TaskDefinition.AffinitySpec;
import io.mesosframework.task.definition.TaskDefinition.ConstraintSpec;
import io.mesosframework.task.definition.TaskDefinition.FilterSpec;
import io.mesosframework.task.definition.TaskDefinition.PlacementSpec;
import io.mesosframework.task.definition.TaskDefinition.RestartPolicy;
import io.mesosframework.task.definition.TaskDefinition.RetryPolicy;
import io.mesosframework.task.definition.TaskDefinition.UnreachablePolicy;
import io.mesosframework.task.definition.TaskDefinition.UpdatePolicy;
import io.mesosframework.task.definition.TaskSpec;
import io.mesosframework.task.definition.TaskSpec.CheckSpec;
import io.mesosframework.task.definition.TaskSpec.CheckType;
import io.mesosframework.task.definition.TaskSpec.CommandSpec;
import io.mesosframework.task.definition.TaskSpec.ContainerSpec;
import io.mesosframework.task.definition.TaskSpec.DiskSpec;
import io.mesosframework.task.definition.TaskSpec.NetworkSpec;
import io.mesosframework.task.definition.TaskSpec.PortMapping;
import io.mesosframework.task.definition.TaskSpec.PortSpec;
import io.mesosframework.task.definition.TaskSpec.ResourceSpec;
import io.mesosframework.task.definition.TaskSpec.UriSpec;
import io.mesosframework.task.definition.TaskSpec.VolumeSpec;

import static io.mesosframework.task.internal.state.VersionOneEntries.seconds;

/**
 * The definitions in the golden files of version 1.
 */
final class VersionOneDefinitions {

	private VersionOneDefinitions() {
	}

	static Map<String, TaskDefinition> all() {
		Map<String, TaskDefinition> all = new LinkedHashMap<>();
		all.put("version/web/7", full());
		all.put("version/small/1",
				small(PlacementStrategy.FIRST_FIT, RestartPolicy.ALWAYS, FilterSpec.Type.TEXT, Operator.CUSTOM));
		all.put("version/small/2",
				small(PlacementStrategy.BINPACK, RestartPolicy.ON_FAILURE, FilterSpec.Type.SCALAR, Operator.UNIQUE));
		all.put("version/small/3",
				small(PlacementStrategy.SPREAD, RestartPolicy.NEVER, FilterSpec.Type.SET, Operator.IN));
		all.put("version/small/4",
				small(PlacementStrategy.UNIQUE, RestartPolicy.NEVER, FilterSpec.Type.RANGES, Operator.IS));
		all.put("version/small/5",
				small(PlacementStrategy.COLOCATE, RestartPolicy.NEVER, FilterSpec.Type.TEXT, Operator.LIKE));
		return all;
	}

	private static TaskDefinition full() {
		List<TaskSpec> tasks = List.of(
				new TaskSpec("main", resources(), command(), container(), check(CheckType.HTTP),
						check(CheckType.COMMAND), seconds(30), seconds(3600)),
				new TaskSpec("side", new ResourceSpec(0.1, 32, disk(), 0, List.of(), false),
						new CommandSpec(null, List.of("sleep", "10"), List.of(), Map.of(), Map.of(), null, Map.of()),
						new ContainerSpec(false, null, List.of(), List.of(), false, false), check(CheckType.TCP), null,
						null, null));
		return new TaskDefinition("web", 5, "web-role", tasks, Map.of("traefik.enable", "true"), placement(),
				RestartPolicy.ALWAYS, new RetryPolicy(seconds(1), true, seconds(300), -1, seconds(600)),
				new UpdatePolicy(2, 1, 0.75, 1, 3, seconds(120), seconds(5), 4, true),
				new UnreachablePolicy(seconds(60), true), -3, new ReservationPolicy(true, seconds(7200)));
	}

	private static PlacementSpec placement() {
		List<ConstraintSpec> constraints = List.of(new ConstraintSpec("rack", Operator.GROUP_BY, "3", true),
				new ConstraintSpec("rack", Operator.MAX_PER, "2", false),
				new ConstraintSpec("zone", Operator.CLUSTER, "a", true),
				new ConstraintSpec("hostname", Operator.UNLIKE, "db-.*", true));
		return new PlacementSpec(PlacementStrategy.SPREAD, true, constraints,
				List.of(new AffinitySpec("tier=back", true, true)),
				List.of(new FilterSpec(FilterSpec.Type.SCALAR, List.of("1.5"))), true, true);
	}

	private static ResourceSpec resources() {
		DiskSpec disk = new DiskSpec(64.5, "data", "principal", "data", "/srv/data", "RW", "PATH", "/mnt/a");
		return new ResourceSpec(0.5, 128.25, disk, 1, List.of(new PortSpec("admin", 8081, "tcp")), true);
	}

	private static DiskSpec disk() {
		return new DiskSpec(0, null, null, null, null, "RO", null, null);
	}

	private static CommandSpec command() {
		return new CommandSpec("serve $PORT0", List.of("serve", "--fast"),
				List.of(new UriSpec("http://files.example/a.tgz", true, true, true, "a")), Map.of("LANG", "de_DE"),
				Map.of("TOKEN", "vault/token"), "nobody", Map.of("RLMT_NOFILE", "1024:4096"));
	}

	private static ContainerSpec container() {
		NetworkSpec network = new NetworkSpec("overlay", List.of("10.0.0.1"), List.of("prod"), Map.of("l", "v"),
				List.of(new PortMapping(31000, 80, "tcp")));
		VolumeSpec volume = new VolumeSpec("/data", "/srv", "RW", "rexray", "vol", Map.of("size", "5"));
		return new ContainerSpec(true, "web:1", List.of(network), List.of(volume), true, true);
	}

	private static CheckSpec check(CheckType type) {
		return new CheckSpec(type, "test -f ready", Map.of("A", "1"), "https", -2, "/health", List.of(200, 204),
				seconds(1), seconds(2), seconds(3), seconds(4), 5);
	}

	private static TaskDefinition small(PlacementStrategy strategy, RestartPolicy restart, FilterSpec.Type filter,
			Operator operator) {
		ContainerSpec container = new ContainerSpec(false, null,
				List.of(new NetworkSpec(null, List.of(), List.of(), Map.of(), List.of())),
				List.of(new VolumeSpec("data", null, "RO", null, null, Map.of())), false, false);
		CommandSpec command = new CommandSpec("true", List.of(),
				List.of(new UriSpec("http://files.example/b", false, false, false, null)), Map.of(), Map.of(), null,
				Map.of());
		CheckSpec check = new CheckSpec(CheckType.TCP, null, Map.of(), "http", 80, null, List.of(), Duration.ZERO,
				seconds(1), seconds(1), Duration.ZERO, 0);
		TaskSpec task = new TaskSpec("small",
				new ResourceSpec(1, 64, disk(), 0, List.of(new PortSpec(null, 0, "udp")), false), command, container,
				check, null, null, null);
		PlacementSpec placement = new PlacementSpec(strategy, false,
				List.of(new ConstraintSpec("field", operator, null, false)),
				List.of(new AffinitySpec("other", false, false)), List.of(new FilterSpec(filter, List.of("a", "b"))),
				false, false);
		return new TaskDefinition("small", 1, null, List.of(task), Map.of(), placement, restart,
				new RetryPolicy(seconds(1), false, seconds(2), 0, seconds(3)),
				new UpdatePolicy(1, 0, 1, 0, 0, seconds(1), Duration.ZERO, 0, false),
				new UnreachablePolicy(Duration.ZERO, false), 0, ReservationPolicy.NONE);
	}

}
