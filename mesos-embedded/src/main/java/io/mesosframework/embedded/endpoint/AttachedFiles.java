package io.mesosframework.embedded.endpoint;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.apache.mesos.v1.Protos.FileInfo;
import org.apache.mesos.v1.Protos.TimeInfo;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.http.HttpRequest;

/**
 * Lists and reads files below directories that are attached under a virtual path
 * ({@code src/files/files.cpp}). Blocks; must not be used on the loop.
 *
 * @since 0.1.0
 */
public final class AttachedFiles {

	private static final int MAX_LENGTH = 16 * 4096;

	private static final String NO_PATH = "Expecting 'path=value' in query.\n";

	private final Map<String, String> paths;

	/**
	 * Create a view.
	 * @param paths real paths by virtual ones
	 */
	public AttachedFiles(Map<String, String> paths) {
		this.paths = Map.copyOf(paths);
	}

	HttpReply browse(HttpRequest request) {
		try {
			List<Object> listing = new ArrayList<>();
			list(path(request)).forEach((file) -> listing.add(model(file)));
			return JsonReplies.json(request, listing);
		}
		catch (FilesException ex) {
			return ex.reply();
		}
	}

	HttpReply read(HttpRequest request) {
		try {
			String path = path(request);
			long offset = number(request, "offset");
			long length = number(request, "length");
			Content content = read(path, Math.max(offset, 0),
					(offset == -1) ? Long.valueOf(0) : ((length == -1) ? null : Long.valueOf(length)));
			Map<String, @Nullable Object> json = new LinkedHashMap<>();
			json.put("data", new String(content.data(), StandardCharsets.UTF_8));
			json.put("offset", (offset == -1) ? content.size() : offset);
			return JsonReplies.json(request, json);
		}
		catch (FilesException ex) {
			return ex.reply();
		}
	}

	HttpReply debug(HttpRequest request) {
		return JsonReplies.json(request, new TreeMap<>(this.paths));
	}

	HttpReply download(HttpRequest request) {
		try {
			Path file = resolve(path(request), "404 Not Found.");
			if (Files.isDirectory(file)) {
				throw new FilesException(400, "Cannot download a directory.\n");
			}
			Map<String, String> headers = new LinkedHashMap<>();
			headers.put("Content-Type", "application/octet-stream");
			headers.put("Content-Disposition", "attachment; filename=" + file.getFileName());
			return new HttpReply(200, headers, Files.readAllBytes(file));
		}
		catch (FilesException ex) {
			return ex.reply();
		}
		catch (IOException ex) {
			return HttpReply.text(500, "Failed to read the file: " + ex.getMessage() + ".\n");
		}
	}

	/**
	 * List a directory.
	 * @param path its real or virtual path
	 * @return its entries by name
	 * @throws FilesException if there is no such directory
	 */
	public List<FileInfo> list(String path) throws FilesException {
		Path directory = resolve(path, "");
		List<FileInfo> files = new ArrayList<>();
		if (!Files.isDirectory(directory)) {
			return files;
		}
		try (Stream<Path> entries = Files.list(directory)) {
			for (Path entry : entries.sorted().toList()) {
				files.add(info(trim(path) + "/" + entry.getFileName(), entry));
			}
			return files;
		}
		catch (IOException ex) {
			throw new FilesException(500, "Failed to list the directory: " + ex.getMessage() + ".\n");
		}
	}

	/**
	 * Read a part of a file.
	 * @param path its real or virtual path
	 * @param offset where to begin
	 * @param length how much to read at most; {@code null} for the rest
	 * @return the part; not more than 16 pages
	 * @throws FilesException if the file cannot be read
	 */
	public Content read(String path, long offset, @Nullable Long length) throws FilesException {
		Path source = resolve(path, "");
		if (Files.isDirectory(source)) {
			throw new FilesException(400, "Cannot read a directory.\n");
		}
		try (RandomAccessFile file = new RandomAccessFile(source.toFile(), "r")) {
			long size = file.length();
			if (offset >= size) {
				return new Content(size, new byte[0]);
			}
			long wanted = (length != null) ? length : size - offset;
			byte[] data = new byte[(int) Math.min(Math.min(wanted, MAX_LENGTH), size - offset)];
			file.seek(offset);
			file.readFully(data);
			return new Content(size, data);
		}
		catch (IOException ex) {
			throw new FilesException(500, "Failed to open file at '" + source + "': " + ex.getMessage() + ".\n");
		}
	}

