package io.mesosframework.embedded.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.ClusterBuilder;
import io.mesosframework.embedded.EmbeddedMesosCluster;
import io.mesosframework.embedded.codec.Json;
import io.mesosframework.embedded.codec.JsonSyntaxException;
import io.mesosframework.embedded.resource.Attributes;
import io.mesosframework.embedded.resource.Durations;
import io.mesosframework.embedded.resource.Resources;

/**
 * The options of the executable jar. Where Mesos has a flag for something it has the same
 * name, value format and default here.
 */
final class StandaloneOptions {

	private static final int DEFAULT_PORT = 5050;

	private static final int MAX_PORT = 65_535;

	private static final Duration MINIMUM_REREGISTER_TIMEOUT = Duration.ofMinutes(10);

	private final ClusterBuilder cluster = EmbeddedMesosCluster.builder()
		.masterPort(DEFAULT_PORT)
		.allocationInterval(Duration.ofSeconds(1));

	private final Flags flags = new Flags();

	private @Nullable Integer controlPort;

	private boolean help;

	private boolean version;

	private Duration pingTimeout = Duration.ofSeconds(15);

	private int maxPings = 5;

	private boolean frameworks;

	private boolean readonly;

	private boolean readwrite;

	private Map<String, String> credentials = Map.of();

	private boolean credentialsGiven;

	private boolean executors;

	private @Nullable String jwtSecretKey;

	StandaloneOptions() {
		declareCluster();
		declareMaster();
		declareAuthentication();
		declareAgent();
		declareExecutors();
	}

	/**
	 * Read the options.
	 * @param arguments the command line
	 * @param environment the environment
	 * @return this
	 * @throws FlagException for the first mistake
	 */
	StandaloneOptions load(List<String> arguments, Map<String, String> environment) throws FlagException {
		this.flags.load(arguments, environment);
		if ((this.frameworks || this.readonly || this.readwrite) && !this.credentialsGiven) {
			throw new FlagException("Authentication is on, but there are no credentials. Add --credentials=FILE.");
		}
		if (this.executors && this.jwtSecretKey == null) {
			throw new FlagException("Executors must authenticate, but there is no key. Add --jwt_secret_key=FILE.");
		}
		this.cluster.authenticateExecutors(this.executors ? this.jwtSecretKey : null);
		this.cluster.agentPings(this.pingTimeout, this.maxPings)
			.authenticate(this.frameworks, this.readonly, this.readwrite);
		this.credentials.forEach(this.cluster::credential);
		return this;
	}

	ClusterBuilder cluster() {
		return this.cluster;
	}

	@Nullable Integer controlPort() {
		return this.controlPort;
	}

	boolean help() {
		return this.help;
	}

	boolean version() {
		return this.version;
	}

	String usage() {
		return "Usage: java -jar mesos-embedded-<version>-standalone.jar [--option=value]...\n\n"
				+ "A Mesos master and agents in one process, for the development and tests of frameworks.\n"
				+ "Every option can also be given in the environment: MESOS_ and its name in upper case.\n"
				+ "A value of the form file:///path is replaced by the content of the file.\n\nOptions:\n"
				+ this.flags.usage();
	}

	List<String> names() {
		return this.flags.names();
	}

	private void declareCluster() {
		this.flags.toggle("help", false, "Print this text and end.", (on) -> this.help = on);
		this.flags.toggle("version", false, "Print the version and end.", (on) -> this.version = on);
		this.flags.value("ip", "ADDRESS", "127.0.0.1", "The IPv4 address at which master and agents listen.",
				this.cluster::ip);
		this.flags.value("port", "PORT", "5050",
				"The port of the master; 0 takes a free one, which is printed.\nFurther masters take the next ports.",
				port(this.cluster::masterPort));
		this.flags.value("hostname", "NAME", "", "The hostname that masters and agents advertise (default: the ip).",
				this.cluster::hostname);
		this.flags.value("cluster", "NAME", "", "A name for the cluster.", this.cluster::cluster);
		this.flags.value("masters", "NUMBER", "1",
				"Number of masters; one leads, the others redirect to it (not a flag of Mesos).",
				number(1, this.cluster::masters));
		this.flags.value("agents", "NUMBER", "1", "Number of agents (not a flag of Mesos).",
				number(0, this.cluster::agents));
		this.flags.value("control_port", "PORT", "",
				"Serve the control API for faults at this port; 0 takes a free one (not a flag of Mesos).\n"
						+ "See docs/embedded.md.",
				port((port) -> this.controlPort = port));
		this.flags.toggle("simulate", false,
				"Tasks are not run as processes but do what their command says, as far as it is made of\n"
						+ "'sleep', 'exit', 'true' and 'false' (not a flag of Mesos).",
				this.cluster::simulated);
		this.flags.path("work_dir", "DIRECTORY",
				"Where agents keep sandboxes and checkpoints\n(default: a temporary directory, removed at the end).",
				this.cluster::workDirectory);
	}

