package io.mesosframework.benchmarks;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * Keeps the books on what a client answered: everything once, nothing twice, the updates
 * of a task in their order.
 */
final class Tally {

	private final BitSet acknowledged = new BitSet();

	private final BitSet accepted = new BitSet();

	private final Map<String, Integer> lastOfTask = new HashMap<>();

	private int answers;

	private int twice;

	private int disordered;

	private int wrong;

	void take(Call call) {
		switch (call.getType()) {
			case ACKNOWLEDGE -> acknowledge(call.getAcknowledge());
			case ACCEPT -> accept(call.getAccept());
			default -> this.wrong++;
		}
	}

	private void acknowledge(Call.Acknowledge call) {
		int number = Events.number(call.getUuid());
		if (number < 0 || call.getAgentId().getValue().isEmpty()) {
			this.wrong++;
			return;
		}
		if (this.acknowledged.get(number)) {
			this.twice++;
			return;
		}
		this.acknowledged.set(number);
		Integer before = this.lastOfTask.put(call.getTaskId().getValue(), number);
		if (before != null && before > number) {
			this.disordered++;
		}
		this.answers++;
	}

	private void accept(Call.Accept call) {
		boolean oneTask = call.getOperationsCount() == 1 && call.getOperations(0).getType() == Operation.Type.LAUNCH
				&& call.getOperations(0).getLaunch().getTaskInfosCount() == 1;
		if (!oneTask || call.getOfferIdsCount() != 1) {
			this.wrong++;
			return;
		}
		int number = Events.number(call.getOfferIds(0));
		String agent = call.getOperations(0).getLaunch().getTaskInfos(0).getAgentId().getValue();
		if (number < 0 || !agent.equals(Events.agent(number % 1000).getValue())) {
			this.wrong++;
			return;
		}
		if (this.accepted.get(number)) {
			this.twice++;
			return;
		}
		this.accepted.set(number);
		this.answers++;
	}

	int answers() {
		return this.answers;
	}

	boolean flawless() {
		return this.twice == 0 && this.disordered == 0 && this.wrong == 0;
	}

	@Override
	public String toString() {
		return "twice=" + this.twice + " disordered=" + this.disordered + " wrong=" + this.wrong;
	}

}
