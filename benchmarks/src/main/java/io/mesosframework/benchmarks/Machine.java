package io.mesosframework.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the machine is on which a race was run.
 */
public final class Machine {

	private static final String LOAD = load(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());

	private Machine() {
	}

	/**
	 * Return a sentence about the machine, and how busy it was when the program started.
	 * @return the text
	 */
	public static String description() {
		return String.format(Locale.ROOT, "Machine: %s, %d processors, %s MiB of memory, %s %s. Java %s. Date: %s. %s",
				cpu(), Runtime.getRuntime().availableProcessors(), memory(), System.getProperty("os.name"),
				System.getProperty("os.version"), System.getProperty("java.vm.version"), LocalDate.now(), LOAD);
	}

	private static String load(double average) {
		return String.format(Locale.ROOT, "Load when the race began: %.1f%s.", average,
				(average > Runtime.getRuntime().availableProcessors() / 2.0)
						? ", **others were at work, the times are too long**" : "");
	}

	/**
	 * Call this first, so that a race does not count itself as load.
	 * @return how busy the machine was
	 */
	static String touch() {
		return LOAD;
	}

	static String cpu() {
		return firstOf("/proc/cpuinfo", "model name", System.getProperty("os.arch")).replaceFirst("^.*?:\\s*", "");
	}

	static String memory() {
		String kib = firstOf("/proc/meminfo", "MemTotal", "0").replaceAll("\\D", "");
		return String.format(Locale.ROOT, "%,d", Long.parseLong(kib) / 1024);
	}

	private static String firstOf(String file, String prefix, String otherwise) {
		if (!Files.isReadable(Path.of(file))) {
			return otherwise;
		}
		try (Stream<String> lines = Files.lines(Path.of(file))) {
			return lines.filter((line) -> line.startsWith(prefix)).findFirst().orElse(otherwise);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
