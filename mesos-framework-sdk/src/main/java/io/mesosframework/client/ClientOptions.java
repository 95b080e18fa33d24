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
 * @param maxRecordSize the maximum size of a record of a stream, in bytes; Mesos itself
 * has no limit and sends all offers of a cycle in one record
 * @param connectTimeout the timeout for connecting, including TLS
 * @param responseTimeout the timeout for the answer to a request, and the maximum time
 * without an event on a new stream until {@link ApiSession#watchdog} says otherwise
 * @param drainTimeout how long outstanding answers are awaited after the end of a session
 * @param maxPendingCalls the maximum number of unanswered calls of a session
 * @param maxPendingBytes the maximum total size of the unanswered calls of a session, in
 * bytes
 * @param sslContext called for each {@code https} connection, so that certificates can be
 * reloaded; {@code null} selects the JVM's default context
 * @param verifyHostname whether the server's certificate must match its host name
 * @param credentials provides the credentials
 * @param userAgent the value of the {@code User-Agent} header
 * @param ioThreads the number of network threads
 * @param metrics counts the activity of the transport
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
	 * Return a builder with the defaults.
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
		 * Set the maximum size of a record of a stream. Default: 64 MiB.
		 * @param bytes the size in bytes
		 * @return this builder
		 */
		public Builder maxRecordSize(int bytes) {
			this.maxRecordSize = bytes;
			return this;
		}

		/**
		 * Set the timeout for connecting. Default: 10 s.
		 * @param timeout the timeout
		 * @return this builder
		 */
		public Builder connectTimeout(Duration timeout) {
			this.connectTimeout = timeout;
			return this;
		}

		/**
		 * Set the timeout for an answer. Default: 75 s, as
		 * {@code docs/scheduler-http-api.md} recommends.
		 * @param timeout the timeout
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
		 * Set the maximum number of unanswered calls of a session. Default: 500,000.
		 * @param calls the number
		 * @return this builder
		 */
		public Builder maxPendingCalls(int calls) {
			this.maxPendingCalls = calls;
			return this;
		}

		/**
		 * Set the maximum total size of the unanswered calls of a session. Default: 256
		 * MiB.
		 * @param bytes the size in bytes
		 * @return this builder
		 */
		public Builder maxPendingBytes(long bytes) {
			this.maxPendingBytes = bytes;
			return this;
		}

		/**
		 * Set the supplier of the TLS context of each new connection. Default: the JVM's
		 * context.
		 * @param sslContext called for each connection, on a thread that may block
		 * @return this builder
		 */
		public Builder sslContext(Supplier<@Nullable SSLContext> sslContext) {
			this.sslContext = sslContext;
			return this;
		}

		/**
		 * Set whether the server's certificate must match its host name. Default: true.
		 * @param verify whether to verify the host name
		 * @return this builder
		 */
		public Builder verifyHostname(boolean verify) {
			this.verifyHostname = verify;
			return this;
		}

		/**
		 * Set the provider of the credentials. Default: no credentials.
		 * @param credentials the provider
		 * @return this builder
		 */
		public Builder credentials(CredentialsProvider credentials) {
			this.credentials = credentials;
			return this;
		}

		/**
		 * Set the value of the {@code User-Agent} header.
		 * @param userAgent printable ASCII
		 * @return this builder
		 */
		public Builder userAgent(String userAgent) {
			this.userAgent = userAgent;
			return this;
		}

		/**
		 * Set the number of network threads. Default: 2, so that a stream and its calls
		 * do not delay each other.
		 * @param threads the number
		 * @return this builder
		 */
		public Builder ioThreads(int threads) {
			this.ioThreads = threads;
			return this;
		}

		/**
		 * Set the metrics that count the activity of the transport. Default: none.
		 * @param metrics the metrics
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
