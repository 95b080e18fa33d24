package io.mesosframework.client;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mesosframework.client.MesosConnectionException.Kind;

import static org.assertj.core.api.Assertions.assertThat;

class TlsTests {

	private static final char[] PASSWORD = "changeit".toCharArray();

	@TempDir
	static Path directory;

	private static KeyStore server;

	private static KeyStore elsewhere;

	private static KeyStore framework;

	private final RecordingListener<Event> listener = new RecordingListener<>();

	private @Nullable MesosHttpClient client;

	@BeforeAll
	static void generate() throws Exception {
		server = generate("server", "san=dns:localhost");
		elsewhere = generate("elsewhere", "san=dns:elsewhere.example.com");
		framework = generate("framework", "san=dns:framework");
	}

	@AfterEach
	void close() {
		if (this.client != null) {
			this.client.close();
		}
	}

	private static KeyStore generate(String name, String extension) throws Exception {
		Path file = directory.resolve(name + ".p12");
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias",
						name, "-keyalg", "EC", "-dname", "CN=" + name, "-ext", extension, "-validity", "10",
						"-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", "changeit"));
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(directory.resolve(name + ".log").toFile())
			.start();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isZero();
		KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(file)) {
			store.load(in, PASSWORD);
		}
		return store;
	}

	private static SSLContext context(@Nullable KeyStore own, String protocol, KeyStore... trusted) throws Exception {
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(own, PASSWORD);
		KeyStore anchors = KeyStore.getInstance("PKCS12");
		anchors.load(null, null);
		for (KeyStore store : trusted) {
			String alias = store.aliases().nextElement();
			anchors.setCertificateEntry(alias, store.getCertificate(alias));
		}
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		if (trusted.length > 0) {
			trust.init(anchors);
		}
		else {
			trust.init((KeyStore) null);
		}
		SSLContext context = SSLContext.getInstance(protocol);
		context.init((own != null) ? keys.getKeyManagers() : null, trust.getTrustManagers(), null);
		return context;
	}

	private static RawServer start(KeyStore certificate, boolean clientCertificate, String protocol) throws Exception {
		return new RawServer((exchange) -> {
			if (exchange.isSubscribe()) {
				exchange.stream().event(Samples.SUBSCRIBED);
			}
			else {
				exchange.accepted();
			}
		}, context(certificate, protocol, framework), clientCertificate);
	}

	private ApiSession<Call> subscribe(RawServer server, ClientOptions.Builder options) {
		this.client = new MesosHttpClient(options.build());
		return this.client.subscribe(ApiProtocol.SCHEDULER, server.address(), Samples.SUBSCRIBE, this.listener);
	}

	private void assertLost(Kind kind, String... texts) throws Exception {
		assertThat(this.listener.awaitEnd()).isInstanceOfSatisfying(SessionEnd.ConnectionLost.class, (lost) -> {
			assertThat(lost.message()).contains(texts);
			assertThat(lost.cause().kind()).isEqualTo(kind);
		});
	}

	@Test
	void aPrivateAuthorityCanBeTrusted() throws Exception {
		SSLContext context = context(null, "TLS", server);
		try (RawServer master = start(server, false, "TLSv1.2")) {
			ApiSession<Call> session = subscribe(master, ClientOptions.builder().sslContext(() -> context));

			this.listener.awaitEvents(1);
			assertThat(session.send(Samples.REVIVE).toCompletableFuture().get(60, TimeUnit.SECONDS).outcome())
				.isEqualTo(CallOutcome.ACCEPTED);
		}
	}

	@Test
	void anUnknownAuthorityIsRefused() throws Exception {
		try (RawServer master = start(server, false, "TLS")) {
			subscribe(master, ClientOptions.builder());

			assertLost(Kind.TLS, "certificate is not trusted", "trust store");
		}
	}

	@Test
	void aCertificateForAnotherHostIsRefusedUnlessToldOtherwise() throws Exception {
		SSLContext context = context(null, "TLS", elsewhere);
		try (RawServer master = start(elsewhere, false, "TLS")) {
			subscribe(master, ClientOptions.builder().sslContext(() -> context));
			assertLost(Kind.TLS, "is not for \"localhost\"");
			this.client.close();

			RecordingListener<Event> second = new RecordingListener<>();
			this.client = new MesosHttpClient(
					ClientOptions.builder().sslContext(() -> context).verifyHostname(false).build());
			this.client.subscribe(ApiProtocol.SCHEDULER, master.address(), Samples.SUBSCRIBE, second);
			second.awaitEvents(1);
		}
	}

	@Test
	void aClientCertificateIsShown() throws Exception {
		SSLContext context = context(framework, "TLS", server);
		try (RawServer master = start(server, true, "TLS")) {
			subscribe(master, ClientOptions.builder().sslContext(() -> context));

			this.listener.awaitEvents(1);
		}
	}

	@Test
	void aMissingClientCertificateIsExplained() throws Exception {
		SSLContext context = context(null, "TLS", server);
		try (RawServer master = start(server, true, "TLS")) {
			subscribe(master, ClientOptions.builder().sslContext(() -> context));

			assertLost(Kind.TLS, "client certificate");
		}
	}

	@Test
	void aReloadedContextIsUsedByTheNextConnection() throws Exception {
		AtomicReference<SSLContext> current = new AtomicReference<>(context(null, "TLS", elsewhere));
		try (RawServer master = start(server, false, "TLS")) {
			subscribe(master, ClientOptions.builder().sslContext(current::get));
			assertLost(Kind.TLS, "not trusted");

			current.set(context(null, "TLS", server));
			RecordingListener<Event> second = new RecordingListener<>();
			this.client.subscribe(ApiProtocol.SCHEDULER, master.address(), Samples.SUBSCRIBE, second);

			second.awaitEvents(1);
		}
	}

	@Test
	void aPlainRequestToATlsServerIsExplained() throws Exception {
		try (RawServer master = start(server, false, "TLS")) {
			this.client = new MesosHttpClient(ClientOptions.defaults());
			this.client.subscribe(ApiProtocol.SCHEDULER, new MasterAddress("http", "localhost", master.port()),
					Samples.SUBSCRIBE, this.listener);

			assertThat(this.listener.awaitEnd().message()).contains("https://");
		}
	}

}
