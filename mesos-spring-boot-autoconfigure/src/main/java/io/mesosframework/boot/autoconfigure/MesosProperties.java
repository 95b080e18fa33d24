package io.mesosframework.boot.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.apache.mesos.v1.Protos.Filters;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Configuration of the framework, of its connection to the Mesos master and of its event
 * handlers.
 *
 * @param master comma-separated list of the masters' URLs, such as
 * "http://m1:5050,http://m2:5050". Any master of the cluster will do: those which do not
 * lead redirect to the leader. When it is not set and 'mesos-embedded' is on the class
 * path, an embedded cluster is started
 * @param framework what the master is told about the framework
 * @param credentials credentials with which the framework authenticates at the master
 * @param ssl TLS to the master
 * @param client transport to the master
 * @param scheduler subscription and event loop
 * @param offers what happens to offers which no handler takes
 * @param handler methods annotated with '@MesosEventHandler'
 * @since 0.1.0
 */
@ConfigurationProperties("mesos")
public record MesosProperties(@DefaultValue List<String> master,
		@NestedConfigurationProperty @DefaultValue FrameworkProperties framework,
		@NestedConfigurationProperty @DefaultValue CredentialsProperties credentials, @DefaultValue Ssl ssl,
		@DefaultValue Client client, @DefaultValue Scheduler scheduler, @DefaultValue Offers offers,
		@DefaultValue Handler handler) {

	public MesosProperties {
		master = List.copyOf(master);
		MasterUrls.parse("mesos.master", master);
	}

	/**
	 * TLS to the master.
	 *
	 * @param bundle name of the SSL bundle with which masters are verified and, when it
	 * holds a key, the framework identifies itself. Only used for "https" masters; the
	 * JVM's own trust store is used when it is not set. A reloaded bundle is used for new
	 * connections
	 * @param verifyHostname whether the certificate of a master must be for its host name
	 */
	public record Ssl(@Nullable String bundle, @DefaultValue("true") boolean verifyHostname) {

		public Ssl {
			bundle = Values.blankToNull(bundle);
		}

	}

	/**
	 * Transport to the master.
	 *
	 * @param encoding format of calls and events
	 * @param connectTimeout time a connection to a master may take to be established, TLS
	 * included
	 * @param responseTimeout time the master may take to answer a call
	 * @param subscribeTimeout time a master may take from the request to the SUBSCRIBED
	 * event
	 * @param maxRecordSize size of the largest event that is accepted. A larger one ends
	 * the session, since the stream cannot be followed beyond it
	 * @param maxPendingCalls number of calls that may wait for the master's answer.
	 * Further ones are refused
	 * @param maxPendingSize size which the calls that wait for the master's answer may
	 * have together. Further ones are refused
	 * @param heartbeatMultiplier number of announced heartbeat intervals without a sign
	 * of life after which the master is given up and the framework subscribes anew
	 * @param backoff pauses between attempts to subscribe
	 */
	public record Client(@DefaultValue("protobuf") Encoding encoding, @DefaultValue("10s") Duration connectTimeout,
			@DefaultValue("75s") Duration responseTimeout, @DefaultValue("30s") Duration subscribeTimeout,
			@DefaultValue("64MB") DataSize maxRecordSize, @DefaultValue("500000") int maxPendingCalls,
			@DefaultValue("256MB") DataSize maxPendingSize, @DefaultValue("5") int heartbeatMultiplier,
			@DefaultValue Backoff backoff) {

		public Client {
			Values.positive("mesos.client.connect-timeout", connectTimeout);
			Values.positive("mesos.client.response-timeout", responseTimeout);
			Values.positive("mesos.client.subscribe-timeout", subscribeTimeout);
			Values.between("mesos.client.max-record-size", maxRecordSize.toBytes(), 1024, Integer.MAX_VALUE - 64,
					"use a size from 1KB to 2047MB, such as 64MB");
			Values.between("mesos.client.max-pending-calls", maxPendingCalls, 1, 100_000_000,
					"use a number from 1 to 100000000");
			Values.between("mesos.client.max-pending-size", maxPendingSize.toBytes(), 1024, Long.MAX_VALUE,
					"use a size of at least 1KB, such as 256MB");
			Values.between("mesos.client.heartbeat-multiplier", heartbeatMultiplier, 1, 1000,
					"use a number from 1 to 1000");
		}

	}

	/**
	 * Pauses between attempts to subscribe. A pause is chosen at random between zero and
	 * a bound that doubles with each attempt.
	 *
	 * @param min bound of the first pause
	 * @param max bound which the doubling does not exceed
	 */
	public record Backoff(@DefaultValue("1s") Duration min, @DefaultValue("15s") Duration max) {

		public Backoff {
			Values.positive("mesos.client.backoff.min", min);
			Values.require(max.compareTo(min) >= 0, "mesos.client.backoff.max", max,
					"It is below 'mesos.client.backoff.min' (" + min + "): use at least that");
		}

	}

	/**
	 * Subscription and event loop.
	 *
	 * @param autoStartup whether the framework subscribes when the application context
	 * has started
	 * @param queueSize number of events that may wait for the event loop. When the queue
	 * is full, the framework stops reading from the master until there is room again
	 * @param slowHandlerThreshold time above which a handler is reported as slow in the
	 * log
	 * @param suppressedRoles comma-separated list of the roles for which no offers are
	 * wanted at first
	 * @param onFrameworkRemoved what to do when the master says that it has removed the
	 * framework, because it was torn down or was away for longer than its failover
	 * timeout
	 * @param exitOnFatalError whether the application is closed when the master refuses
	 * the framework for good, so that whoever watches the process can start it anew
	 * @param startupTimeout time for which the start of the application waits for the
	 * first answer of a master. A refusal within it fails the start; when there is no
	 * answer, the application starts and goes on trying. Zero does not wait
	 * @param stopTimeout time the events which have already arrived may take to be
	 * handled when the application stops
	 */
	public record Scheduler(@DefaultValue("true") boolean autoStartup, @DefaultValue("4096") int queueSize,
			@DefaultValue("1s") Duration slowHandlerThreshold, @DefaultValue Set<String> suppressedRoles,
			@DefaultValue("fail") OnFrameworkRemoved onFrameworkRemoved,
			@DefaultValue("false") boolean exitOnFatalError, @DefaultValue("10s") Duration startupTimeout,
			@DefaultValue("10s") Duration stopTimeout) {

		public Scheduler {
			suppressedRoles = Set.copyOf(suppressedRoles);
			Values.between("mesos.scheduler.queue-size", queueSize, 1, 100_000_000, "use a number from 1 to 100000000");
			Values.positive("mesos.scheduler.slow-handler-threshold", slowHandlerThreshold);
			Values.require(!startupTimeout.isNegative(), "mesos.scheduler.startup-timeout", startupTimeout,
					"A time to wait cannot be negative: use 0s to not wait at all");
			Values.require(!stopTimeout.isNegative(), "mesos.scheduler.stop-timeout", stopTimeout,
					"A time to wait cannot be negative: use 0s to not wait at all");
		}

	}

	/**
	 * What happens to offers which no handler takes.
	 *
	 * @param declineUnused whether offers which no handler has taken are declined after
	 * the handlers have returned
	 * @param refuse time for which the declined resources are not to be offered again.
	 * Zero asks for them at once
	 */
	public record Offers(@DefaultValue("true") boolean declineUnused, @DefaultValue("5s") Duration refuse) {

		public Offers {
			Values.require(!refuse.isNegative() && refuse.compareTo(Duration.ofDays(365)) <= 0, "mesos.offers.refuse",
					refuse, "Mesos filters offers for at most 365 days: use a time from 0s to 365d");
		}

		Filters filters() {
			return Filters.newBuilder().setRefuseSeconds(this.refuse.toNanos() / 1e9).build();
		}

	}

	/**
	 * Methods annotated with {@code @MesosEventHandler}.
	 *
	 * @param acknowledgeMode who acknowledges status updates
	 */
	public record Handler(@DefaultValue("auto") AcknowledgeMode acknowledgeMode) {

	}

	/**
	 * Format of calls and events.
	 */
	public enum Encoding {

		/**
		 * Binary protobuf: small and fast.
		 */
		PROTOBUF,

		/**
		 * JSON: readable on the wire.
		 */
		JSON

	}

	/**
	 * What to do when the master says that it has removed the framework.
	 */
	public enum OnFrameworkRemoved {

		/**
		 * Stop, log an error and turn the health to DOWN.
		 */
		FAIL,

		/**
		 * Forget the id and subscribe as a new framework.
		 */
		REGISTER_ANEW

	}

	/**
	 * Who acknowledges status updates.
	 */
	public enum AcknowledgeMode {

		/**
		 * An update is acknowledged once all handlers have returned, unless one of them
		 * has an {@code Acknowledgement} parameter and so decides itself.
		 */
		AUTO,

		/**
		 * Nothing is acknowledged unless a handler does it.
		 */
		MANUAL

	}

}
