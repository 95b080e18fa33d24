package io.mesosframework.boot.autoconfigure;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.SchedulerState;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * SSL bundles against a master that speaks TLS.
 */
@ExtendWith(OutputCaptureExtension.class)
class SslTests {

	private static final String PASSWORD = "changeit";

	@TempDir
	static Path directory;

	private static SSLContext serverContext;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(MesosAutoConfiguration.class, MesosEventHandlerAutoConfiguration.class,
				SslAutoConfiguration.class))
		.withPropertyValues("mesos.scheduler.startup-timeout=60s");

	@BeforeAll
	static void generate() throws Exception {
		Path file = directory.resolve("server.p12");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=server", "-ext",
				"san=ip:127.0.0.1,dns:localhost", "-validity", "10", "-storetype", "PKCS12", "-keystore",
				file.toString(), "-storepass", PASSWORD)
			.redirectErrorStream(true)
			.redirectOutput(directory.resolve("keytool.log").toFile())
			.start();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream stream = Files.newInputStream(file)) {
			store.load(stream, PASSWORD.toCharArray());
		}
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(store, PASSWORD.toCharArray());
		serverContext = SSLContext.getInstance("TLS");
		serverContext.init(keys.getKeyManagers(), null, null);
	}

	@Test
	void theBundleVerifiesTheMaster() {
		try (FakeMaster master = FakeMaster.secure(serverContext)) {
			this.runner
				.withPropertyValues("mesos.master=" + master.url(), "mesos.ssl.bundle=mesos",
						"spring.ssl.bundle.jks.mesos.truststore.location=file:" + directory.resolve("server.p12"),
						"spring.ssl.bundle.jks.mesos.truststore.password=" + PASSWORD,
						"spring.ssl.bundle.jks.mesos.truststore.type=PKCS12")
				.run((context) -> assertThat(context.getBean(MesosScheduler.class).state())
					.isEqualTo(SchedulerState.SUBSCRIBED));
		}
	}

	@Test
	void aMasterThatIsNotTrustedIsNotSpokenTo(CapturedOutput output) {
		try (FakeMaster master = FakeMaster.secure(serverContext)) {
			this.runner.withPropertyValues("mesos.master=" + master.url()).run((context) -> {
				assertThat(context.getBean(MesosScheduler.class).state()).isNotEqualTo(SchedulerState.SUBSCRIBED);
				assertThat(output).contains("No Mesos master could be reached").contains("'mesos.ssl.bundle'");
			});
			assertThat(master.calls()).isEmpty();
		}
	}

}
