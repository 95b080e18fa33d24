package io.mesosframework.model;

import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;

import static org.assertj.core.api.Assertions.assertThat;

class ResourcesProperties {

	@Property
	void whatIsPrintedIsReadAgain(@ForAll("resources") Resources resources) {
		assertThat(Resources.parse(resources.toString())).isEqualTo(resources);
	}

	@Property
	void theSumIsExact(@ForAll("amounts") List<Integer> thousandths) {
		Resources all = Resources.none();
		for (int amount : thousandths) {
			all = all.and(Resources.cpus(amount / 1000.0));
		}

		assertThat(all.sum("cpus")).isEqualTo(thousandths.stream().mapToLong(Integer::longValue).sum() / 1000.0);
	}

	@Property
	void anyTextIsReadOrRefusedWithAPositionWithinIt(@ForAll("texts") String text) {
		try {
			Resources parsed = Resources.parse(text);
			assertThat(Resources.parse(parsed.toString()).toList()).hasSameSizeAs(parsed.toList());
		}
		catch (ResourceFormatException ex) {
			assertThat(ex.position()).isBetween(0, text.length());
		}
	}

	@Provide
	Arbitrary<List<Integer>> amounts() {
		return Arbitraries.integers().between(1, 1_000_000).list().ofMaxSize(50);
	}

	@Provide
	Arbitrary<String> texts() {
		return Arbitraries.strings().withChars("cpus:;[]{}(),-0123456789. \"nametype*/").ofMaxLength(40);
	}

	@Provide
	Arbitrary<Resources> resources() {
		return Arbitraries.oneOf(scalars(), ranges(), sets())
			.flatMap(this::reserved)
			.list()
			.ofMaxSize(5)
			.map((list) -> list.stream().reduce(Resources.none(), Resources::and));
	}

	private Arbitrary<Resources> reserved(Resources resources) {
		Arbitrary<String> roles = Arbitraries.of("*", "web", "eng/web", "a.b", "x_y");
		Arbitrary<Boolean> dynamic = Arbitraries.of(true, false);
		Arbitrary<String> principals = Arbitraries.of("", "me", "you-2");
		return Combinators.combine(roles, dynamic, principals).as((role, isDynamic, principal) -> {
			Resources result = resources.reservedStatically(role);
			if (!isDynamic) {
				return result;
			}
			String refined = "*".equals(role) ? "web" : role + "/deep";
			return result.reserved(refined, principal.isEmpty() ? null : principal);
		});
	}

	private Arbitrary<Resources> scalars() {
		return Combinators.combine(names(), Arbitraries.integers().between(1, Integer.MAX_VALUE))
			.as((name, thousandths) -> Resources.scalar(name, thousandths / 1000.0));
	}

	private Arbitrary<Resources> ranges() {
		return Combinators.combine(names(), Arbitraries.integers().between(1, 1000).list().ofMinSize(1).ofMaxSize(6))
			.as((name, gaps) -> {
				List<Value.Range> ranges = new ArrayList<>();
				long next = 0;
				for (int gap : gaps) {
					ranges.add(Value.Range.newBuilder().setBegin(next).setEnd(next + gap).build());
					next += gap + 1 + gap % 3;
				}
				return Resources.ranges(name, ranges.toArray(Value.Range[]::new));
			});
	}

	private Arbitrary<Resources> sets() {
		Arbitrary<List<String>> items = Arbitraries.strings()
			.withCharRange('a', 'e')
			.ofMinLength(1)
			.ofMaxLength(3)
			.list()
			.uniqueElements()
			.ofMaxSize(5);
		return Combinators.combine(names(), items)
			.as((name, values) -> Resources.set(name, values.toArray(String[]::new)));
	}

	private Arbitrary<String> names() {
		return Arbitraries.of("cpus", "mem", "disk", "ports", "gpus", "my.thing", "a-b");
	}

	@Property
	void jsonAndTextAgree(@ForAll("amounts") List<Integer> thousandths) {
		StringBuilder json = new StringBuilder("[");
		Resources text = Resources.none();
		for (int amount : thousandths) {
			json.append((json.length() > 1) ? "," : "")
				.append("{\"name\":\"cpus\",\"type\":\"SCALAR\",\"scalar\":{\"value\":")
				.append(amount / 1000.0)
				.append("}}");
			text = text.and(Resources.cpus(amount / 1000.0));
		}

		List<Resource> parsed = Resources.parse(json.append(']').toString()).toList();

		assertThat(parsed).isEqualTo(text.toList());
	}

}
