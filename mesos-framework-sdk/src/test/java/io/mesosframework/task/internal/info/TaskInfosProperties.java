package io.mesosframework.task.internal.info;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.DiskInfo.Source;
import org.apache.mesos.v1.Protos.Resource.DiskInfo.Source.Type;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.Value;

import io.mesosframework.resource.DiskNeed;
import io.mesosframework.resource.FixedPoint;
import io.mesosframework.resource.PortRanges;
import io.mesosframework.resource.ResourceBag;
import io.mesosframework.resource.ResourceNeed;
import io.mesosframework.resource.Taken;
import io.mesosframework.task.Launch;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.definition.TaskDefinitionReader;
import io.mesosframework.task.definition.TaskSpec;

import static org.assertj.core.api.Assertions.assertThat;

class TaskInfosProperties {

	@Provide
	Arbitrary<List<Member>> groups() {
		return Combinators
			.combine(Arbitraries.integers().between(1, 3000), Arbitraries.integers().between(1, 3000),
					Arbitraries.of(0, 0, 1, 250), Arbitraries.integers().between(0, 2),
					Arbitraries.integers().between(31000, 31009).set().ofMaxSize(2),
					Arbitraries.of("", "", "PATH", "MOUNT"))
			.as(Member::new)
			.list()
			.ofMinSize(2)
			.ofMaxSize(4);
	}

	@Property(tries = 1000)
	void aGroupFitsExactlyIntoWhatItNeeds(@ForAll("groups") List<Member> members, @ForAll boolean reserved,
			@ForAll boolean revocable) {
		TaskDefinition definition = definition(members, revocable);
		ResourceNeed need = TaskInfos.need(definition);
		ResourceBag offered = exactly(need, reserved, members);

		Taken taken = Taken.from(offered, need);
		Offer.Operation.LaunchGroup group = TaskInfos
			.launch(definition, 0,
					Launch.start("pod.0.x", "agent", "host", 1, TaskInfos.ports(definition, taken), Instant.EPOCH),
					taken, FrameworkID.newBuilder().setValue("f").build())
			.getLaunchGroup();

		assertThat(taken.rest().filter((kind) -> !"ports".equals(kind.name())).isEmpty()).isTrue();
		ResourceBag executor = ResourceBag.of(group.getExecutor().getResourcesList());
		ResourceBag sum = executor;
		for (TaskInfo task : group.getTaskGroup().getTasksList()) {
			sum = sum.plus(ResourceBag.of(task.getResourcesList()));
		}
		assertThat(sum).isEqualTo(taken.resources());
		// what the master asks of the executor of a group
		assertThat(group.getExecutor().getType()).isEqualTo(ExecutorInfo.Type.DEFAULT);
		assertThat(executor.scalar("cpus", (kind) -> kind.revocable() == revocable)).isGreaterThanOrEqualTo(10);
		assertThat(executor.scalar("mem", (kind) -> true)).isGreaterThanOrEqualTo(32 * FixedPoint.ONE);
		assertThat(executor.scalar("disk", (kind) -> true)).isPositive();
		assertThat(executor.ranges("ports", (kind) -> true).isEmpty()).isTrue();
		for (int i = 0; i < definition.tasks().size(); i++) {
			check(definition.tasks().get(i), group.getTaskGroup().getTasks(i));
		}
	}

	private static void check(TaskSpec spec, TaskInfo task) {
		ResourceBag bag = ResourceBag.of(task.getResourcesList());
		PortRanges ports = bag.ranges("ports", (kind) -> true);
		assertThat(ports.size()).isEqualTo(spec.resources().ports().size());
		Set<String> told = new HashSet<>();
		task.getCommand()
			.getEnvironment()
			.getVariablesList()
			.stream()
			.filter((variable) -> variable.getName().startsWith("PORT"))
			.forEach((variable) -> told.add(variable.getValue()));
		assertThat(told).hasSize((int) ports.size());
		assertThat(ports.numbers()).allSatisfy((number) -> assertThat(told).contains(number.toString()));
		spec.resources()
			.ports()
			.stream()
			.filter((port) -> port.number() > 0)
			.forEach((port) -> assertThat(ports.numbers()).contains((long) port.number()));
		assertThat(bag.scalar("cpus", (kind) -> true)).isEqualTo(FixedPoint.milli(spec.resources().cpus()));
		List<Resource> disks = task.getResourcesList()
			.stream()
			.filter((resource) -> resource.getName().equals("disk") && resource.hasDisk())
			.toList();
		TaskSpec.DiskSpec disk = spec.resources().disk();
		assertThat(disks).extracting((resource) -> resource.getDisk().getSource().getType().name())
			.isEqualTo((disk.sourceType() != null) ? List.of(disk.sourceType()) : List.of());
		assertThat(disks)
			.allSatisfy((resource) -> assertThat(resource.getScalar().getValue()).isGreaterThanOrEqualTo(disk.size()));
	}

