package io.mesosframework.model;

import org.apache.mesos.v1.Protos.CommandInfo;

/**
 * Builds the description of a file that the fetcher copies to the sandbox before a task
 * starts ({@code docs/fetcher.md} of Mesos). Not thread-safe.
 *
 * @since 0.1.0
 */
public final class Uris {

	private final CommandInfo.URI.Builder uri = CommandInfo.URI.newBuilder();

	private Uris(String value) {
		this.uri.setValue(value);
	}

	/**
	 * Create a file description. By default archives are extracted.
	 * @param value the location: {@code http(s)://}, {@code ftp://}, {@code file://} or
	 * an absolute path on the agent
	 * @return a builder
	 */
	public static Uris of(String value) {
		return new Uris(value);
	}

	/**
	 * Make the file executable. It is not extracted then.
	 * @return this builder
	 */
	public Uris executable() {
		this.uri.setExecutable(true);
		return this;
	}

	/**
	 * Do not extract an archive.
	 * @return this builder
	 */
	public Uris keepArchive() {
		this.uri.setExtract(false);
		return this;
	}

	/**
	 * Keep the file in the cache of the agent. A cached file is never fetched again, so
	 * its URI must contain its version.
	 * @return this builder
	 */
	public Uris cached() {
		this.uri.setCache(true);
		return this;
	}

	/**
	 * Set the name of the file in the sandbox. Required for archives whose URI has a
	 * query, because the name determines whether they are extracted.
	 * @param path the name, relative to the sandbox
	 * @return this builder
	 */
	public Uris as(String path) {
		this.uri.setOutputFile(path);
		return this;
	}

	/**
	 * Build the description.
	 * @return the description
	 */
	public CommandInfo.URI build() {
		return this.uri.build();
	}

}
