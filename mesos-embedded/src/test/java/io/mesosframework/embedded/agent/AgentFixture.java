package io.mesosframework.embedded.agent;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.http.HttpRouter;
import io.mesosframework.embedded.http.HttpServer;
import io.mesosframework.embedded.loop.LoopThread;
import io.mesosframework.embedded.process.ProcessHost;
import io.mesosframework.embedded.process.Waiting;
import io.mesosframework.embedded.wire.ToAgent;

/**
 * An agent with real processes and a real port, registered with a {@link FakeMaster}.
 */
final class AgentFixture implements AutoCloseable {

	final LoopThread loop = new LoopThread("test");

	final ProcessHost host = new ProcessHost();

	final FakeMaster master = new FakeMaster(this.loop);

	final Agent agent;

	private final HttpServer server;

	@Nullable FakeMaster leader = this.master;

	AgentFixture(Path workDir) {
		this(workDir, UnaryOperator.identity());
	}

	AgentFixture(Path workDir, UnaryOperator<AgentOptions> options) {
		HttpRouter router = new HttpRouter("slave(1)");
		this.server = HttpServer.start(this.loop, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), router);
		AgentTimeouts timeouts = AgentTimeouts.DEFAULTS.withRegistrationBackoff(Duration.ofMillis(100))
			.withExecutorReregistration(Duration.ofMillis(800));
		AgentOptions base = new AgentOptions(this.server.port(), Fixtures.resources(), workDir).withTimeouts(timeouts);
		this.agent = new Agent(this.loop, options.apply(base), () -> this.leader, this.host);
		this.agent.route(router);
		start();
	}

	int port() {
		return this.server.port();
	}

	void start() {
		this.loop.execute(this.agent::start);
		Waiting.until(() -> this.loop.submit(this.agent::isRegistered).join(), (registered) -> registered);
	}

	void kill() {
		this.loop.submit(() -> {
			this.agent.kill();
			return true;
		}).join();
	}

	void send(ToAgent message) {
		this.master.send(message);
	}

	@Override
	public void close() {
		this.loop.submit(() -> {
			this.agent.reset();
			return true;
		}).join();
		this.host.close();
		this.server.close();
		this.loop.close();
	}

}
