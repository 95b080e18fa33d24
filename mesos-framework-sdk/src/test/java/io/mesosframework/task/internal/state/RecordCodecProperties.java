package io.mesosframework.task.internal.state;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;
import org.apache.mesos.v1.Protos.TaskState;
import org.jspecify.annotations.Nullable;

import io.mesosframework.task.AgentTraits;
import io.mesosframework.task.Deployment;
import io.mesosframework.task.Goal;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Launch;
import io.mesosframework.task.Phase;
import io.mesosframework.task.StoredApp;
import io.mesosframework.task.StoredDefinition;
import io.mesosframework.task.definition.SampleDefinitions;
import io.mesosframework.task.definition.TaskDefinitionBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RecordCodecProperties {

	@Property(tries = 500)
	void anInstanceIsReadAsItWasWritten(@ForAll("instances") Instance instance) throws Exception {
		assertThat(RecordCodec.read(Instance.class, RecordCodec.write(instance))).isEqualTo(instance);
	}

	@Property(tries = 200)
	void everyNumberIsExact(@ForAll long whole, @ForAll double broken, @ForAll int small, @ForAll boolean truth) {
		Plain plain = new Plain(whole, broken, small, truth, List.of(whole, -whole), Map.of("a", whole));

		assertThat(RecordCodec.read(Plain.class, RecordCodec.write(plain))).isEqualTo(plain);
	}

	@Example
	void everyDefinitionIsReadAsItWasWritten() {
		SampleDefinitions.all().stream().map(TaskDefinitionBuilder::build).forEach((definition) -> {
			StoredDefinition stored = new StoredDefinition(definition);

			assertThat(RecordCodec.read(StoredDefinition.class, RecordCodec.write(stored))).isEqualTo(stored);
		});
	}

	@Example
	void anAppIsReadAsItWasWritten() {
		Deployment deployment = Deployment.start("web@1", "web", Deployment.Kind.UPDATE, 1, 2, 3, Instant.EPOCH);
		StoredApp app = new StoredApp(7, 9, 5, true, false, 2, 3, deployment, List.of(deployment),
				List.of(new StoredApp.StoredVersion(1, Instant.EPOCH)), List.of(1L, 7L), Instant.MAX, Instant.MIN);

		assertThat(RecordCodec.read(StoredApp.class, RecordCodec.write(app))).isEqualTo(app);
	}

	@Example
	void whatAnotherVersionHasWrittenIsReadAsFarAsItIsKnown() {
		Struct other = Struct.newBuilder()
			.putFields("small", Value.newBuilder().setNumberValue(5).build())
			.putFields("unheardOf", Value.newBuilder().setStringValue("x").build())
			.build();

		assertThat(RecordCodec.read(Plain.class, other.toByteString()))
			.isEqualTo(new Plain(0, 0, 5, false, List.of(), Map.of()));
	}

	@Example
	void whatIsNoRecordIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> RecordCodec.read(Plain.class, com.google.protobuf.ByteString.copyFromUtf8("rubbish")));
	}

	@Provide
	Arbitrary<Instance> instances() {
		Arbitrary<Launch> launches = launches();
		Arbitrary<Instant> times = Arbitraries.longs()
			.between(0, 4_000_000_000_000L)
			.map(Instant::ofEpochMilli)
			.map((time) -> time.plusNanos(1));
		return Combinators
			.combine(Arbitraries.of(Goal.class), Arbitraries.of(Phase.class), launches.injectNull(0.2),
					launches.list().ofMaxSize(3), Arbitraries.integers().between(0, 1000), times.injectNull(0.3))
			.as((goal, phase, launch, history, count, due) -> new Instance("web", count, goal, phase, launch, history,
					count, due, count, count % 2 == 0));
	}

	private static Arbitrary<Launch> launches() {
		StringArbitrary texts = Arbitraries.strings().withCharRange(' ', '\ud7ff').ofMaxLength(20);
		Arbitrary<@Nullable Boolean> health = Arbitraries.of(true, false).injectNull(0.3);
		return Combinators
			.combine(texts, texts.injectNull(0.3), Arbitraries.of(TaskState.class), health,
					Arbitraries.longs().between(1, 65535).list().ofMaxSize(3), Arbitraries.longs().greaterOrEqual(0))
			.as((text, message, state, healthy, ports, version) -> new Launch("id." + text, text, text, version, ports,
					Instant.EPOCH, state, message, message, healthy, version % 2 == 0, null, Instant.MAX,
					(message != null) ? new AgentTraits(Map.of("rack", text), message, null) : null));
	}

	/**
	 * Everything but texts.
	 *
	 * @param whole a number
	 * @param broken a number
	 * @param small a number
	 * @param truth a truth value
	 * @param list numbers
	 * @param map numbers
	 */
	record Plain(long whole, double broken, int small, boolean truth, List<Long> list, Map<String, Long> map) {

	}

}
