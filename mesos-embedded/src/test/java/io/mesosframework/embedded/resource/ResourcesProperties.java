package io.mesosframework.embedded.resource;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Value;

import static org.assertj.core.api.Assertions.assertThat;

class ResourcesProperties {

	@Property
	void additionIsCommutativeAndAssociative(@ForAll("bags") Resources a, @ForAll("bags") Resources b,
			@ForAll("bags") Resources c) {
		assertThat(a.plus(b)).isEqualTo(b.plus(a)).hasSameHashCodeAs(b.plus(a));
		assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
		assertThat(a.plus(Resources.EMPTY)).isEqualTo(a);
	}

	@Property
	void aSumContainsItsPartsAndScalarsCanBeTakenBack(@ForAll("bags") Resources a, @ForAll("bags") Resources b) {
		Resources sum = a.plus(b);

		assertThat(sum.contains(a)).isTrue();
		assertThat(sum.contains(b)).isTrue();
		assertThat(sum.scalars().minus(b.scalars())).isEqualTo(a.scalars());
		assertThat(sum.minus(sum)).isEqualTo(Resources.EMPTY);
	}

	@Property
	void whatIsTakenAwayCanBeGivenBack(@ForAll("bags") Resources a, @ForAll("bags") Resources b) {
		if (a.contains(b)) {
			assertThat(a.minus(b).plus(b)).isEqualTo(a);
		}
	}

	@Property
	void messagesAndFormatsRoundTrip(@ForAll("bags") Resources bag) {
		assertThat(Resources.of(bag.toList())).isEqualTo(bag);
		assertThat(Resources.of(ResourceFormats.downgrade(bag.toList()))).isEqualTo(bag);
		assertThat(bag.allocate("x").unallocate()).isEqualTo(bag);
		assertThat(Resources.validate(bag.toList())).isNull();
	}

	@Property
	void rangesBehaveAsSetsOfNumbers(@ForAll("numbers") BitSet left, @ForAll("numbers") BitSet right) {
		Ranges a = ranges(left);
		Ranges b = ranges(right);
		BitSet union = (BitSet) left.clone();
		union.or(right);
		BitSet difference = (BitSet) left.clone();
		difference.andNot(right);
		BitSet outside = (BitSet) right.clone();
		outside.andNot(left);

		assertThat(a.plus(b)).isEqualTo(ranges(union));
		assertThat(a.minus(b)).isEqualTo(ranges(difference));
		assertThat(a.contains(b)).isEqualTo(outside.isEmpty());
	}

	@Provide
	Arbitrary<BitSet> numbers() {
		return Arbitraries.integers().between(0, 40).set().map((numbers) -> {
			BitSet bits = new BitSet();
			numbers.forEach(bits::set);
			return bits;
		});
	}

	private static Ranges ranges(BitSet bits) {
		Value.Ranges.Builder ranges = Value.Ranges.newBuilder();
		for (int begin = bits.nextSetBit(0); begin >= 0; begin = bits.nextSetBit(bits.nextClearBit(begin))) {
			ranges.addRange(Value.Range.newBuilder().setBegin(begin).setEnd(bits.nextClearBit(begin) - 1));
		}
		return Ranges.of(ranges.build());
	}

	@Provide
	Arbitrary<Resources> bags() {
		return resources().list().ofMaxSize(6).map(Resources::of);
	}

	private Arbitrary<Resource> resources() {
		Arbitrary<Resource> scalars = Combinators
			.combine(Arbitraries.of("cpus", "mem", "gpus"), Arbitraries.integers().between(0, 5000))
			.as((name, milli) -> ResourcesTests.scalar(name, milli / 1000.0));
		Arbitrary<Resource> ports = numbers().filter((bits) -> !bits.isEmpty())
			.map((bits) -> Resource.newBuilder()
				.setName("ports")
				.setType(Value.Type.RANGES)
				.setRanges(ranges(bits).toProto())
				.build());
		Arbitrary<Resource> sets = Arbitraries.of("a", "b", "c")
			.set()
			.ofMinSize(1)
			.map((items) -> Resource.newBuilder()
				.setName("things")
				.setType(Value.Type.SET)
				.setSet(Value.Set.newBuilder().addAllItem(new ArrayList<>(items)))
				.build());
		return Combinators.combine(Arbitraries.oneOf(List.of(scalars, ports, sets)), Arbitraries.of("", "web", "db"))
			.as(ResourcesProperties::reserve);
	}

	private static Resource reserve(Resource resource, String role) {
		return role.isEmpty() ? resource
				: resource.toBuilder()
					.addReservations(ReservationInfo.newBuilder()
						.setType(role.equals("db") ? ReservationInfo.Type.STATIC : ReservationInfo.Type.DYNAMIC)
						.setRole(role))
					.build();
	}

}