	private void declareMaster() {
		this.flags.value("allocation_interval", "DURATION", "1secs", "How often resources are offered.",
				positive(this.cluster::allocationInterval));
		this.flags.value("agent_ping_timeout", "DURATION", "15secs",
				"How long an agent may take to answer a ping of the master.",
				positive((timeout) -> this.pingTimeout = timeout));
		this.flags.value("max_agent_ping_timeouts", "NUMBER", "5",
				"How many pings in a row may stay unanswered until the agent is unreachable.",
				number(1, (max) -> this.maxPings = max));
		this.flags.value("agent_reregister_timeout", "DURATION", "10mins",
				"How long known agents may stay away after a failover of the master; at least 10mins.",
				reregisterTimeout());
		this.flags.value("offer_timeout", "DURATION", "", "How long an offer stays valid (default: for ever).",
				positive(this.cluster::offerTimeout));
		this.flags.value("roles", "ROLE,ROLE...", "", "The only roles that frameworks may have (default: any).",
				(text) -> this.cluster.roles(roles(text)));
		this.flags.toggle("root_submissions", true, "Whether frameworks may run as root.",
				this.cluster::rootSubmissions);
		this.flags.value("min_allocatable_resources", "NAME:AMOUNT;...|NAME:AMOUNT;...", "cpus:0.01|mem:32",
				"What is worth an offer: one of the sets must be there. Empty for no limit.",
				(text) -> this.cluster.minAllocatableResources(quantities(text)));
		this.flags.toggle("filter_gpu_resources", true,
				"Offer agents with GPUs only to frameworks with the capability GPU_RESOURCES.",
				this.cluster::filterGpuResources);
		this.flags.value("max_completed_frameworks", "NUMBER", "50", "How many removed frameworks are remembered.",
				number(0, this.cluster::maxCompletedFrameworks));
		this.flags.value("max_completed_tasks_per_framework", "NUMBER", "1000",
				"How many completed tasks of a framework are remembered.",
				number(0, this.cluster::maxCompletedTasksPerFramework));
		this.flags.value("max_unreachable_tasks_per_framework", "NUMBER", "1000",
				"How many unreachable tasks of a framework are remembered.",
				number(0, this.cluster::maxUnreachableTasksPerFramework));
	}

	private void declareAuthentication() {
		this.flags.toggle("authenticate_http_frameworks", false, "Whether frameworks must authenticate.",
				(on) -> this.frameworks = on);
		this.flags.toggle("authenticate_http_readonly", false,
				"Whether requests to read-only endpoints must authenticate.", (on) -> this.readonly = on);
		this.flags.toggle("authenticate_http_readwrite", false,
				"Whether requests to read-write endpoints must authenticate.", (on) -> this.readwrite = on);
		this.flags.value("http_framework_authenticators", "NAME", "basic",
				"How frameworks authenticate; only 'basic' is there.", basic());
		this.flags.value("http_authenticators", "NAME", "basic", "How others authenticate; only 'basic' is there.",
				basic());
		this.flags.path("credentials", "FILE",
				"Principals and secrets: {\"credentials\": [{\"principal\": \"alice\", \"secret\": \"wonder\"}]}\n"
						+ "or a principal and a secret on each line.",
				this::readCredentials);
	}

	private void declareAgent() {
		this.flags.value("resources", "RESOURCES", "cpus:4;mem:8192;disk:20000",
				"The resources of each agent, as text (cpus:4;mem:8192;cpus(web):1;ports:[31000-31099])\n"
						+ "or JSON. {agent} is replaced by the index of the agent. Agent k offers the ports\n"
						+ "31000+1000k to 31999+1000k unless ports are given; cpus, mem and disk have defaults.",
				(text) -> {
					Resources.parse(text.replace("{agent}", "0"));
					this.cluster.resources(text);
				});
		this.flags.value("default_role", "ROLE", "*", "The role of resources that name none.",
				this.cluster::defaultRole);
		this.flags.value("attributes", "ATTRIBUTES", "",
				"The attributes of each agent (rack:r{agent};zone:z1;level:3).\n"
						+ "{agent} is replaced by the index of the agent.",
				(text) -> {
					Attributes.parse(text.replace("{agent}", "0"));
					this.cluster.attributes(text);
				});
		this.flags.value("agent_port", "PORT", "0",
				"The port of the first agent; the next ones follow. 0 takes free ports (not a flag of Mesos).",
				port(this.cluster::agentPort));
		this.flags.value("executor_registration_timeout", "DURATION", "1mins",
				"How long an executor may take to subscribe.", positive(this.cluster::executorRegistrationTimeout));
		this.flags.value("executor_reregistration_timeout", "DURATION", "2secs",
				"How long an executor may take to subscribe after a restart of its agent; at most 15secs.",
				reregistrationTimeout());
		this.flags.value("executor_shutdown_grace_period", "DURATION", "5secs",
				"How long an executor may take to shut down.", positive(this.cluster::executorShutdownGracePeriod));
		this.flags.value("recovery_timeout", "DURATION", "15mins",
				"How long an agent may be away until its executors give up.", positive(this.cluster::recoveryTimeout));
	}

