package io.mesosframework.benchmarks;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;

import org.apache.mesos.v1.scheduler.Protos.Call;
import org.jspecify.annotations.Nullable;

/**
 * The rounds of a scenario: what to send next, when a round is over, how long it took.
 * After the last one the master listens a little longer for what should not come.
 */
final class Rounds {

	private static final long EPILOGUE = 300_000_000L;

	private final Scenario scenario;

	private final Events source = new Events();

	private final Tally tally = new Tally();

	private final long created = System.nanoTime();

	private List<ByteBuffer> toSend = List.of();

	private int number;

	private int firstOfNext;

	private int expected;

	private int events;

	private boolean begun;

	private boolean running;

	private long started;

	private long lastSign;

	private long finished;

	private @Nullable String death;

	Rounds(Scenario scenario) {
		this.scenario = scenario;
		prepare();
	}

	void begin() {
		this.begun = true;
	}

	void take(Call call) {
		this.tally.take(call);
		this.lastSign = System.nanoTime();
	}

	/** Returns what is to be written now, and starts the clock of a round. */
	List<ByteBuffer> toSend() {
		if (!this.begun || this.running || this.finished != 0) {
			return List.of();
		}
		this.running = true;
		this.started = System.nanoTime();
		this.lastSign = this.started;
		return this.toSend;
	}

	/** Returns a line about a round that just ended, or null. */
	@Nullable String report() {
		if (!this.running || this.tally.answers() < this.expected) {
			return null;
		}
		double seconds = (System.nanoTime() - this.started) / 1e9;
		this.running = false;
		boolean warm = this.number <= this.scenario.warm();
		int work = (this.scenario.work() == Scenario.Work.DECODE) ? this.events : this.scenario.size();
		String line = String.format(Locale.ROOT, "%s %d %.6f", warm ? "warm" : "round", work, seconds);
		if (this.number < this.scenario.warm() + this.scenario.rounds()) {
			prepare();
		}
		else {
			this.finished = System.nanoTime();
		}
		return line;
	}

	private void prepare() {
		Recording recording = this.scenario.recording(this.source, this.firstOfNext);
		this.toSend = recording.pieces();
		this.events = recording.events();
		this.firstOfNext += this.scenario.answers();
		this.expected = this.firstOfNext;
		this.number++;
	}

	void checkSubscribed(long patience) {
		if (System.nanoTime() - this.created > patience) {
			die("never subscribed");
		}
	}

	void checkLife(long patience) {
		if (this.running && System.nanoTime() - this.lastSign > patience) {
			die("silent");
		}
	}

	void die(String reason) {
		if (this.death == null && this.finished == 0) {
			int before = this.expected - this.scenario.answers();
			this.death = "dead round=" + this.number + " answered=" + (this.tally.answers() - before) + " of="
					+ this.scenario.answers() + " reason=" + reason.replace(' ', '_');
		}
	}

	boolean over() {
		return this.death != null || (this.finished != 0 && System.nanoTime() - this.finished > EPILOGUE);
	}

	String verdict() {
		String how = (this.death != null) ? this.death : this.tally.flawless() ? "done" : "done flawed";
		return how + ' ' + this.tally;
	}

}
