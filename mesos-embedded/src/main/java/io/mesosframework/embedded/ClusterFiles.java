package io.mesosframework.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The working directory of a cluster: the user's own, or a temporary one that is removed
 * at the end.
 */
final class ClusterFiles {

	private static final Logger logger = LoggerFactory.getLogger(ClusterFiles.class);

	private final Path root;

	private final boolean temporary;

	private ClusterFiles(Path root, boolean temporary) {
		this.root = root;
		this.temporary = temporary;
	}

	static ClusterFiles open(@Nullable Path directory) {
		try {
			if (directory == null) {
				return new ClusterFiles(Files.createTempDirectory("embedded-mesos-").toRealPath(), true);
			}
			return new ClusterFiles(Files.createDirectories(directory).toRealPath(), false);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(
					"The working directory " + ((directory != null) ? "'" + directory + "' " : "")
							+ "cannot be created (" + ex.getMessage() + "). Choose another one that is writable.",
					ex);
		}
	}

	Path root() {
		return this.root;
	}

	Path agent(int index) {
		return this.root.resolve("agents").resolve(Integer.toString(index));
	}

	/** Remove a temporary directory with all it holds. */
	void close() {
		if (!this.temporary) {
			return;
		}
		try {
			delete(this.root);
		}
		catch (IOException ex) {
			logger.warn("Cannot remove the temporary directory {}", this.root, ex);
		}
	}

	static void delete(Path directory) throws IOException {
		if (!Files.exists(directory)) {
			return;
		}
		Files.walkFileTree(directory, new SimpleFileVisitor<Path>() {

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				Files.deleteIfExists(file);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFileFailed(Path file, IOException failure) {
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
				Files.deleteIfExists(visited);
				return FileVisitResult.CONTINUE;
			}

		});
	}

}
