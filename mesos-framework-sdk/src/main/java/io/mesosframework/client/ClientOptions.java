package io.mesosframework.client;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

/**
 * The options of a {@link MesosHttpClient}. Immutable.
 *
 * @param encoding how messages are encoded
 * @param maxRecordSize the largest record accepted from a stream, in bytes; Mesos itself
 * sets no limit and sends all offers of a cycle in one record
 * @param connectTimeout how long connecting, TLS included, may take
 * @param responseTimeout how long the server may take to answer a request, and how long a
 * new stream may be silent until {@link ApiSession#watchdog} says otherwise
 * @param drainTimeout how long the answers to calls are awaited after the end of their
 * session
 * @param maxPendingCalls how many calls of a session may be unanswered
 * @param maxPendingBytes how large the unanswered calls of a session may be together, in
 * bytes
 * @param sslContext asked on each {@code https} connection, so that certificates can be
 * reloaded; {@code null} is the JVM's default context
 * @param verifyHostname whether the server's certificate must be for its host name
 * @param credentials who we are
 * @param userAgent the {@code User-Agent}
 * @param ioThreads the number of network threads
 * @param metrics counts what happens
 * @since 0.1.0
 */
public record ClientOptions(Encoding encoding, int maxRecordSize, Duration connectTimeout, Duration responseTimeout,
		Duration drainTimeout, int maxPendingCalls, long maxPendingBytes, Supplier<@Nullable SSLContext> sslContext,
		boolean verifyHostname, CredentialsProvider credentials, String userAgent, int ioThreads,
		ClientMetrics metrics) {

	/**
	 * The default of {@link #maxRecordSize()}: 64 MiB.
	 */
	public static final int DEFAULT_MAX_RECORD_SIZE = 64 * 1024 * 1024;

	/**
	 * Check the options.
	 */
	public ClientOptions {
		Objects.requireNonNull(encoding, "'encoding' must not be null");
		Objects.requireNonNull(sslContext, "'sslContext' must not be null");
		Objects.requireNonNull(credentials, "'credentials' must not be null");
		Objects.requireNonNull(metrics, "'metrics' must not be null");
		positive(maxRecordSize, "maxRecordSize");
		positive(connectTimeout.toMillis(), "connectTimeout");
		positive(responseTimeout.toMillis(), "responseTimeout");
		positive(maxPendingCalls, "maxPendingCalls");
		positive(maxPendingBytes, "maxPendingBytes");
		positive(ioThreads, "ioThreads");
		if (drainTimeout.isNegative()) {
			throw new IllegalArgumentException("'drainTimeout' must not be negative");
		}
		if (!userAgent.chars().allMatch((c) -> c >= 0x20 && c < 0x7f)) {
			throw new IllegalArgumentException("'userAgent' must be printable ASCII");
		}
	}

	/**
	 * Return the defaults.
	 * @return protobuf, no credentials
	 */
	public static ClientOptions defaults() {
		return builder().build();
	}

	/**
	 * Return a builder which has the defaults.
	 * @return a new builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	private static void positive(long value, String name) {
		if (value <= 0) {
			throw new IllegalArgumentException("'" + name + "' must be positive, but is " + value);
		}
	}

	/**
	 * Builds {@link ClientOptions}. Not thread-safe.
	 */
	public static final class Builder {

		private Encoding encoding = Encoding.PROTOBUF;

		private int maxRecordSize = DEFAULT_MAX_RECORD_SIZE;

		private Duration connectTimeout = Duration.ofSeconds(10);

		private Duration responseTimeout = Duration.ofSeconds(75);

		private Duration drainTimeout = Duration.ofSeconds(2);

		private int maxPendingCalls = 500_000;

		private long maxPendingBytes = 256L * 1024 * 1024;

		private Supplier<@Nullable SSLContext> sslContext = () -> null;

		private boolean verifyHostname = true;

		private CredentialsProvider credentials = CredentialsProvider.none();

		private String userAgent = "mesos-framework-sdk";

		private int ioThreads = 2;

		private ClientMetrics metrics = ClientMetrics.NONE;

		private Builder() {
		}

		/**
		 * Set how messages are encoded. Default: protobuf.
		 * @param encoding the encoding
		 * @return this builder
		 */
		public Builder encoding(Encoding encoding) {
			this.encoding = encoding;
			return this;
		}

		/**
		 * Set the largest record accepted from a stream. Default: 64 MiB.
		 * @param bytes the size in bytes
		 * @return this builder
		 */
		public Builder maxRecordSize(int bytes) {
			this.maxRecordSize = bytes;
			return this;
		}

		/**
		 * Set how long connecting may take. Default: 10 s.
		 * @param timeout the time
		 * @return this builder
		 */
		public Builder connectTimeout(Duration timeout) {
			this.connectTimeout = timeout;
			return this;
		}

		/**
		 * Set how long an answer may take. Default: 75 s, as
		 * {@code docs/scheduler-http-api.md} recommends.
		 * @param timeout the time
		 * @return this builder
		 */
		public Builder responseTimeout(Duration timeout) {
			this.responseTimeout = timeout;
			return this;
		}

		/**
		 * Set how long answers are awaited after the end of a session. Default: 2 s.
		 * @param timeout the time
		 * @return this builder
		 */
		public Builder drainTimeout(Duration timeout) {
			this.drainTimeout = timeout;
			return this;
		}

		/**
		 * Set how many calls of a session may be unanswered. Default: 500,000.
		 * @param calls the number
		 * @return this builder
		 */
		public Builder maxPendingCalls(int calls) {
			this.maxPendingCalls = calls;
			return this;
		}

		/**
		 * Set how large the unanswered calls may be together. Default: 256 MiB.
		 * @param bytes the size in bytes
		 * @return this builder
		 */
		public Builder maxPendingBytes(long bytes) {
			this.maxPendingBytes = bytes;
			return this;
		}

		/**
		 * Set where the TLS context of each new connection comes from. Default: the
		 * JVM's.
		 * @param sslContext asked on each connection, on a thread which may block
		 * @return this builder
		 */
		public Builder sslContext(Supplier<@Nullable SSLContext> sslContext) {
			this.sslContext = sslContext;
			return this;
		}

		/**
		 * Set whether the server's certificate must be for its host name. Default: true.
		 * @param verify whether it must
		 * @return this builder
		 */
		public Builder verifyHostname(boolean verify) {
			this.verifyHostname = verify;
			return this;
		}

		/**
		 * Set who we are. Default: nobody.
		 * @param credentials the provider
		 * @return this builder
		 */
		public Builder credentials(CredentialsProvider credentials) {
			this.credentials = credentials;
			return this;
		}

		/**
		 * Set the {@code User-Agent}.
		 * @param userAgent printable ASCII
		 * @return this builder
		 */
		public Builder userAgent(String userAgent) {
			this.userAgent = userAgent;
			return this;
		}

		/**
		 * Set the number of network threads. Default: 2, so that a stream and its calls
		 * do not wait for one another.
		 * @param threads the number
		 * @return this builder
		 */
		public Builder ioThreads(int threads) {
			this.ioThreads = threads;
			return this;
		}

		/**
		 * Set who counts. Default: nobody.
		 * @param metrics the counter
		 * @return this builder
		 */
		public Builder metrics(ClientMetrics metrics) {
			this.metrics = metrics;
			return this;
		}

		/**
		 * Build the options.
		 * @return the options
		 * @throws IllegalArgumentException if an option is out of range; the message
		 * names it
		 */
		public ClientOptions build() {
			return new ClientOptions(this.encoding, this.maxRecordSize, this.connectTimeout, this.responseTimeout,
					this.drainTimeout, this.maxPendingCalls, this.maxPendingBytes, this.sslContext, this.verifyHostname,
					this.credentials, this.userAgent, this.ioThreads, this.metrics);
		}

	}

}
