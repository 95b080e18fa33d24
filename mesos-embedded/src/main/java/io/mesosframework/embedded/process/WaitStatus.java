package io.mesosframework.embedded.process;

import java.util.Locale;
import java.util.Map;

/**
 * The status with which a process has ended, as {@code waitpid} reports it: the exit code
 * in the second byte, or the number of the deadly signal in the lowest seven bits.
 *
 * @param raw the raw value
 * @since 0.1.0
 */
public record WaitStatus(int raw) {

	private static final Map<Integer, String> SIGNALS = Map.ofEntries(Map.entry(1, "Hangup"), Map.entry(2, "Interrupt"),
			Map.entry(3, "Quit"), Map.entry(4, "Illegal instruction"), Map.entry(5, "Trace/breakpoint trap"),
			Map.entry(6, "Aborted"), Map.entry(7, "Bus error"), Map.entry(8, "Floating point exception"),
			Map.entry(9, "Killed"), Map.entry(10, "User defined signal 1"), Map.entry(11, "Segmentation fault"),
			Map.entry(12, "User defined signal 2"), Map.entry(13, "Broken pipe"), Map.entry(14, "Alarm clock"),
			Map.entry(15, "Terminated"), Map.entry(16, "Stack fault"), Map.entry(24, "CPU time limit exceeded"),
			Map.entry(25, "File size limit exceeded"), Map.entry(26, "Virtual timer expired"),
			Map.entry(27, "Profiling timer expired"), Map.entry(29, "I/O possible"), Map.entry(30, "Power failure"),
			Map.entry(31, "Bad system call"));

	/** The signal SIGTERM. */
	public static final int SIGTERM = 15;

	/** The signal SIGABRT. */
	public static final int SIGABRT = 6;

	/** The signal SIGKILL. */
	public static final int SIGKILL = 9;

	/**
	 * Create the status of a process that has exited.
	 * @param code the exit code, 0 to 255
	 * @return the status
	 */
	public static WaitStatus exited(int code) {
		return new WaitStatus((code & 0xff) << 8);
	}

	/**
	 * Create the status of a process that was ended by a signal.
	 * @param signal the signal's number
	 * @return the status
	 */
	public static WaitStatus signaled(int signal) {
		return new WaitStatus(signal & 0x7f);
	}

	/**
	 * Return whether the process has exited by itself.
	 * @return {@code true} when there is an exit code
	 */
	public boolean isExited() {
		return (this.raw & 0x7f) == 0;
	}

	/**
	 * Return whether the process has exited with code 0.
	 * @return {@code true} when successful
	 */
	public boolean isSuccess() {
		return this.raw == 0;
	}

	/**
	 * Return the exit code.
	 * @return the code; meaningless when the process was ended by a signal
	 */
	public int exitCode() {
		return (this.raw >> 8) & 0xff;
	}

	/**
	 * Return the number of the deadly signal.
	 * @return the number or 0
	 */
	public int signal() {
		return this.raw & 0x7f;
	}

	/**
	 * Describe the status in Mesos' words, to be put behind the word "Command".
	 * @return for example {@code exited with status 3} or
	 * {@code terminated with signal Killed}
	 */
	public String describe() {
		if (isExited()) {
			return "exited with status " + exitCode();
		}
		String name = SIGNALS.get(signal());
		return "terminated with signal "
				+ ((name != null) ? name : String.format(Locale.ROOT, "Unknown signal %d", signal()));
	}

}
