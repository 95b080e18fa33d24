package io.mesosframework.embedded.standalone;

import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.EmbeddedMesosCluster;
import io.mesosframework.embedded.MasterNode;

/**
 * The main class of the executable jar: an embedded cluster that lives until the process
 * is told to end.
 *
 * @since 0.1.0
 */
public final class StandaloneMesos implements AutoCloseable {

	private static final int USAGE_ERROR = 2;

	private static final int START_ERROR = 1;

	private final EmbeddedMesosCluster cluster;

	private final @Nullable ControlServer control;

	private StandaloneMesos(EmbeddedMesosCluster cluster, @Nullable ControlServer control) {
		this.cluster = cluster;
		this.control = control;
	}

	/**
	 * Run a cluster until the process is told to end (SIGTERM or Ctrl-C).
	 * @param arguments the options, see {@code --help}
	 */
	public static void main(String[] arguments) {
		int status = run(List.of(arguments), System.getenv(), System.out, System.err);
		if (status >= 0) {
			System.exit(status);
		}
	}

	/**
	 * Do what the options ask for.
	 * @param arguments the command line
	 * @param environment the environment
	 * @param out takes what was asked for
	 * @param err takes complaints
	 * @return the exit status, or -1 when a cluster is running
	 */
	static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
		StandaloneOptions options = new StandaloneOptions();
		try {
			if (arguments.contains("-h")) {
				out.print(options.usage());
				return 0;
			}
			options.load(arguments, environment);
		}
		catch (FlagException ex) {
			err.println(ex.getMessage());
			return USAGE_ERROR;
		}
		if (options.help()) {
			out.print(options.usage());
			return 0;
		}
		if (options.version()) {
			out.println("mesos " + EmbeddedMesosCluster.version());
			return 0;
		}
		return start(options, out, err);
	}

	private static int start(StandaloneOptions options, PrintStream out, PrintStream err) {
		try {
			StandaloneMesos mesos = start(options);
			CountDownLatch ended = new CountDownLatch(1);
			Runtime.getRuntime().addShutdownHook(new Thread(() -> {
				mesos.close();
				ended.countDown();
			}, "embedded-mesos-shutdown"));
			out.println(mesos.ready());
			out.flush();
			keepAlive(ended);
			return -1;
		}
		catch (IllegalArgumentException ex) {
			err.println(ex.getMessage());
			return USAGE_ERROR;
		}
		catch (RuntimeException ex) {
			err.println("The embedded Mesos could not start: " + ex.getMessage());
			return START_ERROR;
		}
	}

	/**
	 * Start what the options describe.
	 * @param options the options
	 * @return the running cluster with its control server, if wanted
	 */
	static StandaloneMesos start(StandaloneOptions options) {
		EmbeddedMesosCluster cluster = options.cluster().start();
		try {
			Integer port = options.controlPort();
			return new StandaloneMesos(cluster,
					(port != null) ? new ControlServer(cluster, new InetSocketAddress("127.0.0.1", port)) : null);
		}
		catch (RuntimeException ex) {
			cluster.close();
			throw ex;
		}
	}

	EmbeddedMesosCluster cluster() {
		return this.cluster;
	}

	@Nullable Integer controlPort() {
		return (this.control != null) ? this.control.port() : null;
	}

	/**
	 * Return the line that tells people and scripts where everything is.
	 * @return the line
	 */
	String ready() {
		StringBuilder line = new StringBuilder("Embedded Mesos is ready: master ").append(this.cluster.masterUrl());
		List<MasterNode> masters = this.cluster.masters();
		if (masters.size() > 1) {
			line.append(" (all masters: ");
			for (int i = 0; i < masters.size(); i++) {
				line.append((i > 0) ? "," : "").append(masters.get(i).url());
			}
			line.append(')');
		}
		line.append(", agents: ").append(this.cluster.agents().size());
		if (this.control != null) {
			line.append(", control http://127.0.0.1:").append(this.control.port());
		}
		return line.toString();
	}

	/** End everything. Idempotent. */
	@Override
	public void close() {
		if (this.control != null) {
			this.control.close();
		}
		this.cluster.close();
	}

	/** All threads of a cluster are daemons: one must stay for the process to live. */
	private static void keepAlive(CountDownLatch ended) {
		Thread thread = new Thread(() -> {
			try {
				ended.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}, "embedded-mesos");
		thread.setDaemon(false);
		thread.start();
	}

}
