package io.mesosframework.embedded.process;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import com.sun.net.httpserver.HttpServer;
import org.apache.mesos.v1.Protos.CommandInfo;
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

		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> fetch(uri(this.source + "/plain.txt").toBuilder().setOutputFile("../x").build()))
			.withMessageContaining("is not in the sandbox");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> fetch(uri(this.source + "/evil.zip")))
			.withMessageContaining("leaves the sandbox");
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