	/** The longest attached path that the requested one begins with counts. */
	private Path resolve(String requested, String notFound) throws FilesException {
		String path = trim(requested);
		String suffix = "";
		String prefix = path;
		while (!this.paths.containsKey(prefix)) {
			int slash = prefix.lastIndexOf('/');
			if (slash < 0) {
				throw new FilesException(404, notFound);
			}
			suffix = path.substring(slash);
			prefix = path.substring(0, slash);
		}
		Path base = Path.of(String.valueOf(this.paths.get(prefix)));
		if (!Files.isDirectory(base) && !suffix.isEmpty()) {
			throw new FilesException(404, notFound);
		}
		return real(base, suffix, notFound);
	}

	private static Path real(Path base, String suffix, String notFound) throws FilesException {
		String path = base + suffix;
		try {
			Path real = Path.of(path).toRealPath();
			if (!real.startsWith(base.toRealPath())) {
				throw new FilesException(400, "'" + path + "' is inaccessible.\n");
			}
			return real;
		}
		catch (NoSuchFileException ex) {
			throw new FilesException(404, notFound);
		}
		catch (InvalidPathException | IOException ex) {
			throw new FilesException(400,
					"Failed to determine canonical path of '" + path + "': " + ex.getMessage() + ".\n");
		}
	}

	private static String trim(String path) {
		return (path.length() > 1 && path.endsWith("/")) ? path.substring(0, path.length() - 1) : path;
	}

	private static FileInfo info(String name, Path file) throws IOException {
		Map<String, Object> attributes;
		try {
			attributes = Files.readAttributes(file, "unix:*");
		}
		catch (NoSuchFileException ex) {
			attributes = Files.readAttributes(file, "unix:*", LinkOption.NOFOLLOW_LINKS);
		}
		FileTime time = (FileTime) attributes.get("lastModifiedTime");
		return FileInfo.newBuilder()
			.setPath(name)
			.setNlink((int) number(attributes, "nlink"))
			.setSize(number(attributes, "size"))
			.setMode((int) number(attributes, "mode"))
			.setUid(String.valueOf(attributes.get("owner")))
			.setGid(String.valueOf(attributes.get("group")))
			.setMtime(TimeInfo.newBuilder().setNanoseconds((time != null) ? time.to(TimeUnit.NANOSECONDS) : 0))
			.build();
	}

	private static long number(Map<String, Object> attributes, String name) {
		return (attributes.get(name) instanceof Number number) ? number.longValue() : 0;
	}

	private static Map<String, @Nullable Object> model(FileInfo file) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("gid", file.getGid());
		json.put("mode", mode(file.getMode()));
		json.put("mtime", (double) TimeUnit.NANOSECONDS.toSeconds(file.getMtime().getNanoseconds()));
		json.put("nlink", file.getNlink());
		json.put("path", file.getPath());
		json.put("size", file.getSize());
		json.put("uid", file.getUid());
		return json;
	}

	private static String mode(int mode) {
		StringBuilder text = new StringBuilder();
		text.append(switch (mode & 0170000) {
			case 0040000 -> 'd';
			case 0120000 -> 'l';
			default -> '-';
		});
		String letters = "rwxrwxrwx";
		for (int i = 0; i < letters.length(); i++) {
			text.append(((mode & (0400 >> i)) != 0) ? letters.charAt(i) : '-');
		}
		return text.toString();
	}

	private static String path(HttpRequest request) throws FilesException {
		String path = request.parameter("path");
		if (path == null || path.isEmpty()) {
			throw new FilesException(400, NO_PATH);
		}
		return path;
	}

	private static long number(HttpRequest request, String name) throws FilesException {
		String value = request.parameter(name);
		if (value == null) {
			return -1;
		}
		try {
			long number = Long.parseLong(value);
			if (number < -1) {
				throw new FilesException(400, "Negative " + name + " provided: " + number + ".\n");
			}
			return number;
		}
		catch (NumberFormatException ex) {
			throw new FilesException(400,
					"Failed to parse " + name + ": Failed to convert '" + value + "' to number.\n");
		}
	}

	/**
	 * A part of a file.
	 *
	 * @param size the size of the whole file
	 * @param data the part
	 */
	@SuppressWarnings("ArrayRecordComponent")
	public record Content(long size, byte[] data) {
	}

	/** A request that cannot be served. */
	public static final class FilesException extends Exception {

		private static final long serialVersionUID = 1;

		private final int status;

		FilesException(int status, String message) {
			super(message);
			this.status = status;
		}

		/**
		 * Return the answer.
		 * @return the reply
		 */
		public HttpReply reply() {
			return HttpReply.text(this.status, String.valueOf(getMessage()));
		}

	}

}
