package io.mesosframework.embedded.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.codec.Json;
import io.mesosframework.embedded.codec.JsonSyntaxException;

/**
 * A file of credentials: the JSON form of Mesos ({@code {"credentials": [{"principal":
 * "alice", "secret": "wonder"}]}}) or the older text form with a principal and a secret
 * on each line.
 */
final class CredentialsFile {

	private CredentialsFile() {
	}

	/**
	 * Read a file.
	 * @param path its path
	 * @return the secrets by principal
	 * @throws IllegalArgumentException if the file cannot be read or understood
	 */
	static Map<String, String> read(Path path) {
		try {
			return parse(Files.readString(path));
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("the file '" + path + "' cannot be read (" + ex + ")", ex);
		}
	}

	/**
	 * Parse the content of a file.
	 * @param text the content
	 * @return the secrets by principal
	 * @throws IllegalArgumentException if it is neither of the two forms
	 */
	static Map<String, String> parse(String text) {
		return text.strip().startsWith("{") ? parseJson(text) : parseText(text);
	}

	private static Map<String, String> parseText(String text) {
		Map<String, String> credentials = new LinkedHashMap<>();
		List<String> lines = text.lines().toList();
		for (int i = 0; i < lines.size(); i++) {
			String line = lines.get(i).strip();
			if (line.isEmpty()) {
				continue;
			}
			String[] words = line.split("\\s+");
			if (words.length != 2) {
				throw new IllegalArgumentException("line " + (i + 1)
						+ " of the credentials is not '<principal> <secret>' (and the text is not JSON)");
			}
			credentials.put(words[0], words[1]);
		}
		return credentials;
	}

	private static Map<String, String> parseJson(String text) {
		Map<String, String> credentials = new LinkedHashMap<>();
		try {
			if (!(Json.parseObject(text).get("credentials") instanceof List<?> list)) {
				throw new IllegalArgumentException("the credentials have no array 'credentials'");
			}
			for (Object element : list) {
				Map<?, ?> entry = (element instanceof Map<?, ?> map) ? map : Map.of();
				String secret = string(entry, "secret");
				credentials.put(required(string(entry, "principal")), (secret != null) ? secret : "");
			}
		}
		catch (JsonSyntaxException ex) {
			throw new IllegalArgumentException("the credentials are not JSON (" + ex.getMessage() + ")", ex);
		}
		return credentials;
	}

	private static String required(@Nullable String principal) {
		if (principal == null) {
			throw new IllegalArgumentException("one of the credentials has no 'principal'");
		}
		return principal;
	}

	private static @Nullable String string(Map<?, ?> entry, String name) {
		return (entry.get(name) instanceof String text) ? text : null;
	}

}
