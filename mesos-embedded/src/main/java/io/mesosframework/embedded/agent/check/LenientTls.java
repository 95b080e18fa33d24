package io.mesosframework.embedded.agent.check;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;

import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Makes HTTPS health checks accept any certificate, as those of Mesos do ({@code
 * docs/health-checks.md}): a health check tests whether the task responds, not its
 * identity.
 */
final class LenientTls {

	private LenientTls() {
	}

	/**
	 * Make a connection lenient; nothing happens without TLS.
	 * @param connection the connection, not yet used
	 * @throws IOException if the platform has no TLS
	 */
	static void apply(HttpURLConnection connection) throws IOException {
		if (connection instanceof HttpsURLConnection secure) {
			try {
				SSLContext context = SSLContext.getInstance("TLS");
				context.init(null, new TrustManager[] { new TrustAll() }, null);
				secure.setSSLSocketFactory(context.getSocketFactory());
				secure.setHostnameVerifier((host, session) -> true);
			}
			catch (GeneralSecurityException ex) {
				throw new IOException("No TLS for health checks", ex);
			}
		}
	}

	/** Trusts everybody. */
	private static final class TrustAll extends X509ExtendedTrustManager {

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
			// Trusted.
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
			// Trusted.
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
			// Trusted.
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
			// Trusted.
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type) {
			// Trusted.
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type) {
			// Trusted.
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

	}

}
