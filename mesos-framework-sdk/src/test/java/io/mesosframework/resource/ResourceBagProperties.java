package io.mesosframework.resource;

import java.util.List;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ResourceBagProperties {

	@Provide
	Arbitrary<ResourceBag> bags() {
		return ResourceSamples.bags();
	}

	@Provide
	Arbitrary<ResourceNeed> needs() {
		return ResourceSamples.needs();
	}

	@Property
	void survivesTheWire(@ForAll("bags") ResourceBag bag) {
		assertThat(ResourceBag.of(bag.toResources())).isEqualTo(bag);
	}

	@Property
	void containsItsParts(@ForAll("bags") ResourceBag left, @ForAll("bags") ResourceBag right) {
		ResourceBag sum = left.plus(right);

		assertThat(sum.contains(left)).isTrue();
		assertThat(sum.contains(right)).isTrue();
	}

	@Property
	void takingAPartOutLeavesTheOtherScalars(@ForAll("bags") ResourceBag left, @ForAll("bags") ResourceBag right) {
		ResourceBag rest = left.plus(right).minus(right);

		for (String name : List.of("cpus", "mem", "disk")) {
			assertThat(rest.scalar(name, (kind) -> true)).isEqualTo(left.scalar(name, (kind) -> true));
		}
	}

	@Property
	void refusesToTakeWhatItDoesNotHoldAndChangesNothing(@ForAll("bags") ResourceBag bag,
			@ForAll("bags") ResourceBag other) {
		Assume.that(!bag.contains(other));
		String before = bag.toString();

		assertThatIllegalArgumentException().isThrownBy(() -> bag.minus(other))
			.withMessageContaining("does not contain");
		assertThat(bag).hasToString(before);
	}

	@Property
	void whatIsTakenWasThereAndIsExactlyWhatWasNeeded(@ForAll("bags") ResourceBag some,
			@ForAll("needs") ResourceNeed need) {
		ResourceBag bag = some.plus(ResourceBag.of(List.of(ResourceSamples.scalar("cpus", 8),
				ResourceSamples.scalar("mem", 8), ResourceSamples.ports(31000, 31080))));

		Taken taken = Taken.from(bag, need);

		assertThat(bag.contains(taken.resources())).isTrue();
		assertThat(taken.rest()).isEqualTo(bag.minus(taken.resources()));
		need.scalars()
			.forEach((name, milli) -> assertThat(taken.resources().scalar(name, (kind) -> true)).isEqualTo(milli));
		PortRanges ports = taken.resources().ranges("ports", (kind) -> true);
		assertThat(ports.containsAll(need.fixedPorts())).isTrue();
		assertThat(ports.size()).isEqualTo(need.fixedPorts().size() + need.dynamicPorts());
		assertThat(taken.ports()).hasSize(need.dynamicPorts())
			.noneMatch((port) -> need.fixedPorts().numbers().contains(port));
		assertThat(taken.resources().kinds()).allMatch(ResourceKind::plain);
	}

	@Property
	void aShortageMeansThatTakingFails(@ForAll("bags") ResourceBag bag, @ForAll("needs") ResourceNeed need) {
		Assume.that(!ResourceTaker.shortages(bag, need).isEmpty());

		assertThatIllegalArgumentException().isThrownBy(() -> Taken.from(bag, need));
	}

}
