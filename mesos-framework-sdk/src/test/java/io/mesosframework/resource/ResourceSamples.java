package io.mesosframework.resource;

import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.AllocationInfo;
import org.apache.mesos.v1.Protos.Resource.DiskInfo;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Value;

import io.mesosframework.placement.AgentOffer;

public final class ResourceSamples {

	private ResourceSamples() {
	}

	public static Resource scalar(String name, double value) {
		return Resource.newBuilder()
			.setName(name)
			.setType(Value.Type.SCALAR)
			.setScalar(Value.Scalar.newBuilder().setValue(value))
			.build();
	}

	public static Resource ports(long begin, long end) {
		return Resource.newBuilder()
			.setName("ports")
			.setType(Value.Type.RANGES)
			.setRanges(Value.Ranges.newBuilder().addRange(Value.Range.newBuilder().setBegin(begin).setEnd(end)))
			.build();
	}

	public static Resource reserved(Resource resource, String role) {
		return resource.toBuilder()
			.addReservations(ReservationInfo.newBuilder().setType(ReservationInfo.Type.DYNAMIC).setRole(role))
			.build();
	}

	public static Resource revocable(Resource resource) {
		return resource.toBuilder().setRevocable(Resource.RevocableInfo.getDefaultInstance()).build();
	}

	public static Resource volume(String id, double size) {
		return reserved(scalar("disk", size), "db").toBuilder()
			.setDisk(DiskInfo.newBuilder().setPersistence(DiskInfo.Persistence.newBuilder().setId(id)))
			.build();
	}

	public static Resource path(String root, double size) {
		return onDisk(size,
				DiskInfo.Source.newBuilder()
					.setType(DiskInfo.Source.Type.PATH)
					.setPath(DiskInfo.Source.Path.newBuilder().setRoot(root)));
	}

	public static Resource mount(String root, double size) {
		return onDisk(size,
				DiskInfo.Source.newBuilder()
					.setType(DiskInfo.Source.Type.MOUNT)
					.setMount(DiskInfo.Source.Mount.newBuilder().setRoot(root)));
	}

	private static Resource onDisk(double size, DiskInfo.Source.Builder source) {
		return scalar("disk", size).toBuilder().setDisk(DiskInfo.newBuilder().setSource(source)).build();
	}

	static Arbitrary<Resource> resources() {
		Arbitrary<Resource> scalars = Combinators
			.combine(Arbitraries.of("cpus", "mem", "disk"), Arbitraries.integers().between(0, 20_000))
			.as((name, milli) -> scalar(name, milli / 1000.0));
		Arbitrary<Resource> ranges = Combinators
			.combine(Arbitraries.longs().between(31000, 31050), Arbitraries.longs().between(0, 20))
			.as((begin, size) -> ports(begin, begin + size));
		Arbitrary<Resource> plain = Arbitraries.oneOf(scalars, ranges);
		Arbitrary<Resource> reserved = Combinators.combine(plain, Arbitraries.of("web", "db"))
			.as(ResourceSamples::reserved);
		Arbitrary<Resource> volumes = Combinators
			.combine(Arbitraries.of("v1", "v2"), Arbitraries.integers().between(1, 3))
			.as((id, size) -> volume(id, size));
		return Arbitraries.oneOf(plain, plain, reserved, scalars.map(ResourceSamples::revocable), volumes);
	}

	static Arbitrary<ResourceBag> bags() {
		return resources().list().ofMaxSize(8).map(ResourceBag::of);
	}

	static Arbitrary<ResourceNeed> needs() {
		return Combinators
			.combine(Arbitraries.integers().between(0, 8000), Arbitraries.integers().between(0, 8000),
					Arbitraries.integers().between(0, 4), Arbitraries.longs().between(31000, 31060).set().ofMaxSize(2))
			.as((cpus, mem, dynamic, fixed) -> ResourceNeed.of(cpus / 1000.0, mem / 1000.0, 0)
				.withPorts(PortRanges.ofNumbers(fixed), dynamic));
	}

	public static AgentOffer agent(String id, double cpus, double mem, String... attributes) {
		List<Resource> resources = List.of(scalar("cpus", cpus), scalar("mem", mem), ports(31000, 31099));
		return agent(id, resources, attributes);
	}

	public static AgentOffer agent(String id, List<Resource> resources, String... attributes) {
		Offer.Builder offer = Offer.newBuilder()
			.setId(OfferID.newBuilder().setValue("offer-" + id))
			.setFrameworkId(FrameworkID.newBuilder().setValue("f"))
			.setAgentId(AgentID.newBuilder().setValue(id))
			.setHostname("host-" + id)
			.setAllocationInfo(AllocationInfo.newBuilder().setRole("web"));
		resources.forEach((resource) -> offer
			.addResources(resource.toBuilder().setAllocationInfo(AllocationInfo.newBuilder().setRole("web"))));
		for (String attribute : attributes) {
			String[] parts = attribute.split(":");
			offer.addAttributes(Attribute.newBuilder()
				.setName(parts[0])
				.setType(Value.Type.TEXT)
				.setText(Value.Text.newBuilder().setValue(parts[1])));
		}
		return AgentOffer.of(List.of(offer.build()));
	}

	public static List<AgentOffer> agents(int count, double cpus, double mem) {
		List<AgentOffer> agents = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			agents.add(agent("a" + i, cpus, mem, "rack:r" + i % 3));
		}
		return agents;
	}

}
