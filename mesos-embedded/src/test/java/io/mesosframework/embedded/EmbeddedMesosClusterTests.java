package io.mesosframework.embedded;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.mesosframework.embedded.http.HttpBindException;
import io.mesosframework.embedded.process.Waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class EmbeddedMesosClusterTests {

	@Test
	void mastersAndAgentsListenOnFreePortsOfTheLoopback() throws Exception {
		try (EmbeddedMesosCluster cluster = EmbeddedMesosCluster.builder().masters(2).agents(3).start()) {
			Set<URI> urls = cluster.masters().stream().map(MasterNode::url).collect(Collectors.toSet());
			cluster.agents().forEach((agent) -> urls.add(agent.url()));

			assertThat(urls).hasSize(5).allSatisfy((url) -> {
				assertThat(url.getHost()).isEqualTo("127.0.0.1");
				assertThat(isListening(url)).isTrue();
			});
			assertThat(cluster.masterUrl()).isEqualTo(cluster.masters().get(0).url());
			assertThat(cluster.masterUrls())
				.isEqualTo(cluster.masters().get(0).url() + "," + cluster.masters().get(1).url());
		}
	}

	@Test
	void closeEndsEverythingAndMayBeCalledTwice() {
		EmbeddedMesosCluster cluster = EmbeddedMesosCluster.builder().agents(2).start();
		URI master = cluster.masterUrl();
		cluster.close();
		cluster.close();

		assertThat(isListening(master)).isFalse();
		assertThat(cluster.agents()).allSatisfy((agent) -> assertThat(isListening(agent.url())).isFalse());
		awaitNoThreads();
	}

	@Test
	void theNextMasterLeadsAfterAFailoverAndTheOldOneRedirects() throws Exception {
		try (EmbeddedMesosCluster cluster = EmbeddedMesosCluster.builder().masters(2).agents(0).start()) {
			MasterNode first = cluster.masters().get(0);
			MasterNode second = cluster.masters().get(1);
			assertThat(cluster.leader()).isSameAs(first);
			assertThat(redirect(second)).isEqualTo("//127.0.0.1:" + first.url().getPort() + "/master/api/v1/scheduler");

			cluster.failover();

			assertThat(cluster.leader()).isSameAs(second);
			assertThat(cluster.masterUrl()).isEqualTo(second.url());
			assertThat(redirect(first)).isEqualTo("//127.0.0.1:" + second.url().getPort() + "/master/api/v1/scheduler");
		}
	}

	@Test
	void theDeathOfTheLeaderMakesTheNextOneLead() throws Exception {
		try (EmbeddedMesosCluster cluster = EmbeddedMesosCluster.builder().masters(2).agents(0).start()) {
			MasterNode first = cluster.masters().get(0);
			MasterNode second = cluster.masters().get(1);
			first.kill();

			assertThat(isListening(first.url())).isFalse();
			assertThat(cluster.leader()).isSameAs(second);

			second.kill();
			assertThat(cluster.leader()).isNull();

			first.start();
			second.start();
			assertThat(cluster.leader()).isSameAs(first);
			assertThat(second.state()).isEqualTo(MasterNode.State.STANDING_BY);
			assertThat(redirect(second)).endsWith("/master/api/v1/scheduler");
		}
	}

	@Test
	void aRestartedMasterLeadsAgainOnItsPort() throws Exception {
		try (EmbeddedMesosCluster cluster = EmbeddedMesosCluster.builder().agents(0).start()) {
			URI url = cluster.masterUrl();
			cluster.leader().restart();

			assertThat(cluster.masterUrl()).isEqualTo(url);
			assertThat(cluster.leader()).isSameAs(cluster.masters().get(0));
			assertThat(isListening(url)).isTrue();
		}
	}

	@Test
	void agentsComeAndGoOnTheirPorts() {
		try (EmbeddedMesosCluster cluster = EmbeddedMesosCluster.builder().start()) {
			AgentNode agent = cluster.agents().get(0);
			URI url = agent.url();
			agent.kill();
			assertThat(agent.state()).isEqualTo(AgentNode.State.KILLED);
			assertThat(isListening(url)).isFalse();

			agent.start();
			agent.start();
			assertThat(agent.state()).isEqualTo(AgentNode.State.RUNNING);
			assertThat(isListening(url)).isTrue();

			agent.reset();
			assertThat(agent.url()).isEqualTo(url);
			assertThat(isListening(url)).isTrue();
		}
	}

	@Test
	void aTakenPortIsNamedAndNothingIsLeftBehind() throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			assertThatExceptionOfType(HttpBindException.class)
				.isThrownBy(() -> EmbeddedMesosCluster.builder().masterPort(taken.getLocalPort()).start())
				.withMessageContaining("127.0.0.1:" + taken.getLocalPort())
				.withMessageContaining("choose another port");
		}
		awaitNoThreads();
	}

	@Test
	void aGivenWorkDirectoryIsKept(@TempDir Path directory) {
		Path work = directory.resolve("deep/work");
		EmbeddedMesosCluster.builder().workDirectory(work).start().close();

		assertThat(work).isDirectory();
	}

	@Test
	void anImpossibleWorkDirectoryIsNamed(@TempDir Path directory) throws Exception {
		Path file = Files.writeString(directory.resolve("file"), "");

		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> EmbeddedMesosCluster.builder().workDirectory(file.resolve("work")).start())
			.withMessageContaining("Choose another one that is writable");
	}

	@Test
	void theClockAdvancesOnlyWhenItIsVirtual() {
		try (EmbeddedMesosCluster cluster = EmbeddedMesosCluster.builder().start()) {
			assertThatIllegalStateException().isThrownBy(() -> cluster.advance(Duration.ofSeconds(1)))
				.withMessageContaining("virtualClock");
		}
		try (EmbeddedMesosCluster cluster = EmbeddedMesosCluster.builder().virtualClock(Instant.EPOCH).start()) {
			cluster.advance(Duration.ofDays(1));

			assertThat(cluster.loop().now()).isEqualTo(Instant.EPOCH.plus(Duration.ofDays(1)));
		}
	}

	@Test
	void optionsThatMakeNoSenseAreRefused() {
		List<ClusterBuilder> builders = List.of(EmbeddedMesosCluster.builder().masters(0),
				EmbeddedMesosCluster.builder().agents(-1), EmbeddedMesosCluster.builder().resources("cpus"),
				EmbeddedMesosCluster.builder().attributes("rack"));

		assertThat(builders).allSatisfy((builder) -> assertThatIllegalArgumentException().isThrownBy(builder::start));
	}

	private static String redirect(MasterNode master) throws IOException {
		HttpURLConnection connection = (HttpURLConnection) master.url()
			.resolve("/api/v1/scheduler")
			.toURL()
			.openConnection();
		connection.setInstanceFollowRedirects(false);
		assertThat(connection.getResponseCode()).isEqualTo(307);
		return connection.getHeaderField("Location");
	}

	/** A thread that has said that it ends may live for a moment longer. */
	private static void awaitNoThreads() {
		Waiting.until(() -> Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.isAlive() && thread.getName().startsWith("embedded-mesos"))
			.toList(), List::isEmpty);
	}

	private static boolean isListening(URI url) {
		try (Socket socket = new Socket(url.getHost(), url.getPort())) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

}
