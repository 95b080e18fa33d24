package io.mesosframework.embedded.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.apache.mesos.v1.Protos.CommandInfo;

/**
 * Brings the URIs of a command into its sandbox, one after the other
 * ({@code docs/fetcher.md}): files and web resources are copied, archives are extracted
 * by their file name unless told otherwise. What the {@code cache} flag asks for is not
 * kept.
 * <p>
 * Blocks; not to be used on the loop.
 */
public final class Fetcher {

	private static final Duration STALL = Duration.ofMinutes(1);

	private static final int MAX_REDIRECTS = 10;

	/**
	 * Fetch all URIs.
	 * @param uris what to fetch
	 * @param sandbox the target directory
	 * @throws IOException if one cannot be fetched; the message says which and why
	 */
	public void fetch(List<CommandInfo.URI> uris, Path sandbox) throws IOException {
		for (CommandInfo.URI uri : uris) {
			try {
				fetch(uri, sandbox);
			}
			catch (IOException ex) {
				String text = "Failed to fetch '" + uri.getValue() + "': " + describe(ex);
				Files.writeString(sandbox.resolve("stderr"), text + "\n", StandardOpenOption.CREATE,
						StandardOpenOption.APPEND);
				throw new IOException(text, ex);
			}
		}
	}

	private void fetch(CommandInfo.URI uri, Path sandbox) throws IOException {
		Path target = target(uri, sandbox);
		Path parent = target.getParent();
		if (parent != null) {
			Files.createDirectories(parent);
		}
		if (isWeb(uri.getValue())) {
			download(uri.getValue(), target);
		}
		else {
			Files.copy(local(uri.getValue()), target, StandardCopyOption.REPLACE_EXISTING,
					StandardCopyOption.COPY_ATTRIBUTES);
		}
		if (uri.getExecutable()) {
			makeExecutable(target);
		}
		else if (uri.getExtract() && Archives.isArchive(target)) {
			Archives.extract(target, target.getFileName().toString(), sandbox);
		}
	}

	private static Path target(CommandInfo.URI uri, Path sandbox) throws IOException {
		String name = uri.getOutputFile();
		if (!name.isEmpty()) {
			Path target = sandbox.resolve(name).normalize();
			if (name.startsWith("/") || !target.startsWith(sandbox)) {
				throw new IOException("The output file '" + name + "' is not in the sandbox");
			}
			return target;
		}
		String value = uri.getValue();
		String base = value.substring(value.lastIndexOf('/') + 1);
		if (base.isEmpty() || value.indexOf('\0') >= 0 || ".".equals(base) || "..".equals(base)) {
			throw new IOException("The URI has no file name");
		}
		return sandbox.resolve(base);
	}

	private static boolean isWeb(String uri) {
		String lower = uri.toLowerCase(Locale.ROOT);
		return lower.startsWith("http://") || lower.startsWith("https://");
	}

	private static Path local(String value) throws IOException {
		String path = value;
		if (value.startsWith("file://")) {
			path = value.substring("file://".length());
			if (path.startsWith("localhost/")) {
				path = path.substring("localhost".length());
			}
		}
		if (!path.startsWith("/")) {
			throw new IOException(path.contains("://") ? "Only the schemes file, http and https are fetched"
					: "The path is relative");
		}
		return Path.of(path);
	}

	private static void download(String value, Path target) throws IOException {
		URI uri = parse(value);
		for (int hops = 0; hops <= MAX_REDIRECTS; hops++) {
			HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
			connection.setConnectTimeout((int) STALL.toMillis());
			connection.setReadTimeout((int) STALL.toMillis());
			connection.setInstanceFollowRedirects(false);
			try {
				int status = connection.getResponseCode();
				String location = connection.getHeaderField("Location");
				if (status >= 300 && status < 400 && location != null) {
					uri = uri.resolve(parse(location));
					continue;
				}
				if (status != HttpURLConnection.HTTP_OK) {
					throw new IOException("Unexpected HTTP response code: " + status);
				}
				try (InputStream in = connection.getInputStream(); OutputStream out = Files.newOutputStream(target)) {
					in.transferTo(out);
				}
				return;
			}
			finally {
				connection.disconnect();
			}
		}
		throw new IOException("More than " + MAX_REDIRECTS + " redirects");
	}

	private static URI parse(String value) throws IOException {
		try {
			return new URI(value.trim());
		}
		catch (URISyntaxException ex) {
			throw new IOException("Not a URI: " + ex.getMessage(), ex);
		}
	}

	private static void makeExecutable(Path target) throws IOException {
		Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(target);
		permissions.addAll(Set.of(PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.GROUP_EXECUTE,
				PosixFilePermission.OTHERS_EXECUTE));
		Files.setPosixFilePermissions(target, permissions);
	}

	private static String describe(IOException ex) {
		return (ex instanceof NoSuchFileException) ? "No such file: " + ex.getMessage()
				: String.valueOf(ex.getMessage());
	}

}
