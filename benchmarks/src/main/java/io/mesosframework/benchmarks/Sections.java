package io.mesosframework.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of which parts are written by races of their own: each stands between two
 * comments with its name, and outlives it when another part is written anew.
 */
final class Sections {

	private static final Pattern SECTION = Pattern.compile("(?s)<!-- ([a-z-]+) -->.*?<!-- /\\1 -->\n?");

	private Sections() {
	}

	/**
	 * Write the page around the sections, and keep them.
	 * @param file the page
	 * @param text what stands before the sections
	 */
	static void around(Path file, String text) throws IOException {
		List<String> kept = new ArrayList<>();
		if (Files.exists(file)) {
			Matcher sections = SECTION.matcher(Files.readString(file));
			while (sections.find()) {
				kept.add("\n" + sections.group());
			}
		}
		Files.writeString(file, text + String.join("", kept));
	}

	/**
	 * Write a section, in its old place if it has one, else at the end.
	 * @param file the page
	 * @param name the name of the section
	 * @param text the section
	 */
	static void put(Path file, String name, String text) throws IOException {
		String page = Files.exists(file) ? Files.readString(file) : "";
		String section = "<!-- " + name + " -->\n" + text + "<!-- /" + name + " -->\n";
		Matcher sections = SECTION.matcher(page);
		while (sections.find()) {
			if (sections.group(1).equals(name)) {
				Files.writeString(file, page.substring(0, sections.start()) + section + page.substring(sections.end()));
				return;
			}
		}
		Files.writeString(file, page + "\n" + section);
	}

}
