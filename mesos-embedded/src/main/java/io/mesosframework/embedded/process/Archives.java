package io.mesosframework.embedded.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Extracts archives by the end of their name, as Mesos' fetcher does: tar in its
 * compressions with the tool {@code tar}, zip and gz by ourselves.
 */
final class Archives {

	private static final List<String> TAR = List.of(".tar", ".tgz", ".tar.gz", ".tbz2", ".tar.bz2", ".txz", ".tar.xz");

	private static final long TIMEOUT_MINUTES = 10;

	private Archives() {
	}

	/**
	 * Return whether a file is extracted.
	 * @param file the file
	 * @return {@code true} for a known ending
	 */
	static boolean isArchive(Path file) {
		String name = String.valueOf(file.getFileName());
		return isTar(name) || name.endsWith(".zip") || name.endsWith(".gz");
	}

	/**
	 * Extract an archive.
	 * @param archive the archive
	 * @param name the name that decides on its kind
	 * @param directory the target
	 * @throws IOException if it cannot be extracted
	 */
	static void extract(Path archive, String name, Path directory) throws IOException {
		if (isTar(name)) {
			untar(archive, directory);
		}
		else if (name.endsWith(".zip")) {
			unzip(archive, directory);
		}
		else {
			gunzip(archive, directory.resolve(name.substring(0, name.length() - ".gz".length())));
		}
	}

	private static boolean isTar(String name) {
		return TAR.stream().anyMatch(name::endsWith);
	}

	private static void untar(Path archive, Path directory) throws IOException {
		Process process = new ProcessBuilder("tar", "-C", directory.toString(), "-xf", archive.toString())
			.redirectErrorStream(true)
			.redirectInput(new File("/dev/null"))
			.start();
		try {
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
				throw new IOException("Failed to extract: " + output.trim());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted while extracting", ex);
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static void unzip(Path archive, Path directory) throws IOException {
		try (ZipInputStream in = new ZipInputStream(Files.newInputStream(archive))) {
			int entries = 0;
			for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
				entries++;
				Path target = directory.resolve(entry.getName()).normalize();
				if (!target.startsWith(directory)) {
					throw new IOException("The entry '" + entry.getName() + "' leaves the sandbox");
				}
				if (entry.isDirectory()) {
					Files.createDirectories(target);
					continue;
				}
				Path parent = target.getParent();
				if (parent != null) {
					Files.createDirectories(parent);
				}
				write(in, target);
			}
			if (entries == 0) {
				throw new IOException("Not a zip archive");
			}
		}
	}

	private static void gunzip(Path archive, Path target) throws IOException {
		try (InputStream in = new GZIPInputStream(Files.newInputStream(archive))) {
			write(in, target);
		}
	}

	private static void write(InputStream in, Path target) throws IOException {
		try (OutputStream out = Files.newOutputStream(target)) {
			in.transferTo(out);
		}
	}

}
