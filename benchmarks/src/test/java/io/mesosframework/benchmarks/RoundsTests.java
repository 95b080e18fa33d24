package io.mesosframework.benchmarks;

import java.nio.ByteBuffer;
import java.util.List;

import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RoundsTests {

	private final Events events = new Events();

	@Test
	void theSameSeedGivesTheSameBytes() {
		List<ByteBuffer> first = Recording.mixed(new Events(), 500, 0).pieces();
		List<ByteBuffer> second = Recording.mixed(new Events(), 500, 0).pieces();
		assertThat(first).isEqualTo(second);
	}

	@Test
	void aRoundIsOverWithTheLastAnswer() {
		Rounds rounds = new Rounds(Scenario.parse("acks:3:0:1"));
		rounds.begin();
		assertThat(rounds.toSend()).isNotEmpty();
		rounds.take(acknowledge(0));
		rounds.take(acknowledge(1));
		assertThat(rounds.report()).isNull();
		rounds.take(acknowledge(2));
		assertThat(rounds.report()).startsWith("round 3 ");
		assertThat(rounds.verdict()).isEqualTo("done twice=0 disordered=0 wrong=0");
	}

	@Test
	void anAnswerGivenTwiceIsNoticed() {
		Tally tally = new Tally();
		tally.take(acknowledge(7));
		tally.take(acknowledge(7));
		assertThat(tally.answers()).isEqualTo(1);
		assertThat(tally).hasToString("twice=1 disordered=0 wrong=0");
	}

	@Test
	void updatesOfATaskMustBeAcknowledgedInOrder() {
		Tally tally = new Tally();
		tally.take(acknowledge(9));
		tally.take(acknowledge(8));
		assertThat(tally).hasToString("twice=0 disordered=1 wrong=0");
	}

	@Test
	void anAcceptNeedsTheTaskOnTheAgentOfTheOffer() {
		Event event = this.events.offers(41, 2);
		Tally tally = new Tally();
		tally.take(Calls.accept(event.getOffers().getOffers(0)));
		assertThat(tally.flawless()).isTrue();
		Call.Builder wrong = Calls.accept(event.getOffers().getOffers(1)).toBuilder();
		wrong.getAcceptBuilder()
			.getOperationsBuilder(0)
			.getLaunchBuilder()
			.getTaskInfosBuilder(0)
			.setAgentId(Events.agent(5));
		tally.take(wrong.build());
		assertThat(tally).hasToString("twice=0 disordered=0 wrong=1");
	}

	@Test
	void aClientThatIsSilentOrLeavesIsDead() {
		Rounds rounds = new Rounds(Scenario.parse("acks:3:0:1"));
		rounds.begin();
		rounds.toSend();
		rounds.take(acknowledge(0));
		rounds.die("gone for good");
		assertThat(rounds.over()).isTrue();
		assertThat(rounds.verdict()).startsWith("dead round=1 answered=1 of=3 reason=gone_for_good");
	}

	private Call acknowledge(int number) {
		TaskStatus status = this.events.update(number, 1).getUpdate().getStatus();
		return Call.newBuilder()
			.setType(Call.Type.ACKNOWLEDGE)
			.setAcknowledge(Call.Acknowledge.newBuilder()
				.setAgentId(status.getAgentId())
				.setTaskId(status.getTaskId())
				.setUuid(status.getUuid()))
			.build();
	}

}
