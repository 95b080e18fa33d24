package io.mesosframework.benchmarks;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * Events as a master puts them on the wire: each a RecordIO record in an HTTP chunk of
 * its own, gathered into pieces worth writing.
 */
final class Recording {

	private static final int PIECE = 64 * 1024;

	private final List<ByteBuffer> pieces = new ArrayList<>();

	private final ByteArrayOutputStream current = new ByteArrayOutputStream(2 * PIECE);

	private int events;

	Recording add(Event event) {
		byte[] message = event.toByteArray();
		byte[] length = (message.length + "\n").getBytes(StandardCharsets.US_ASCII);
		String chunk = Integer.toHexString(length.length + message.length) + "\r\n";
		this.current.writeBytes(chunk.getBytes(StandardCharsets.US_ASCII));
		this.current.writeBytes(length);
		this.current.writeBytes(message);
		this.current.write('\r');
		this.current.write('\n');
		this.events++;
		if (this.current.size() >= PIECE) {
			cut();
		}
		return this;
	}

	/** Returns the pieces, each to be written once. */
	List<ByteBuffer> pieces() {
		cut();
		return this.pieces.stream().map(ByteBuffer::duplicate).toList();
	}

	int events() {
		return this.events;
	}

	private void cut() {
		if (this.current.size() > 0) {
			this.pieces.add(ByteBuffer.wrap(this.current.toByteArray()));
			this.current.reset();
		}
	}

	/** Returns updates to be acknowledged, numbered from {@code first}. */
	static Recording updates(Events source, int first, int count) {
		Recording recording = new Recording();
		for (int i = 0; i < count; i++) {
			recording.add(source.update(first + i, Math.max(1, count / 4)));
		}
		return recording;
	}

	/** Returns events with offers, numbered from {@code first}. */
	static Recording offers(Events source, int first, int count, int perEvent) {
		Recording recording = new Recording();
		for (int i = 0; i < count; i += perEvent) {
			recording.add(source.offers(first + i, Math.min(perEvent, count - i)));
		}
		return recording;
	}

	/**
	 * Returns what a busy scheduler reads in a while: four updates to each event with
	 * five offers, and now and then something else; nothing that asks for an answer but
	 * the last event. Offers come again and again for the same thousand agents, so that
	 * those which nobody answers do not pile up.
	 */
	static Recording mixed(Events source, int count, int last) {
		Recording recording = new Recording();
		Random dice = new Random(count);
		int offer = 0;
		for (int i = 0; i < count - 1; i++) {
			int roll = dice.nextInt(1000);
			if (roll < 780) {
				recording.add(source.silentUpdate(dice.nextInt(10_000)));
			}
			else if (roll < 980) {
				recording.add(source.offers(offer, 5));
				offer = (offer + 5) % 1000;
			}
			else if (roll < 985) {
				recording.add(source.rescind(dice.nextInt(1000)));
			}
			else if (roll < 990) {
				recording.add(source.message(dice.nextInt(1000)));
			}
			else if (roll < 995) {
				recording.add(source.failure(dice.nextInt(1000)));
			}
			else {
				recording.add(Events.heartbeat());
			}
		}
		return recording.add(source.update(last, 1));
	}

}
