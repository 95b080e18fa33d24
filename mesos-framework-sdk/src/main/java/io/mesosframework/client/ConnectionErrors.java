package io.mesosframework.client;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;

import javax.net.ssl.SSLException;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import org.jspecify.annotations.Nullable;

import io.mesosframework.client.MesosConnectionException.Kind;

/**
 * Explains why a connection failed and what to do about it.
 */
final class ConnectionErrors {

	private ConnectionErrors() {
	}

	/**
	 * Explain a failure.
	 * @param address the server
	 * @param cause the failure
	 * @return the explanation
	 */
	static MesosConnectionException explain(MasterAddress address, Throwable cause) {
		if (cause instanceof MesosConnectionException explained) {
			return explained;
		}
		for (Throwable t = cause; t != null; t = t.getCause()) {
			MesosConnectionException explained = known(address, t, cause);
			if (explained != null) {
				return explained;
			}
		}
		return new MesosConnectionException(Kind.BROKEN, address,
				"The connection to " + address + " broke: " + describe(cause), cause);
	}

	private static @Nullable MesosConnectionException known(MasterAddress address, Throwable t, Throwable cause) {
		if (t instanceof UnknownHostException) {
			return error(Kind.UNKNOWN_HOST, address, cause, "The host \"" + address.host()
					+ "\" is unknown: check the address " + address + " and the name server");
		}
		if (t instanceof NotSslRecordException) {
			return error(Kind.PLAIN_SERVER, address, cause,
					"The server does not speak TLS: write http:// instead of https:// in " + address);
		}
		if (t instanceof SslHandshakeTimeoutException || t instanceof ConnectTimeoutException) {
			return error(Kind.TIMEOUT, address, cause,
					"No connection to " + address + " in time: check the address, the network and firewalls");
		}
		if (t instanceof SSLException) {
			return error(Kind.TLS, address, cause, "TLS with " + address + " failed: " + describe(t) + ". "
					+ tlsRemedy(address, String.valueOf(t.getMessage())));
		}
		if (t instanceof NoRouteToHostException) {
			return error(Kind.UNREACHABLE, address, cause,
					"There is no route to " + address + ": check the address, the network and firewalls");
		}
		if (t instanceof ConnectException && String.valueOf(t.getMessage()).contains("refused")) {
			return error(Kind.REFUSED, address, cause, "Nothing listens at " + address
					+ ": is Mesos running there, and is the port right (a master's is 5050)?");
		}
		if (t instanceof ConnectException) {
			return error(Kind.UNREACHABLE, address, cause, "No connection to " + address + ": " + describe(t));
		}
		return null;
	}

	private static String tlsRemedy(MasterAddress address, String message) {
		if (message.contains("PKIX") || message.contains("unable to find valid certification path")) {
			return "Its certificate is not trusted: add the authority which signed it to the trust store";
		}
		if (message.contains("No subject alternative") || message.contains("No name matching")) {
			return "Its certificate is not for \"" + address.host()
					+ "\": use the name in the certificate, or a certificate for this name";
		}
		if (message.contains("bad_certificate") || message.contains("certificate_required")
				|| message.contains("handshake_failure")) {
			return "The server may want a client certificate which it trusts";
		}
		if (message.contains("protocol_version") || message.contains("No appropriate protocol")) {
			return "Both sides must allow a common version of TLS; Mesos speaks TLS 1.2 by default";
		}
		return "If the server does not speak TLS, write http:// instead of https://";
	}

	/**
	 * Explain a failure before the TLS handshake was completed.
	 * @param address the server
	 * @param cause the failure
	 * @return the explanation
	 */
	static MesosConnectionException handshake(MasterAddress address, Throwable cause) {
		MesosConnectionException explained = explain(address, cause);
		if (explained.kind() != Kind.BROKEN) {
			return explained;
		}
		return error(Kind.TLS, address, cause,
				"TLS with " + address
						+ " failed: the server closed the connection. If it does not speak TLS, write http://"
						+ " instead of https://; otherwise it may want a client certificate which it trusts");
	}

	static MesosConnectionException closedEarly(MasterAddress address) {
		String hint = address.secure() ? "" : ", and if it speaks TLS, write https:// in its address";
		return error(Kind.BROKEN, address, null,
				address + " closed the connection without an answer: check that it is Mesos" + hint);
	}

	static MesosConnectionException closed(MasterAddress address, String what) {
		return error(Kind.BROKEN, address, null, "The connection to " + address + " was closed " + what);
	}

	static MesosConnectionException noAnswer(MasterAddress address, Duration timeout) {
		return error(Kind.TIMEOUT, address, null,
				address + " did not answer within " + timeout.toMillis() + " ms: is it Mesos, and is it alive?");
	}

	static MesosConnectionException notHttp(MasterAddress address, byte[] found) {
		if (found.length > 1 && (found[0] == 0x15 || found[0] == 0x16) && found[1] == 0x03) {
			return error(Kind.TLS_SERVER, address, null,
					"The server speaks TLS: write https:// instead of http:// in " + address);
		}
		return error(Kind.NOT_HTTP, address, null, address + " does not speak HTTP/1.1, it answered \""
				+ Text.printable(found) + "\": check host and port");
	}

	static MesosConnectionException credentials(MasterAddress address, Throwable cause) {
		return error(Kind.CREDENTIALS, address, cause,
				"The credentials for " + address + " could not be obtained: " + describe(cause));
	}

	private static MesosConnectionException error(Kind kind, MasterAddress address, @Nullable Throwable cause,
			String message) {
		return new MesosConnectionException(kind, address, message, cause);
	}

	private static String describe(Throwable t) {
		if (t instanceof ClosedChannelException) {
			return "it was closed";
		}
		return (t.getMessage() != null) ? Text.excerpt(t.getMessage()) : t.getClass().getSimpleName();
	}

}
