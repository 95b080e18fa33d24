package io.mesosframework.embedded.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Flags read as Mesos reads them ({@code 3rdparty/stout/include/stout/flags/flags.hpp}):
 * {@code --name=value}; {@code --name} and {@code --no-name} for booleans; a value
 * {@code file:///path} stands for the content of the file; {@code MESOS_NAME} in the
 * environment is used when the command line is silent. Unlike Mesos, words that are no
 * flags are errors, since they are always mistakes.
 */
final class Flags {

	private static final String FILE = "file://";

	private static final String ENVIRONMENT_PREFIX = "MESOS_";

	private static final int MAX_TYPOS = 3;

	private final Map<String, Flag> flags = new LinkedHashMap<>();

	/**
	 * Declare a flag with a value.
	 * @param name the name
	 * @param metavar what the value is, for the help
	 * @param defaultValue the default as text, empty for none
	 * @param help what it does
	 * @param setter takes the value and throws {@code IllegalArgumentException} for a bad
	 * one
	 */
	void value(String name, String metavar, String defaultValue, String help, Setter setter) {
		this.flags.put(name, new Flag(name, metavar, defaultValue, help, setter, false));
	}

	/**
	 * Declare a flag whose value is a path; {@code file:///path} is the same as
	 * {@code /path}.
	 * @param name the name
	 * @param metavar what the value is, for the help
	 * @param help what it does
	 * @param setter takes the path
	 */
	void path(String name, String metavar, String help, Consumer<Path> setter) {
		this.flags.put(name, new Flag(name, metavar, "", help, (text) -> {
			try {
				setter.accept(Path.of(text.startsWith(FILE) ? text.substring(FILE.length()) : text).toAbsolutePath());
			}
			catch (InvalidPathException ex) {
				throw new IllegalArgumentException("it is not a path (" + ex.getMessage() + ")", ex);
			}
		}, true));
	}

	/**
	 * Declare a boolean flag.
	 * @param name the name
	 * @param defaultValue the default
	 * @param help what it does
	 * @param setter takes the value
	 */
	void toggle(String name, boolean defaultValue, String help, Consumer<Boolean> setter) {
		this.flags.put(name, new Flag(name, null, Boolean.toString(defaultValue), help,
				(text) -> setter.accept(parseBoolean(text)), false));
	}

	/**
	 * Load the flags.
	 * @param arguments the command line
	 * @param environment the environment
	 * @throws FlagException for the first mistake
	 */
	void load(List<String> arguments, Map<String, String> environment) throws FlagException {
		Map<String, String> values = new TreeMap<>();
		for (String argument : arguments) {
			read(argument.trim(), values);
		}
		for (Flag flag : this.flags.values()) {
			String variable = ENVIRONMENT_PREFIX + flag.name.toUpperCase(Locale.ROOT);
			String value = environment.get(variable);
			if (value != null && !values.containsKey(flag.name)) {
				set(flag, value, variable + "=" + value);
			}
		}
		for (Map.Entry<String, String> entry : values.entrySet()) {
			Flag flag = this.flags.get(entry.getKey());
			if (flag != null) {
				set(flag, entry.getValue(), "--" + entry.getKey() + "=" + entry.getValue());
			}
		}
	}

	/**
	 * Return the list of all flags for the reader.
	 * @return one block for each flag
	 */
	String usage() {
		StringBuilder text = new StringBuilder();
		for (Flag flag : this.flags.values()) {
			text.append("  --")
				.append((flag.metavar != null) ? flag.name + "=" + flag.metavar : "[no-]" + flag.name)
				.append('\n');
			for (String line : flag.help.split("\n")) {
				text.append("      ").append(line).append('\n');
			}
			if (!flag.defaultValue.isEmpty()) {
				text.append("      (default: ").append(flag.defaultValue).append(")\n");
			}
		}
		return text.toString();
	}

	/**
	 * Return the names of all flags.
	 * @return the names in the order of declaration
	 */
	List<String> names() {
		return List.copyOf(this.flags.keySet());
	}

	private void read(String argument, Map<String, String> values) throws FlagException {
		if (!argument.startsWith("--") || argument.length() == 2) {
			throw new FlagException("'" + argument + "' is not an option. Options look like --name=value"
					+ (values.isEmpty() ? "" : ", with the value behind '='") + "; --help lists them.");
		}
		int equals = argument.indexOf('=');
		String name = argument.substring(2, (equals < 0) ? argument.length() : equals).toLowerCase(Locale.ROOT);
		String value = (equals < 0) ? null : argument.substring(equals + 1);
		boolean negated = !this.flags.containsKey(name) && name.startsWith("no-");
		Flag flag = this.flags.get(negated ? name.substring(3) : name);
		if (flag == null) {
			throw new FlagException(
					"Unknown option '--" + name + "'." + suggestion(name) + " --help lists all options.");
		}
		if (values.containsKey(flag.name)) {
			throw new FlagException("Option '--" + flag.name + "' is given twice. Leave one of them out.");
		}
		values.put(flag.name, valueOf(flag, negated, value, argument));
	}

	private static String valueOf(Flag flag, boolean negated, @Nullable String value, String argument)
			throws FlagException {
		boolean bool = flag.metavar == null;
		if (negated && (!bool || (value != null && !value.isEmpty()))) {
			throw new FlagException("'" + argument + "' makes no sense. "
					+ (bool ? "Write --no-" + flag.name + " or --" + flag.name + "=false."
							: "Write --" + flag.name + "=" + flag.metavar + "."));
		}
		if (bool && (value == null || value.isEmpty())) {
			return Boolean.toString(!negated);
		}
		if (value == null) {
			throw new FlagException("Option '--" + flag.name + "' has no value. Write --" + flag.name + "="
					+ flag.metavar + ", with '=' and without spaces.");
		}
		return value;
	}

	private static void set(Flag flag, String value, String origin) throws FlagException {
		try {
			flag.setter.set((!flag.path && value.startsWith(FILE)) ? contentOf(value.substring(FILE.length())) : value);
		}
		catch (IllegalArgumentException ex) {
			throw new FlagException("Bad value in '" + origin + "': " + ex.getMessage() + ". Expected is "
					+ ((flag.metavar != null) ? flag.metavar : "true or false") + "; --help explains it.");
		}
	}

	private static String contentOf(String path) {
		try {
			return Files.readString(Path.of(path)).strip();
		}
		catch (IOException | InvalidPathException ex) {
			throw new IllegalArgumentException("the file cannot be read (" + ex + ")", ex);
		}
	}

	private static Boolean parseBoolean(String text) {
		return switch (text) {
			case "true", "1" -> true;
			case "false", "0" -> false;
			default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
		};
	}

	private String suggestion(String name) {
		String best = null;
		int least = Math.min(MAX_TYPOS, name.length() / 2) + 1;
		for (String candidate : this.flags.keySet()) {
			int distance = distance(name.replace('-', '_'), candidate);
			if (distance < least) {
				least = distance;
				best = candidate;
			}
		}
		return (best != null) ? " Did you mean '--" + best + "'?" : "";
	}

	private static int distance(String a, String b) {
		int[] previous = new int[b.length() + 1];
		for (int j = 0; j <= b.length(); j++) {
			previous[j] = j;
		}
		for (int i = 1; i <= a.length(); i++) {
			int[] current = new int[b.length() + 1];
			current[0] = i;
			for (int j = 1; j <= b.length(); j++) {
				int change = previous[j - 1] + ((a.charAt(i - 1) == b.charAt(j - 1)) ? 0 : 1);
				current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
			}
			previous = current;
		}
		return previous[b.length()];
	}

	/**
	 * Takes the text of a flag.
	 */
	@FunctionalInterface
	interface Setter {

		/**
		 * Take the value.
		 * @param text the text
		 * @throws IllegalArgumentException if it is invalid
		 */
		void set(String text);

	}

	/**
	 * A declared flag.
	 *
	 * @param name its name
	 * @param metavar what its value is, {@code null} for a boolean
	 * @param defaultValue its default
	 * @param help what it does
	 * @param setter takes its value
	 * @param path whether its value is a path, which is never replaced by the content
	 */
	private record Flag(String name, @Nullable String metavar, String defaultValue, String help, Setter setter,
			boolean path) {
	}

}
