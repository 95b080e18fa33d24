package io.mesosframework.boot.endtoend.rest;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Why the tests of reactive applications use a connection for each request, and what
 * docs/rest-api.md says of kept connections: Reactor Netty 1.3.7 itself, without Spring
 * and without this project, reads nothing more from a connection on which a request came
 * before the previous one was over, if it is then answered at once (reactor-netty#4361).
 */
class KeptConnectionTests {

	@Test
	@Timeout(value = 1, unit = TimeUnit.MINUTES)
	void reactorNettyStopsReadingAConnectionAfterARequestThatHadToWait() throws IOException {
		DisposableServer server = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.handle((request,
					response) -> response.sendString(request.uri().equals("/later")
							? Mono.delay(Duration.ofMillis(100)).thenReturn("x") : Mono.just("x")))
			.bindNow();
		try (Socket socket = new Socket("127.0.0.1", server.port())) {
			ask(socket, "/later", "/now");
			assertThat(answers(socket, 2, Duration.ofSeconds(30))).isEqualTo(2);

			ask(socket, "/now");
			assertThat(answers(socket, 1, Duration.ofSeconds(3)))
				.as("Reactor Netty answers again: keep connections in RestApplication, and take the note on kept "
						+ "connections out of docs/rest-api.md")
				.isZero();
		}
		finally {
			server.disposeNow();
		}
	}

	private static void ask(Socket socket, String... paths) throws IOException {
		StringBuilder requests = new StringBuilder();
		for (String path : paths) {
			requests.append("GET ").append(path).append(" HTTP/1.1\r\nHost: here\r\n\r\n");
		}
		socket.getOutputStream().write(requests.toString().getBytes(StandardCharsets.UTF_8));
	}

	private static int answers(Socket socket, int wanted, Duration patience) throws IOException {
		socket.setSoTimeout((int) patience.toMillis());
		InputStream in = socket.getInputStream();
		StringBuilder read = new StringBuilder();
		byte[] buffer = new byte[4096];
		int found = 0;
		try {
			while (found < wanted) {
				int count = in.read(buffer);
				if (count < 0) {
					break;
				}
				read.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
				found = read.toString().split("200 OK", -1).length - 1;
			}
		}
		catch (SocketTimeoutException ex) {
			return found; // nothing more comes
		}
		return found;
	}

}
