package io.mesosframework.embedded.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small shell beside the JVM which sends signals to whole process groups, and kills all
 * groups that are left when the JVM goes away for whatever reason.
 */
final class Guardian implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Guardian.class);

	private static final String SCRIPT = """
			trap '' HUP INT TERM
			all=' '
			while read -r what target; do
			case $what in
			add) all="$all$target " ;;
			del) case "$all" in *" $target "*) all="${all%%" $target "*} ${all#*" $target "}" ;; esac ;;
			*) kill -s "$what" -- "$target" 2>/dev/null ;;
			esac
			done
			for target in $all; do kill -s KILL -- "$target" 2>/dev/null; done
			""";

	private final Process process;

	private final OutputStream input;

	private boolean closed;

	Guardian() throws IOException {
		this.process = new ProcessBuilder("/bin/sh", "-c", SCRIPT).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		this.input = this.process.getOutputStream();
	}

	/**
	 * Watch over a target until it is removed.
	 * @param target a process id, or a negative process group id
	 */
	void add(long target) {
		say("add " + target);
	}

	/**
	 * Forget a target.
	 * @param target the target
	 */
	void remove(long target) {
		say("del " + target);
	}

	/**
	 * Send a signal.
	 * @param target the target
	 * @param signal the signal's name without {@code SIG}
	 */
	void signal(long target, String signal) {
		say(signal + " " + target);
	}

	private synchronized void say(String line) {
		if (this.closed) {
			return;
		}
		try {
			this.input.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
			this.input.flush();
		}
		catch (IOException ex) {
			logger.warn("The process guardian has ended and did not receive '{}'", line, ex);
		}
	}

	/** Kill what is left and wait until it is done. */
	@Override
	public void close() {
		synchronized (this) {
			if (this.closed) {
				return;
			}
			this.closed = true;
			try {
				this.input.close();
			}
			catch (IOException ex) {
				logger.debug("The process guardian has already ended", ex);
			}
		}
		try {
			this.process.waitFor();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
