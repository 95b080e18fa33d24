package io.mesosframework.embedded.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.apache.mesos.v1.Protos.CommandInfo;
import org.jspecify.annotations.Nullable;

/**
 * Brings the URIs of a command into its sandbox, one after the other
 * ({@code docs/fetcher.md}): files and web resources are copied, archives are extracted
 * by their file name unless told otherwise. What the {@code cache} flag asks for is not
 * kept.
 * <p>
 * Blocks; not to be used on the loop.
 *
 * @since 0.1.0
 */
public final class Fetcher {

	private static final Duration STALL = Duration.ofMinutes(1);

	private static final int MAX_REDIRECTS = 10;

	/**
	 * Return why URIs are refused before any of them is fetched.
	 * @param uris what to fetch
	 * @return the text of Mesos, or {@code null} when all may be tried
	 */
	public static @Nullable String refusal(List<CommandInfo.URI> uris) {
		for (CommandInfo.URI uri : uris) {
			String error = refusal(uri);
			if (error != null) {
				return error;
			}
		}
		return null;
	}

	private static @Nullable String refusal(CommandInfo.URI uri) {
		String value = uri.getValue();
		if (value.chars().anyMatch((ch) -> ch == '\\' || ch == '\'' || ch == 0)) {
			return "Illegal characters in URI";
		}
		int scheme = value.indexOf("://");
		if (scheme > 1) {
			String rest = value.substring(scheme + "://".length());
			int slash = rest.indexOf('/');
			if (slash < 0 || slash == rest.length() - 1) {
				return "Malformed URI (missing path): " + value;
			}
		}
		if (uri.hasOutputFile() && uri.getOutputFile().isEmpty()) {
			return "URI output file path is empty";
		}
		if (uri.getOutputFile().startsWith("/")) {
			return "URI output file must be within the sandbox directory";
		}
		return null;
	}

	/**
	 * Fetch all URIs. One whose output file would leave the sandbox is left out, which
	 * the sandbox's {@code stderr} says: Mesos writes such files beside the sandbox.
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
				String text = "Failed to fetch '" + withoutSecrets(uri.getValue()) + "': " + describe(ex);
				log(sandbox, text);
				throw new IOException(text, ex);
			}
		}
	}

	private void fetch(CommandInfo.URI uri, Path sandbox) throws IOException {
		Path target = target(uri, sandbox);
		if (!isWithin(target, sandbox)) {
			log(sandbox, "Not fetched: the output file '" + uri.getOutputFile() + "' is outside of the sandbox");
			return;
		}
		Path parent = target.getParent();
		if (parent != null) {
			Files.createDirectories(parent);
		}
		if (isWeb(uri.getValue())) {
			download(uri.getValue(), target);
		}
		else {
			Path source = local(uri.getValue());
			if (Files.isDirectory(source)) {
				throw new IOException("It is a directory");
			}
			Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
		}
		if (uri.getExecutable()) {
			makeExecutable(target);
		}
		else if (uri.getExtract() && Archives.isArchive(target)) {
			Archives.extract(target, target.getFileName().toString(), sandbox);
		}
	}

	private static Path target(CommandInfo.URI uri, Path sandbox) throws IOException {
		if (uri.hasOutputFile()) {
			return sandbox.resolve(uri.getOutputFile()).normalize();
		}
		String value = uri.getValue();
		String base = value.substring(value.lastIndexOf('/') + 1);
		if (base.isEmpty() || ".".equals(base) || "..".equals(base)) {
			throw new IOException("The URI has no file name");
		}
		return sandbox.resolve(base);
	}

	/** Links that an archive may have brought are followed. */
	private static boolean isWithin(Path target, Path sandbox) throws IOException {
		if (!target.startsWith(sandbox) || target.equals(sandbox)) {
			return false;
		}
		Path known = target.getParent();
		while (known != null && !Files.exists(known)) {
			known = known.getParent();
		}
		return known != null && known.toRealPath().startsWith(sandbox.toRealPath());
	}

	private static void log(Path sandbox, String text) throws IOException {
		Files.writeString(sandbox.resolve("stderr"), text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
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
		URI first = parse(value);
		URI uri = first;
		for (int hops = 0; hops <= MAX_REDIRECTS; hops++) {
			HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
			connection.setConnectTimeout((int) STALL.toMillis());
			connection.setReadTimeout((int) STALL.toMillis());
			connection.setInstanceFollowRedirects(false);
			if (first.getUserInfo() != null && sameServer(first, uri)) {
				connection.setRequestProperty("Authorization", "Basic "
						+ Base64.getEncoder().encodeToString(first.getUserInfo().getBytes(StandardCharsets.UTF_8)));
			}
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
			throw new IOException("Not a URI: " + ex.getReason());
		}
	}

	/** As curl, which shows the credentials to no other server. */
	private static boolean sameServer(URI first, URI other) {
		return first.getScheme().equalsIgnoreCase(other.getScheme())
				&& first.getHost().equalsIgnoreCase(other.getHost()) && first.getPort() == other.getPort();
	}

	/** User, password and query may be secret. */
	private static String withoutSecrets(String uri) {
		return uri.replaceFirst("^([A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@", "$1").replaceFirst("\\?.*", "");
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
