package io.mesosframework.proto;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.FileDescriptor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Our protocol definitions say exactly what those of the released artifact say, plus what
 * {@link #NEWER} lists.
 */
class OfficialDescriptorTests {

	/**
	 * What Mesos added after 1.11.0. Each entry is needed: one that the released artifact
	 * has already, or that ours lacks, fails the test.
	 */
	private static final SortedSet<String> NEWER = new TreeSet<>(List.of(
	// @formatter:off
			"field mesos.v1.ResourceStatistics.RatePercentiles.max = 2 LABEL_OPTIONAL TYPE_UINT64 ",
			"field mesos.v1.ResourceStatistics.RatePercentiles.min = 1 LABEL_OPTIONAL TYPE_UINT64 ",
			"field mesos.v1.ResourceStatistics.RatePercentiles.p50 = 3 LABEL_OPTIONAL TYPE_UINT64 ",
			"field mesos.v1.ResourceStatistics.RatePercentiles.p90 = 4 LABEL_OPTIONAL TYPE_UINT64 ",
			"field mesos.v1.ResourceStatistics.RatePercentiles.p95 = 5 LABEL_OPTIONAL TYPE_UINT64 ",
			"field mesos.v1.ResourceStatistics.RatePercentiles.p99 = 6 LABEL_OPTIONAL TYPE_UINT64 ",
			"field mesos.v1.ResourceStatistics.RatePercentiles.p999 = 7 LABEL_OPTIONAL TYPE_UINT64 ",
			"field mesos.v1.ResourceStatistics.RatePercentiles.p9999 = 8 LABEL_OPTIONAL TYPE_UINT64 ",
			"field mesos.v1.ResourceStatistics.RatePercentiles.samples = 9 LABEL_OPTIONAL TYPE_UINT64 ",
			"field mesos.v1.ResourceStatistics.RateStatistics.rx_drop_rate = 3 "
					+ "LABEL_OPTIONAL TYPE_MESSAGE .mesos.v1.ResourceStatistics.RatePercentiles",
			"field mesos.v1.ResourceStatistics.RateStatistics.rx_error_rate = 4 "
					+ "LABEL_OPTIONAL TYPE_MESSAGE .mesos.v1.ResourceStatistics.RatePercentiles",
			"field mesos.v1.ResourceStatistics.RateStatistics.rx_packet_rate = 2 "
					+ "LABEL_OPTIONAL TYPE_MESSAGE .mesos.v1.ResourceStatistics.RatePercentiles",
			"field mesos.v1.ResourceStatistics.RateStatistics.rx_rate = 1 "
					+ "LABEL_OPTIONAL TYPE_MESSAGE .mesos.v1.ResourceStatistics.RatePercentiles",
			"field mesos.v1.ResourceStatistics.RateStatistics.sampling_interval_secs = 10 "
					+ "LABEL_OPTIONAL TYPE_DOUBLE ",
			"field mesos.v1.ResourceStatistics.RateStatistics.sampling_window_secs = 9 "
					+ "LABEL_OPTIONAL TYPE_DOUBLE ",
			"field mesos.v1.ResourceStatistics.RateStatistics.tx_drop_rate = 7 "
					+ "LABEL_OPTIONAL TYPE_MESSAGE .mesos.v1.ResourceStatistics.RatePercentiles",
			"field mesos.v1.ResourceStatistics.RateStatistics.tx_error_rate = 8 "
					+ "LABEL_OPTIONAL TYPE_MESSAGE .mesos.v1.ResourceStatistics.RatePercentiles",
			"field mesos.v1.ResourceStatistics.RateStatistics.tx_packet_rate = 6 "
					+ "LABEL_OPTIONAL TYPE_MESSAGE .mesos.v1.ResourceStatistics.RatePercentiles",
			"field mesos.v1.ResourceStatistics.RateStatistics.tx_rate = 5 "
					+ "LABEL_OPTIONAL TYPE_MESSAGE .mesos.v1.ResourceStatistics.RatePercentiles",
			"field mesos.v1.ResourceStatistics.mem_kmem_tcp_usage_bytes = 53 LABEL_OPTIONAL TYPE_UINT64 ",
			"field mesos.v1.ResourceStatistics.mem_kmem_usage_bytes = 52 LABEL_OPTIONAL TYPE_UINT64 ",
			"field mesos.v1.ResourceStatistics.net_ephemeral_ports = 55 "
					+ "LABEL_OPTIONAL TYPE_MESSAGE .mesos.v1.Value.Range",
			"field mesos.v1.ResourceStatistics.net_rate_statistics = 54 "
					+ "LABEL_OPTIONAL TYPE_MESSAGE .mesos.v1.ResourceStatistics.RateStatistics",
			"field mesos.v1.ResourceStatistics.net_rx_burst_rate_limit = 50 LABEL_OPTIONAL TYPE_UINT64 ",
			"field mesos.v1.ResourceStatistics.net_rx_burst_size = 51 LABEL_OPTIONAL TYPE_UINT64 ",
			"field mesos.v1.ResourceStatistics.net_rx_rate_limit = 49 LABEL_OPTIONAL TYPE_UINT64 ",
			"field mesos.v1.ResourceStatistics.net_tx_burst_rate_limit = 47 LABEL_OPTIONAL TYPE_UINT64 ",
			"field mesos.v1.ResourceStatistics.net_tx_burst_size = 48 LABEL_OPTIONAL TYPE_UINT64 ",
			"field mesos.v1.ResourceStatistics.net_tx_rate_limit = 46 LABEL_OPTIONAL TYPE_UINT64 ",
			"message mesos.v1.ResourceStatistics.RatePercentiles",
			"message mesos.v1.ResourceStatistics.RateStatistics",
			"value mesos.v1.CapabilityInfo.Capability.BPF = 1039",
			"value mesos.v1.CapabilityInfo.Capability.CHECKPOINT_RESTORE = 1040",
			"value mesos.v1.CapabilityInfo.Capability.PERFMON = 1038",
			"value mesos.v1.MasterInfo.Capability.Type.QUOTA_V2 = 3"
	// @formatter:on
	));

	/** File to outer class, as the official build has them. */
	private static final Map<String, String> FILES = Map.of("mesos/v1/mesos.proto", "org.apache.mesos.v1.Protos",
			"mesos/v1/scheduler/scheduler.proto", "org.apache.mesos.v1.scheduler.Protos",
			"mesos/v1/executor/executor.proto", "org.apache.mesos.v1.executor.Protos", "mesos/v1/master/master.proto",
			"org.apache.mesos.v1.master.Protos", "mesos/v1/agent/agent.proto", "org.apache.mesos.v1.agent.Protos",
			"mesos/v1/maintenance/maintenance.proto", "org.apache.mesos.v1.maintenance.Protos",
			"mesos/v1/quota/quota.proto", "org.apache.mesos.v1.quota.Protos", "mesos/v1/allocator/allocator.proto",
			"org.apache.mesos.v1.allocator.Protos");

	private static OfficialArtifact official;

	@BeforeAll
	static void openTheArtifact() throws Exception {
		official = new OfficialArtifact();
	}

	@AfterAll
	static void closeTheArtifact() throws Exception {
		official.close();
	}

	static Stream<String> files() {
		return FILES.keySet().stream().sorted();
	}

	@ParameterizedTest
	@MethodSource("files")
	void everyFactOfTheReleasedArtifactIsOurs(String file) throws Exception {
		assertThat(missing(DescriptorFacts.of(ours(file)), DescriptorFacts.of(theirs(file)))).isEmpty();
	}

	@Test
	void whatIsOursAloneIsExactlyTheListOfNewerFacts() throws Exception {
		SortedSet<String> alone = new TreeSet<>();
		for (String file : FILES.keySet()) {
			alone.addAll(missing(DescriptorFacts.of(theirs(file)), DescriptorFacts.of(ours(file))));
		}
		assertThat(alone).containsExactlyElementsOf(NEWER);
	}

	@ParameterizedTest
	@MethodSource("files")
	void filePackageAndOuterClassAreTheOfficialOnes(String file) throws Exception {
		FileDescriptorProto ours = ours(file);
		assertThat(ours.getName()).isEqualTo(file);
		assertThat(theirs(file).getName()).isEqualTo(file);
		String outer = ours.getOptions().getJavaPackage() + '.' + ours.getOptions().getJavaOuterClassname();
		assertThat(outer).isEqualTo(FILES.get(file));
		assertThat(ours.getOptions().getJavaMultipleFiles()).isFalse();
	}

	@Test
	void comparesSomethingOfSubstance() throws Exception {
		SortedSet<String> facts = new TreeSet<>();
		for (String file : FILES.keySet()) {
			facts.addAll(DescriptorFacts.of(theirs(file)));
		}
		assertThat(facts).hasSizeGreaterThan(1500)
			.contains("field mesos.v1.Filters.refuse_seconds = 1 LABEL_OPTIONAL TYPE_DOUBLE  default 5");
	}

	/** Every kind of mistake that could be made in a definition, made on purpose. */
	static final List<Mistake> MISTAKES = List.of(mistake("drops a field", (file) -> status(file).removeField(3)),
			mistake("renames a field", (file) -> field(file).setName("misnamed")),
			mistake("renumbers a field", (file) -> field(file).setNumber(99)),
			mistake("changes a label", (file) -> field(file).setLabel(Label.LABEL_REPEATED)),
			mistake("changes a type", (file) -> field(file).setType(Type.TYPE_FLOAT)),
			mistake("changes a message type", (file) -> field(file).setTypeName(".mesos.v1.TaskID")),
			mistake("changes a default", (file) -> field(file).setDefaultValue("7")),
			mistake("deprecates a field", (file) -> field(file).getOptionsBuilder().setDeprecated(true)),
			mistake("adds a field", (file) -> status(file).addField(field(file).clone().setName("more").setNumber(99))),
			mistake("drops a message", (file) -> file.removeMessageType(2)),
			mistake("renames a message", (file) -> status(file).setName("TaskState2")),
			mistake("reserves a number", (file) -> status(file).addReservedRangeBuilder().setStart(50).setEnd(51)),
			mistake("reserves a name", (file) -> status(file).addReservedName("gone")),
			mistake("adds a oneof", (file) -> status(file).addOneofDeclBuilder().setName("choice")),
			mistake("moves a field to a oneof", (file) -> {
				status(file).addOneofDeclBuilder().setName("choice");
				field(file).setOneofIndex(0);
			}), mistake("drops an enum value", (file) -> state(file).removeValue(4)),
			mistake("renumbers an enum value", (file) -> state(file).getValueBuilder(4).setNumber(99)),
			mistake("renames an enum value", (file) -> state(file).getValueBuilder(4).setName("TASK_DONE")),
			mistake("changes what an absent enum reads as",
					(file) -> state(file).setValue(0, state(file).getValue(1))
						.setValue(1, file.getEnumType(1).getValue(0))),
			mistake("changes the package", (file) -> file.setPackage("mesos.v2")),
			mistake("changes the Java package",
					(file) -> file.getOptionsBuilder().setJavaPackage("org.apache.mesos.v2")),
			mistake("changes the outer class", (file) -> file.getOptionsBuilder().setJavaOuterClassname("Messages")));

	@ParameterizedTest
	@FieldSource("MISTAKES")
	void noMistakeGoesUnseen(Mistake mistake) throws Exception {
		FileDescriptorProto.Builder wrong = ours("mesos/v1/mesos.proto").toBuilder();
		mistake.make().accept(wrong);
		SortedSet<String> facts = DescriptorFacts.of(wrong.build());
		SortedSet<String> theirs = DescriptorFacts.of(theirs("mesos/v1/mesos.proto"));
		SortedSet<String> alone = missing(theirs, facts);
		alone.removeAll(NEWER);
		assertThat(!missing(facts, theirs).isEmpty() || !alone.isEmpty()).isTrue();
	}

	private static Mistake mistake(String name, Consumer<FileDescriptorProto.Builder> make) {
		return new Mistake(name, make);
	}

	private static DescriptorProto.Builder status(FileDescriptorProto.Builder file) {
		return file.getMessageTypeBuilderList()
			.stream()
			.filter((message) -> message.getName().equals("TaskStatus"))
			.findFirst()
			.orElseThrow();
	}

	private static FieldDescriptorProto.Builder field(FileDescriptorProto.Builder file) {
		return status(file).getFieldBuilderList()
			.stream()
			.filter((field) -> field.getName().equals("timestamp"))
			.findFirst()
			.orElseThrow();
	}

	private static EnumDescriptorProto.Builder state(FileDescriptorProto.Builder file) {
		return file.getEnumTypeBuilderList()
			.stream()
			.filter((type) -> type.getName().equals("TaskState"))
			.findFirst()
			.orElseThrow();
	}

	private static SortedSet<String> missing(SortedSet<String> from, SortedSet<String> facts) {
		SortedSet<String> missing = new TreeSet<>(facts);
		missing.removeAll(from);
		return missing;
	}

	private static FileDescriptorProto theirs(String file) throws Exception {
		return official.file(FILES.get(file));
	}

	private static FileDescriptorProto ours(String file) throws Exception {
		Class<?> outer = Class.forName(FILES.get(file));
		return ((FileDescriptor) outer.getMethod("getDescriptor").invoke(null)).toProto();
	}

	record Mistake(String name, Consumer<FileDescriptorProto.Builder> make) {

		@Override
		public String toString() {
			return this.name;
		}

	}

}
