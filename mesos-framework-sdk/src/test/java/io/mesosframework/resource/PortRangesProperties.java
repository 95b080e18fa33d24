package io.mesosframework.resource;

import java.util.Set;
import java.util.TreeSet;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class PortRangesProperties {

	@Provide
	Arbitrary<Set<Long>> numbers() {
		return Arbitraries.longs().between(0, 40).set().ofMaxSize(30);
	}

	@Property
	void agreesWithASetOfNumbers(@ForAll("numbers") Set<Long> left, @ForAll("numbers") Set<Long> right) {
		PortRanges a = PortRanges.ofNumbers(left);
		PortRanges b = PortRanges.ofNumbers(right);
		Set<Long> union = new TreeSet<>(left);
		union.addAll(right);
		Set<Long> difference = new TreeSet<>(left);
		difference.removeAll(right);
		Set<Long> common = new TreeSet<>(left);
		common.retainAll(right);

		assertThat(a.plus(b).numbers()).containsExactlyElementsOf(union);
		assertThat(a.minus(b).numbers()).containsExactlyElementsOf(difference);
		assertThat(a.intersect(b).numbers()).containsExactlyElementsOf(common);
		assertThat(a.containsAll(b)).isEqualTo(left.containsAll(right));
		assertThat(a.size()).isEqualTo(left.size());
		assertThat(a.first(5).numbers()).containsExactlyElementsOf(new TreeSet<>(left).stream().limit(5).toList());
	}

	@Property
	void neverTouches(@ForAll("numbers") Set<Long> numbers) {
		PortRanges ranges = PortRanges.ofNumbers(numbers);

		for (int i = 1; i < ranges.ranges().size(); i++) {
			assertThat(ranges.ranges().get(i).begin()).isGreaterThan(ranges.ranges().get(i - 1).end() + 1);
		}
	}

}
