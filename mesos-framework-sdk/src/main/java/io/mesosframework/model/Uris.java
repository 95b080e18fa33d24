package io.mesosframework.model;

import org.apache.mesos.v1.Protos.CommandInfo;

/**
 * Describes a file which the fetcher brings into the sandbox before a task starts
 * ({@code docs/fetcher.md} of Mesos). Not thread-safe.
 *
 * @since 0.1.0
 */
public final class Uris {

	private final CommandInfo.URI.Builder uri = CommandInfo.URI.newBuilder();

	private Uris(String value) {
		this.uri.setValue(value);
	}

	/**
	 * Describes a file. Archives are extracted unless told otherwise.
	 * @param value where it is: {@code http(s)://}, {@code ftp://}, {@code file://} or an
	 * absolute path on the agent
	 * @return a builder
	 */
	public static Uris of(String value) {
		return new Uris(value);
	}

	/**
	 * Make the file executable; it is then not extracted.
	 * @return this builder
	 */
	public Uris executable() {
		this.uri.setExecutable(true);
		return this;
	}

	/**
	 * Keep an archive as it is.
	 * @return this builder
	 */
	public Uris keepArchive() {
		this.uri.setExtract(false);
		return this;
	}

	/**
	 * Keep the file in the agent's cache. It is never fetched anew there, so its address
	 * must name its version.
	 * @return this builder
	 */
	public Uris cached() {
		this.uri.setCache(true);
		return this;
	}

	/**
	 * Give the file another name. Needed for archives whose address has a query, since
	 * the name decides about extraction.
	 * @param path the name, relative to the sandbox
	 * @return this builder
	 */
	public Uris as(String path) {
		this.uri.setOutputFile(path);
		return this;
	}

	/**
	 * Makes the description.
	 * @return the description
	 */
	public CommandInfo.URI build() {
		return this.uri.build();
	}

}
