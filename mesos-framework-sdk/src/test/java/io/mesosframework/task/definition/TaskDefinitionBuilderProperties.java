package io.mesosframework.task.definition;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UniqueElements;

import io.mesosframework.task.definition.TaskDefinition.RestartPolicy;

import static org.assertj.core.api.Assertions.assertThat;

class TaskDefinitionBuilderProperties {

	@Property(tries = 500)
	void aBuilderAndADocumentMeanTheSame(@ForAll @AlphaChars @StringLength(min = 1, max = 20) String name,
			@ForAll @IntRange(max = 1000) int instances, @ForAll @DoubleRange(min = 0.01, max = 64) double cpus,
			@ForAll @DoubleRange(min = 0.01, max = 9999) double mem,
			@ForAll @Size(max = 3) @UniqueElements List<@IntRange(max = 65535) Integer> ports,
			@ForAll @Size(max = 3) Map<@AlphaChars @StringLength(min = 1,
					max = 5) String, @From("values") String> environment,
			@ForAll RestartPolicy restart, @ForAll @IntRange(min = 100, max = 100_000) int wait) {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("name", name);
		document.put("instances", String.valueOf(instances));
		document.put("resources", Map.of("cpu", cpus, "mem", mem, "ports", ports));
		document.put("command", Map.of("cmd", "x", "environment", environment));
		document.put("restart", restart.name().replace('_', '-'));
		document.put("retry", Map.of("time", wait + "ms"));
		TaskDefinitionBuilder builder = TaskDefinition.builder(name)
			.instances(instances)
			.cpus(cpus)
			.mem(mem)
			.cmd("x")
			.restart(restart)
			.retry((retry) -> retry.initial(Duration.ofMillis(wait)));
		ports.forEach(builder::port);
		environment.forEach(builder::env);

		TaskDefinition built = builder.build();

		assertThat(built).isEqualTo(new TaskDefinitionReader().read(document).get(0));
		assertThat(built).isEqualTo(new TaskDefinitionReader().read(builder.document()).get(0));
	}

	/** Return texts that a process can have in its environment. */
	@Provide
	Arbitrary<String> values() {
		return Arbitraries.strings().filter((text) -> Texts.unusable(text) == null);
	}

}
