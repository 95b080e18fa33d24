package io.mesosframework.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The address of a master or, for executors, of an agent. Immutable; equal if all parts
 * are equal.
 *
 * @param scheme {@code http} or {@code https}
 * @param host a host name, an IPv4 address, or an IPv6 address without brackets
 * @param port 1 to 65535
 * @param basePath the path before {@code /api/v1/…} if Mesos is behind a reverse proxy,
 * usually empty
 * @since 0.1.0
 */
public record MasterAddress(String scheme, String host, int port, String basePath) {

	/**
	 * The default port of a master.
	 */
	public static final int DEFAULT_PORT = 5050;

	private static final String HINT = ": write for example \"http://master.example.com:5050\"";

	/**
	 * Check the parts.
	 */
	public MasterAddress {
		if (!"http".equals(scheme) && !"https".equals(scheme)) {
			throw new IllegalArgumentException("'scheme' must be http or https, but is \"" + scheme + "\"");
		}
		if (host.isEmpty() || !host.chars().allMatch((c) -> c > 0x20 && c < 0x7f && c != '/' && c != '@')) {
			throw new IllegalArgumentException("\"" + host + "\" is not a host name" + HINT);
		}
		if (port < 1 || port > 65535) {
			throw new IllegalArgumentException("The port " + port + " is not between 1 and 65535" + HINT);
		}
	}

	/**
	 * Create an address without a base path.
	 * @param scheme {@code http} or {@code https}
	 * @param host the host
	 * @param port the port
	 */
	public MasterAddress(String scheme, String host, int port) {
		this(scheme, host, port, "");
	}

	/**
	 * Parse an address. {@code m1}, {@code m1:5050}, {@code http://m1:5050}, {@code
	 * https://[::1]:5050} and {@code https://proxy:443/mesos} are accepted; the default
	 * scheme is {@code http}, the default port 5050.
	 * @param text the address
	 * @return the address
	 * @throws IllegalArgumentException if the address is not usable; the message says why
	 * and how to correct it
	 */
	public static MasterAddress parse(String text) {
		String address = text.strip();
		if (address.isEmpty()) {
			throw new IllegalArgumentException("The address of the master is empty" + HINT);
		}
		int colon = address.indexOf("://");
		String scheme = (colon < 0) ? "http" : address.substring(0, colon).toLowerCase(Locale.ROOT);
		if ("zk".equals(scheme)) {
			throw new IllegalArgumentException("The address of the master \"" + withoutUserInfo(address)
					+ "\" is a ZooKeeper path. This version takes addresses of masters only: name them all, separated by"
					+ " commas, for example \"http://m1:5050,http://m2:5050\", and the leader is found among them");
		}
		if (!"http".equals(scheme) && !"https".equals(scheme)) {
			throw new IllegalArgumentException("The address of the master \"" + withoutUserInfo(address)
					+ "\" has the unknown scheme \"" + scheme + "\"" + HINT);
		}
		URI uri = uri((colon < 0) ? "http://" + address : address);
		if (uri.getRawUserInfo() != null) {
			throw new IllegalArgumentException("The address of the master \"" + withoutUserInfo(address)
					+ "\" contains a user: give principal and secret as credentials instead");
		}
		if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
			throw new IllegalArgumentException(
					"The address of the master \"" + address + "\" must have neither query nor fragment" + HINT);
		}
		return of(scheme, uri, address);
	}

	/**
	 * Return the target of a redirect. Mesos answers with a scheme-relative location such
	 * as {@code //host:5050/master/api/v1/scheduler}; absolute ones, as sent by proxies,
	 * are accepted as well. A redirect from {@code https} to {@code http} is not
	 * followed, because credentials would be sent unencrypted.
	 * @param location the value of the {@code Location} header
	 * @return the server, or {@code null} if the redirect must not be followed
	 */
	public @Nullable MasterAddress redirect(String location) {
		MasterAddress target = target(location);
		return (target != null && secure() && !target.secure()) ? null : target;
	}

	/**
	 * Return whether a redirect leads from {@code https} to {@code http}.
	 * @param location the value of the {@code Location} header
	 */
	boolean isDowngrade(String location) {
		MasterAddress target = target(location);
		return target != null && secure() && !target.secure();
	}

	private @Nullable MasterAddress target(String location) {
		String target = location.strip();
		try {
			URI uri = new URI(this.scheme + "://" + bracketed() + ":" + this.port + this.basePath + "/")
				.resolve(target);
			String targetScheme = (uri.getScheme() != null) ? uri.getScheme().toLowerCase(Locale.ROOT) : this.scheme;
			if (uri.getHost() == null || uri.getRawUserInfo() != null) {
				return null;
			}
			int targetPort = (uri.getPort() >= 0) ? uri.getPort() : DEFAULT_PORT;
			return new MasterAddress(targetScheme, unbracketed(uri.getHost()), targetPort, basePathOf(uri));
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * Return whether connections are encrypted.
	 * @return whether the scheme is {@code https}
	 */
	public boolean secure() {
		return "https".equals(this.scheme);
	}

	/**
	 * Return host and port as used in a {@code Host} header.
	 * @return {@code host:port}
	 */
	public String hostAndPort() {
		return bracketed() + ":" + this.port;
	}

	@Override
	public String toString() {
		return this.scheme + "://" + hostAndPort() + this.basePath;
	}

	private static MasterAddress of(String scheme, URI uri, String address) {
		if (uri.getHost() == null) {
			throw new IllegalArgumentException(
					"The address of the master \"" + address + "\" names no valid host and port" + HINT);
		}
		int port = (uri.getPort() >= 0) ? uri.getPort() : DEFAULT_PORT;
		try {
			return new MasterAddress(scheme, unbracketed(uri.getHost()), port, basePathOf(uri));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"The address of the master \"" + address + "\" is wrong: " + ex.getMessage(), ex);
		}
	}

	private static URI uri(String text) {
		try {
			return new URI(text);
		}
		catch (URISyntaxException ex) {
			throw new IllegalArgumentException("The address of the master \"" + withoutUserInfo(text)
					+ "\" is not a valid URL (" + ex.getReason() + ")" + HINT, ex);
		}
	}

	private static String basePathOf(URI uri) {
		String path = (uri.getRawPath() != null) ? uri.getRawPath() : "";
		int api = path.indexOf("/api/v1");
		if (api >= 0) {
			path = path.substring(0, api);
		}
		if (path.endsWith("/master") && api >= 0) {
			path = path.substring(0, path.length() - "/master".length());
		}
		while (path.endsWith("/")) {
			path = path.substring(0, path.length() - 1);
		}
		return path;
	}

	private static String withoutUserInfo(String text) {
		int at = text.lastIndexOf('@');
		int start = text.indexOf("://");
		return (at < 0) ? text : text.substring(0, (start < 0) ? 0 : start + 3) + "***" + text.substring(at);
	}

	private String bracketed() {
		return (this.host.indexOf(':') >= 0) ? "[" + this.host + "]" : this.host;
	}

	private static String unbracketed(String host) {
		return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
	}

}
