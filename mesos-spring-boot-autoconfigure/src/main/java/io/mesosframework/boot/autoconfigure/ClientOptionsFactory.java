package io.mesosframework.boot.autoconfigure;

import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;

import io.mesosframework.client.ClientOptions;
import io.mesosframework.client.CredentialsProvider;
import io.mesosframework.client.Encoding;

/**
 * Creates the transport options from the properties.
 */
final class ClientOptionsFactory {

	private ClientOptionsFactory() {
	}

	static ClientOptions create(MesosProperties properties, MesosConnectionDetails connectionDetails,
			CredentialsProvider credentials) {
		MesosProperties.Client client = properties.client();
		return ClientOptions.builder()
			.encoding(Encoding.valueOf(client.encoding().name()))
			.maxRecordSize((int) client.maxRecordSize().toBytes())
			.connectTimeout(client.connectTimeout())
			.responseTimeout(client.responseTimeout())
			.maxPendingCalls(client.maxPendingCalls())
			.maxPendingBytes(client.maxPendingSize().toBytes())
			.verifyHostname(properties.ssl().verifyHostname())
			.sslContext(new SslContexts(connectionDetails))
			.credentials(credentials)
			.userAgent("mesos-spring-boot")
			.build();
	}

	static CredentialsProvider credentials(CredentialsProperties properties) {
		String principal = properties.principal();
		String secret = properties.secret();
		String token = properties.token();
		if (properties.type() == CredentialsProperties.Type.BASIC && principal != null && secret != null) {
			return CredentialsProvider.basic(principal, secret);
		}
		if (properties.type() == CredentialsProperties.Type.BEARER && token != null) {
			return CredentialsProvider.bearer(() -> token);
		}
		return CredentialsProvider.none();
	}

	/**
	 * Supplies the TLS context of the current SSL bundle and creates a new one after the
	 * bundle has been reloaded.
	 */
	private static final class SslContexts implements Supplier<@Nullable SSLContext> {

		private final MesosConnectionDetails connectionDetails;

		private @Nullable SslBundle bundle;

		private @Nullable SSLContext context;

		SslContexts(MesosConnectionDetails connectionDetails) {
			this.connectionDetails = connectionDetails;
		}

		@Override
		public synchronized @Nullable SSLContext get() {
			SslBundle current = this.connectionDetails.getSslBundle();
			if (current != this.bundle) {
				this.context = (current != null) ? current.createSslContext() : null;
				this.bundle = current;
			}
			return this.context;
		}

	}

}