	private void declareExecutors() {
		this.flags.value("executor_environment_variables", "JSON", "",
				"Further environment variables of executors: {\"NAME\": \"value\"}.",
				(text) -> this.cluster.executorEnvironment(variables(text)));
		this.flags.toggle("authenticate_http_executors", false,
				"Whether executors must authenticate with the token that they are given.", (on) -> this.executors = on);
		this.flags.path("jwt_secret_key", "FILE", "A file with the key that signs the tokens of executors.",
				(path) -> this.jwtSecretKey = key(path));
	}

	private static String key(Path path) {
		try {
			return Files.readString(path).strip();
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("the file '" + path + "' cannot be read (" + ex + ")", ex);
		}
	}

	private static Map<String, String> variables(String text) {
		try {
			Map<String, String> variables = new LinkedHashMap<>();
			Json.parseObject(text).forEach((name, value) -> {
				if (!(value instanceof String string)) {
					throw new IllegalArgumentException("the value of '" + name + "' is not a string");
				}
				variables.put(name, string);
			});
			return variables;
		}
		catch (JsonSyntaxException ex) {
			throw new IllegalArgumentException("it is not JSON (" + ex.getMessage() + ")", ex);
		}
	}

	private void readCredentials(Path path) {
		this.credentials = CredentialsFile.read(path);
		this.credentialsGiven = true;
	}

	private Flags.Setter reregisterTimeout() {
		return positive((timeout) -> {
			if (timeout.compareTo(MINIMUM_REREGISTER_TIMEOUT) < 0) {
				throw new IllegalArgumentException("it must be at least 10mins");
			}
			this.cluster.agentReregisterTimeout(timeout);
		});
	}

	private Flags.Setter reregistrationTimeout() {
		return positive((timeout) -> {
			if (timeout.compareTo(Duration.ofSeconds(15)) > 0) {
				throw new IllegalArgumentException("it must be at most 15secs");
			}
			this.cluster.executorReregistrationTimeout(timeout);
		});
	}

	private static Flags.Setter basic() {
		return (text) -> {
			if (!text.equals("basic")) {
				throw new IllegalArgumentException("there is only 'basic'");
			}
		};
	}

	private static Flags.Setter positive(Consumer<Duration> setter) {
		return (text) -> {
			Duration duration = Durations.parse(text);
			if (duration.isZero()) {
				throw new IllegalArgumentException("the duration must be positive");
			}
			setter.accept(duration);
		};
	}

	private static Flags.Setter port(Consumer<Integer> setter) {
		return number(0, (port) -> {
			if (port > MAX_PORT) {
				throw new IllegalArgumentException("a port is at most " + MAX_PORT);
			}
			setter.accept(port);
		});
	}

	private static Flags.Setter number(int least, Consumer<Integer> setter) {
		return (text) -> {
			int number;
			try {
				number = Integer.parseInt(text);
			}
			catch (NumberFormatException ex) {
				throw new IllegalArgumentException("'" + text + "' is not a whole number", ex);
			}
			if (number < least) {
				throw new IllegalArgumentException("the number must be at least " + least);
			}
			setter.accept(number);
		};
	}

	private static @Nullable Set<String> roles(String text) {
		Set<String> roles = new LinkedHashSet<>();
		for (String role : text.split(",")) {
			if (!role.isBlank()) {
				roles.add(role.strip());
			}
		}
		return roles.isEmpty() ? null : roles;
	}

	private static List<Map<String, Double>> quantities(String text) {
		List<Map<String, Double>> sets = new ArrayList<>();
		for (String set : text.split("\\|")) {
			if (set.isBlank()) {
				continue;
			}
			Map<String, Double> amounts = new LinkedHashMap<>();
			for (String quantity : set.split(";")) {
				String[] parts = quantity.strip().split(":");
				if (parts.length != 2) {
					throw new IllegalArgumentException("'" + quantity + "' is not of the form name:amount");
				}
				try {
					amounts.put(parts[0].strip(), Double.valueOf(parts[1].strip()));
				}
				catch (NumberFormatException ex) {
					throw new IllegalArgumentException("'" + parts[1] + "' is not an amount", ex);
				}
			}
			sets.add(amounts);
		}
		return sets;
	}

}