	private static TaskDefinition definition(List<Member> members, boolean revocable) {
		Set<Integer> used = new HashSet<>();
		List<Map<String, Object>> tasks = new ArrayList<>();
		for (Member member : members) {
			List<Object> ports = new ArrayList<>();
			member.fixed().stream().filter(used::add).forEach(ports::add);
			for (int i = 0; i < member.dynamic(); i++) {
				ports.add(0, 0);
			}
			Map<String, Object> resources = new LinkedHashMap<>();
			resources.put("cpu", member.cpus() / 1000.0);
			resources.put("mem", member.mem() / 1000.0);
			resources.put("disk", member.source().isEmpty() ? Map.of("size", member.disk())
					: Map.of("size", member.disk() + 1, "source", Map.of("type", member.source())));
			resources.put("ports", ports);
			resources.put("revocable", revocable);
			tasks.add(Map.of("name", "t" + tasks.size(), "resources", resources, "command", Map.of("cmd", "x")));
		}
		return new TaskDefinitionReader().read(Map.of("name", "pod", "tasks", tasks)).get(0);
	}

	/** Nothing but what is needed, in two kinds if some is reserved. */
	private static ResourceBag exactly(ResourceNeed need, boolean reserved, List<Member> members) {
		List<Resource> resources = new ArrayList<>();
		need.scalars().forEach((name, milli) -> {
			boolean revocable = need.revocable() && "cpus".equals(name);
			long part = (reserved && !revocable) ? milli / 3 : 0;
			resources.add(scalar(name, milli - part, revocable));
			if (part > 0) {
				resources.add(scalar(name, part, false).toBuilder()
					.addReservations(Resource.ReservationInfo.newBuilder()
						.setType(Resource.ReservationInfo.Type.STATIC)
						.setRole("web"))
					.build());
			}
		});
		double path = 0;
		for (DiskNeed disk : need.disks()) {
			if (disk.type() == Type.PATH) {
				path += disk.milli() / 1000.0;
			}
			else {
				resources.add(disk(
						Source.newBuilder()
							.setType(Type.MOUNT)
							.setMount(Source.Mount.newBuilder().setRoot("/m" + resources.size())),
						disk.milli() / 1000.0));
			}
		}
		if (path > 0) {
			resources.add(disk(
					Source.newBuilder().setType(Type.PATH).setPath(Source.Path.newBuilder().setRoot("/path")), path));
		}
		long ports = 10 + members.size() * 2L;
		resources.add(Resource.newBuilder()
			.setName("ports")
			.setType(Value.Type.RANGES)
			.setRanges(Value.Ranges.newBuilder()
				.addRange(Value.Range.newBuilder().setBegin(31000).setEnd(31000 + ports - 1)))
			.build());
		return ResourceBag.of(resources);
	}

	private static Resource disk(Source.Builder source, double size) {
		return scalar("disk", Math.round(size * 1000), false).toBuilder()
			.setDisk(Resource.DiskInfo.newBuilder().setSource(source))
			.build();
	}

	private static Resource scalar(String name, long milli, boolean revocable) {
		Resource.Builder resource = Resource.newBuilder()
			.setName(name)
			.setType(Value.Type.SCALAR)
			.setScalar(Value.Scalar.newBuilder().setValue(milli / 1000.0));
		if (revocable) {
			resource.setRevocable(Resource.RevocableInfo.getDefaultInstance());
		}
		return resource.build();
	}

	record Member(int cpus, int mem, int disk, int dynamic, Set<Integer> fixed, String source) {

	}

}
