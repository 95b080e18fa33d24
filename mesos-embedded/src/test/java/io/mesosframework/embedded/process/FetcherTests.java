package io.mesosframework.embedded.process;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import com.sun.net.httpserver.HttpServer;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Fetcher}.
 */
class FetcherTests {

	@TempDir
	private Path directory;

	private Path source;

	private Path sandbox;

	private final Fetcher fetcher = new Fetcher();

	@BeforeEach
	void createFiles() throws IOException {
		this.source = Files.createDirectory(this.directory.resolve("source"));
		this.sandbox = Files.createDirectory(this.directory.resolve("sandbox"));
		Files.writeString(this.source.resolve("plain.txt"), "plain");
	}

	@Test
	void copiesFilesByUriAndByPath() throws IOException {
		fetch(uri("file://" + this.source + "/plain.txt"),
				uri(this.source + "/plain.txt").toBuilder().setOutputFile("sub/other.txt").build());

		assertThat(this.sandbox.resolve("plain.txt")).hasContent("plain");
		assertThat(this.sandbox.resolve("sub/other.txt")).hasContent("plain");
	}

	@Test
	void extractsArchivesByTheirName() throws IOException {
		zip(this.source.resolve("b.zip"), "inner/zipped.txt");
		gzip(this.source.resolve("c.txt.gz"));
		zip(this.source.resolve("d.jar"), "never");

		fetch(uri(this.source + "/b.zip"), uri("file://" + this.source + "/c.txt.gz"), uri(this.source + "/d.jar"));

		assertThat(this.sandbox.resolve("inner/zipped.txt")).hasContent("content");
		assertThat(this.sandbox.resolve("c.txt")).hasContent("content");
		assertThat(this.sandbox.resolve("d.jar")).exists();
		assertThat(this.sandbox.resolve("never")).doesNotExist();
	}

	@Test
	void doesNotExtractWhenToldNotTo() throws IOException {
		zip(this.source.resolve("b.zip"), "zipped.txt");

		fetch(uri(this.source + "/b.zip").toBuilder().setExtract(false).build());

		assertThat(this.sandbox.resolve("b.zip")).exists();
		assertThat(this.sandbox.resolve("zipped.txt")).doesNotExist();
	}

	@Test
	void makesFilesExecutable() throws IOException {
		fetch(uri(this.source + "/plain.txt").toBuilder().setExecutable(true).build());

		assertThat(this.sandbox.resolve("plain.txt")).isExecutable();
	}

	@Test
	void followsRedirectsOfTheWeb() throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/old", (exchange) -> {
			exchange.getResponseHeaders().add("Location", "/new/file.txt");
			exchange.sendResponseHeaders(302, -1);
			exchange.close();
		});
		server.createContext("/new", (exchange) -> {
			exchange.sendResponseHeaders(200, 3);
			exchange.getResponseBody().write("web".getBytes(StandardCharsets.UTF_8));
			exchange.close();
		});
		server.start();
		try {
			fetch(uri("http://127.0.0.1:" + server.getAddress().getPort() + "/old/file.txt"));

			assertThat(this.sandbox.resolve("file.txt")).hasContent("web");
			assertThatExceptionOfType(IOException.class)
				.isThrownBy(() -> fetch(uri("http://127.0.0.1:" + server.getAddress().getPort() + "/nothing.txt")))
				.withMessageContaining("Unexpected HTTP response code: 404");
		}
		finally {
			server.stop(0);
		}
	}

	@Test
	void saysWhatCouldNotBeFetched() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> fetch(uri("file:///no/such/file")))
			.withMessage("Failed to fetch 'file:///no/such/file': No such file: /no/such/file");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> fetch(uri("hdfs://host/file")))
			.withMessageContaining("Only the schemes file, http and https are fetched");
		assertThat(this.sandbox.resolve("stderr")).content().contains("/no/such/file");
	}

	@Test
	void staysInTheSandbox() throws IOException {
		zip(this.source.resolve("evil.zip"), "../../evil");

		fetch(uri(this.source + "/plain.txt").toBuilder().setOutputFile("../x").build());

		assertThat(this.directory.resolve("x")).doesNotExist();
		assertThat(this.sandbox.resolve("stderr")).content().contains("'../x' is outside of the sandbox");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> fetch(uri(this.source + "/evil.zip")))
			.withMessageContaining("leaves the sandbox");
	}

	@Test
	void doesNotFollowLinksOutOfTheSandbox() throws IOException {
		Files.createSymbolicLink(this.sandbox.resolve("link"), this.directory);

		fetch(uri(this.source + "/plain.txt").toBuilder().setOutputFile("link/x").build());

		assertThat(this.directory.resolve("x")).doesNotExist();
	}

	@Test
	void doesNotFetchDirectories() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> fetch(uri(this.source.toString())))
			.withMessageContaining("It is a directory");
	}

	@Test
	void sendsUserAndPasswordOfTheUriToItsServerOnly() throws IOException {
		List<String> seen = new CopyOnWriteArrayList<>();
		HttpServer other = server(seen, "/secret.txt", 200, "");
		HttpServer server = server(seen, "/old/secret.txt", 302,
				"http://127.0.0.1:" + other.getAddress().getPort() + "/secret.txt");
		try {
			fetch(uri("http://us%40er:pass@127.0.0.1:" + server.getAddress().getPort() + "/old/secret.txt"));

			assertThat(seen).containsExactly("/old/secret.txt Basic dXNAZXI6cGFzcw==", "/secret.txt null");
		}
		finally {
			server.stop(0);
			other.stop(0);
		}
	}

	@Test
	void keepsSecretsOfUrisToItself() {
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> fetch(uri("hdfs://user:pass@host/file.txt?token=1234")))
			.withMessageContaining("'hdfs://host/file.txt'");
		assertThat(this.sandbox.resolve("stderr")).content().doesNotContain("pass", "1234");
	}

	@Test
	void refusesBeforeAnythingIsFetched() {
		assertThat(refusal(uri("/a").toBuilder().setOutputFile("/x").build()))
			.isEqualTo("URI output file must be within the sandbox directory");
		assertThat(refusal(uri("/a").toBuilder().setOutputFile("").build())).isEqualTo("URI output file path is empty");
		assertThat(refusal(uri("http://host/"))).isEqualTo("Malformed URI (missing path): http://host/");
		assertThat(refusal(uri("/it's"))).isEqualTo("Illegal characters in URI");
		assertThat(refusal(uri("/a").toBuilder().setOutputFile("../x").build())).isNull();
	}

	private static @Nullable String refusal(CommandInfo.URI uri) {
		return Fetcher.refusal(List.of(uri));
	}

	private static HttpServer server(List<String> seen, String path, int status, String location) throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext(path, (exchange) -> {
			seen.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Authorization"));
			exchange.getResponseHeaders().add("Location", location);
			exchange.sendResponseHeaders(status, -1);
			exchange.close();
		});
		server.start();
		return server;
	}

	private void fetch(CommandInfo.URI... uris) throws IOException {
		this.fetcher.fetch(List.of(uris), this.sandbox);
	}

	private static CommandInfo.URI uri(String value) {
		return CommandInfo.URI.newBuilder().setValue(value).build();
	}

	private static void zip(Path file, String entry) throws IOException {
		try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
			out.putNextEntry(new ZipEntry(entry));
			out.write("content".getBytes(StandardCharsets.UTF_8));
		}
	}

	private static void gzip(Path file) throws IOException {
		try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
			out.write("content".getBytes(StandardCharsets.UTF_8));
		}
	}

}
