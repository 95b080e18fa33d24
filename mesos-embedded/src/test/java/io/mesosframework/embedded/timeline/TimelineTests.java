package io.mesosframework.embedded.timeline;

import java.time.Duration;
import java.time.Instant;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TimelineTests {

	private static final FrameworkID ID = FrameworkID.newBuilder().setValue("fw").build();

	private final Timeline timeline = new Timeline(() -> Instant.EPOCH);

	@Test
	void remembersCallsEventsAndNotesInOrder() {
		this.timeline.callReceived(Call.newBuilder().setType(Call.Type.REVIVE).setFrameworkId(ID).build());
		this.timeline.note("something");
		this.timeline.eventSent(ID, error("no"));

		assertThat(this.timeline.entries()).extracting(TimelineEntry::summary)
			.containsExactly("→ REVIVE ", "⚡ something", "← ERROR no");
		assertThat(this.timeline.print((entry) -> entry.note() != null, 2)).isEqualTo("""
				  … 1 earlier entries
				✔    0.000 s  ⚡ something
				     0.000 s  ← ERROR no
				""");
	}

	@Test
	void forgetsTheOldestButCountsThemAll() {
		for (int i = 0; i < 20_010; i++) {
			this.timeline.eventSent(ID, error("e" + i));
		}

		assertThat(this.timeline.entries()).hasSize(20_000);
		assertThat(this.timeline.events(Event.Type.ERROR).get(0)).isEqualTo(error("e10"));
		assertThat(this.timeline.count(Event.Type.ERROR)).isEqualTo(20_010);
	}

	@Test
	void keepsNoMoreThan32MebibytesAndOfHugeMessagesOnlyASummary() {
		for (int i = 0; i < 400; i++) {
			this.timeline.callReceived(message(100_000));
		}
		assertThat(this.timeline.entries()).hasSizeBetween(330, 336);

		this.timeline.callReceived(message(1_000_000));
		assertThat(this.timeline.entries().get(this.timeline.entries().size() - 1)).satisfies((entry) -> {
			assertThat(entry.call()).isNull();
			assertThat(entry.note()).isEqualTo("→ MESSAGE to e");
		});
		assertThat(this.timeline.count(Call.Type.MESSAGE)).isEqualTo(401);
	}

	@Test
	void onlyCountsWhenToldSo() {
		this.timeline.recording(false);
		this.timeline.eventSent(ID, error("no"));

		assertThat(this.timeline.entries()).isEmpty();
		assertThat(this.timeline.count(Event.Type.ERROR)).isEqualTo(1);
		assertThat(this.timeline.await(Duration.ofMillis(50), () -> false)).isFalse();
	}

	private static Event error(String message) {
		return Event.newBuilder()
			.setType(Event.Type.ERROR)
			.setError(Event.Error.newBuilder().setMessage(message))
			.build();
	}

	private static Call message(int size) {
		return Call.newBuilder()
			.setType(Call.Type.MESSAGE)
			.setMessage(Call.Message.newBuilder()
				.setAgentId(AgentID.newBuilder().setValue("a"))
				.setExecutorId(ExecutorID.newBuilder().setValue("e"))
				.setData(ByteString.copyFrom(new byte[size])))
			.build();
	}

}
