package io.mesosframework.scheduler;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.observation.ObservationRegistry;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;
import org.jspecify.annotations.Nullable;

import io.mesosframework.client.ClientOptions;
import io.mesosframework.client.MasterDetector;
import io.mesosframework.client.MasterList;
import io.mesosframework.scheduler.event.MesosEvent;

/**
 * Configures a {@link SchedulerDriver}. Immutable; created with {@link #builder()}.
 *
 * @since 0.1.0
 */
public final class SchedulerConfiguration {

	private final Builder values;

	private final FrameworkInfo frameworkInfo;

	private SchedulerConfiguration(Builder values) {
		this.values = values.copy();
		FrameworkInfo.Builder info = values.frameworkInfo.toBuilder();
		values.customizers.forEach((customizer) -> customizer.accept(info));
		String principal = values.clientOptions.credentials().principal();
		if (principal != null && !info.hasPrincipal()) {
			// the master fills it in for its own use only, but reservations must name it
			info.setPrincipal(principal);
		}
		this.frameworkInfo = info.clearId().build();
	}

	/**
	 * Return a builder with the defaults.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Return the detector of the leading master.
	 * @return the detector
	 */
	public MasterDetector masters() {
		return Objects.requireNonNull(this.values.masters);
	}

	/** Return the options of the transport. */
	public ClientOptions clientOptions() {
		return this.values.clientOptions;
	}

	/**
	 * Return the framework's description after all customizers have been applied. It has
	 * no id, and the principal of the credentials if it names no other.
	 * @return the description
	 */
	public FrameworkInfo frameworkInfo() {
		return this.frameworkInfo;
	}

	Set<String> suppressedRoles() {
		return this.values.suppressedRoles;
	}

	@Nullable OfferConstraints offerConstraints() {
		return this.values.offerConstraints;
	}

	/** Return the store of the framework id. */
	public FrameworkIdStore frameworkIdStore() {
		return this.values.frameworkIdStore;
	}

	RemovedFrameworkPolicy removedFrameworkPolicy() {
		return this.values.removedFrameworkPolicy;
	}

	Duration backOffMin() {
		return this.values.backOffMin;
	}

	Duration backOffMax() {
		return this.values.backOffMax;
	}

	Duration initialDelayMax() {
		return this.values.initialDelayMax;
	}

	Duration subscribeTimeout() {
		return this.values.subscribeTimeout;
	}

	int heartbeatMultiplier() {
		return this.values.heartbeatMultiplier;
	}

	int redirectLimit() {
		return this.values.redirectLimit;
	}

	/**
	 * Return how many events may wait for the event loop before reading is paused.
	 * @return the number, at least 1
	 */
	public int queueCapacity() {
		return this.values.queueCapacity;
	}

	@Nullable Duration slowHandlerThreshold() {
		return this.values.slowHandlerThreshold;
	}

	boolean teardownOnStop() {
		return this.values.teardownOnStop;
	}

	boolean declineUnanswered() {
		return this.values.declineUnanswered;
	}

	@Nullable Filters unansweredFilters() {
		return this.values.unansweredFilters;
	}

	SchedulerErrorHandler errorHandler() {
		return this.values.errorHandler;
	}

	Clock clock() {
		return this.values.clock;
	}

	RandomGenerator random() {
		return this.values.random;
	}

	Supplier<SchedulerTimers> timers() {
		return this.values.timers;
	}

	ThreadFactory eventLoopThreadFactory() {
		return this.values.eventLoopThreadFactory;
	}

	MeterRegistry meterRegistry() {
		return this.values.meterRegistry;
	}

	Iterable<Tag> meterTags() {
		return this.values.meterTags;
	}

	ObservationRegistry observationRegistry() {
		return this.values.observationRegistry;
	}

	/**
	 * Builds a configuration. Not thread-safe.
	 */
	public static final class Builder {

		private @Nullable MasterDetector masters;

		private ClientOptions clientOptions = ClientOptions.defaults();

		private FrameworkInfo frameworkInfo = FrameworkInfo.newBuilder().setUser("").setName("").build();

		private List<Consumer<FrameworkInfo.Builder>> customizers = new ArrayList<>();

		private Set<String> suppressedRoles = Set.of();

		private @Nullable OfferConstraints offerConstraints;

		private FrameworkIdStore frameworkIdStore = FrameworkIdStore.inMemory();

		private RemovedFrameworkPolicy removedFrameworkPolicy = RemovedFrameworkPolicy.ABORT;

		private Duration backOffMin = Duration.ofSeconds(1);

		private Duration backOffMax = Duration.ofSeconds(15);

		private Duration initialDelayMax = Duration.ZERO;

		private Duration subscribeTimeout = Duration.ofSeconds(30);

		private int heartbeatMultiplier = 5;

		private int redirectLimit = 5;

		private int queueCapacity = 4096;

		private @Nullable Duration slowHandlerThreshold = Duration.ofSeconds(1);

		private boolean teardownOnStop;

		private boolean declineUnanswered = true;

		private @Nullable Filters unansweredFilters;

		private SchedulerErrorHandler errorHandler = new LoggingSchedulerErrorHandler();

		private Clock clock = Clock.systemUTC();

		private RandomGenerator random = RandomGenerator.getDefault();

		private Supplier<SchedulerTimers> timers = () -> SchedulerTimers.system("mesos-scheduler-timer");

		private ThreadFactory eventLoopThreadFactory = (action) -> new Thread(action, "mesos-scheduler-loop");

		private MeterRegistry meterRegistry = Metrics.globalRegistry;

		private Iterable<Tag> meterTags = Tags.empty();

		private ObservationRegistry observationRegistry = ObservationRegistry.NOOP;

		private Builder() {
		}

		private Builder copy() {
			Builder copy = new Builder();
			copy.masters = this.masters;
			copy.clientOptions = this.clientOptions;
			copy.frameworkInfo = this.frameworkInfo;
			copy.customizers = List.copyOf(this.customizers);
			copy.suppressedRoles = this.suppressedRoles;
			copy.offerConstraints = this.offerConstraints;
			copy.frameworkIdStore = this.frameworkIdStore;
			copy.removedFrameworkPolicy = this.removedFrameworkPolicy;
			copy.backOffMin = this.backOffMin;
			copy.backOffMax = this.backOffMax;
			copy.initialDelayMax = this.initialDelayMax;
			copy.subscribeTimeout = this.subscribeTimeout;
			copy.heartbeatMultiplier = this.heartbeatMultiplier;
			copy.redirectLimit = this.redirectLimit;
			copy.queueCapacity = this.queueCapacity;
			copy.slowHandlerThreshold = this.slowHandlerThreshold;
			copy.teardownOnStop = this.teardownOnStop;
			copy.declineUnanswered = this.declineUnanswered;
			copy.unansweredFilters = this.unansweredFilters;
			copy.errorHandler = this.errorHandler;
			copy.clock = this.clock;
			copy.random = this.random;
			copy.timers = this.timers;
			copy.eventLoopThreadFactory = this.eventLoopThreadFactory;
			copy.meterRegistry = this.meterRegistry;
			copy.meterTags = this.meterTags;
			copy.observationRegistry = this.observationRegistry;
			return copy;
		}

		/**
		 * Set the addresses of the masters.
		 * @param masters comma-separated base addresses, such as {@code
		 * http://m1:5050,http://m2:5050}
		 * @return this builder
		 * @throws IllegalArgumentException if an address is not usable
		 */
		public Builder master(String masters) {
			return masters(MasterList.parse(masters));
		}

		/**
		 * Set how the leading master is found.
		 * @param masters the detector
		 * @return this builder
		 */
		public Builder masters(MasterDetector masters) {
			this.masters = Objects.requireNonNull(masters, "'masters' must not be null");
			return this;
		}

		/**
		 * Set the transport options: media type, credentials, TLS, limits.
		 * @param clientOptions the options
		 * @return this builder
		 */
		public Builder clientOptions(ClientOptions clientOptions) {
			this.clientOptions = Objects.requireNonNull(clientOptions, "'clientOptions' must not be null");
			return this;
		}

		/**
		 * Set the framework's description. An id in it is ignored: the id is taken from
		 * the {@link #frameworkIdStore store}.
		 * @param frameworkInfo the description; user and name are required
		 * @return this builder
		 */
		public Builder frameworkInfo(FrameworkInfo frameworkInfo) {
			this.frameworkInfo = Objects.requireNonNull(frameworkInfo, "'frameworkInfo' must not be null");
			return this;
		}

		/**
		 * Add a customizer of the framework's description. Customizers are applied in the
		 * order in which they were added.
		 * @param customizer the customizer
		 * @return this builder
		 */
		public Builder customizeFrameworkInfo(Consumer<FrameworkInfo.Builder> customizer) {
			this.customizers.add(Objects.requireNonNull(customizer, "'customizer' must not be null"));
			return this;
		}

		/**
		 * Set the roles that receive no offers until they are revived.
		 * @param roles the roles
		 * @return this builder
		 */
		public Builder suppressedRoles(Collection<String> roles) {
			this.suppressedRoles = Set.copyOf(new LinkedHashSet<>(roles));
			return this;
		}

		/**
		 * Set the offer constraints.
		 * @param offerConstraints the constraints, {@code null} for none
		 * @return this builder
		 */
		public Builder offerConstraints(@Nullable OfferConstraints offerConstraints) {
			this.offerConstraints = offerConstraints;
			return this;
		}

		/**
		 * Set the store of the framework id. By default it is kept in memory, so that a
		 * restarted process is a new framework.
		 * @param frameworkIdStore the store
		 * @return this builder
		 */
		public Builder frameworkIdStore(FrameworkIdStore frameworkIdStore) {
			this.frameworkIdStore = Objects.requireNonNull(frameworkIdStore, "'frameworkIdStore' must not be null");
			return this;
		}

		/**
		 * Set what to do when the master reports that the framework has been removed.
		 * @param policy the policy, {@link RemovedFrameworkPolicy#ABORT} by default
		 * @return this builder
		 */
		public Builder removedFrameworkPolicy(RemovedFrameworkPolicy policy) {
			this.removedFrameworkPolicy = Objects.requireNonNull(policy, "'policy' must not be null");
			return this;
		}

		/**
		 * Set the delays between attempts to subscribe. Each is a random time between
		 * zero and a bound that starts at {@code min}, doubles with each failure and ends
		 * at {@code max}.
		 * @param min the first bound, 1 second by default
		 * @param max the last bound, 15 seconds by default
		 * @return this builder
		 */
		public Builder backOff(Duration min, Duration max) {
			if (min.isNegative() || min.isZero() || max.compareTo(min) < 0) {
				throw new IllegalArgumentException(
						"'backOff' must be 0 < min <= max, but min is " + min + " and max is " + max);
			}
			this.backOffMin = min;
			this.backOffMax = max;
			return this;
		}

		/**
		 * Set the bound of the random delay before the first attempt, so that frameworks
		 * started together do not all subscribe at once.
		 * @param max the bound, no delay by default
		 * @return this builder
		 */
		public Builder initialDelay(Duration max) {
			if (max.isNegative()) {
				throw new IllegalArgumentException("'initialDelay' must not be negative, but is " + max);
			}
			this.initialDelayMax = max;
			return this;
		}

		/**
		 * Set how long a SUBSCRIBE may wait for its SUBSCRIBED.
		 * @param timeout the timeout, 30 seconds by default
		 * @return this builder
		 */
		public Builder subscribeTimeout(Duration timeout) {
			this.subscribeTimeout = positive(timeout, "subscribeTimeout");
			return this;
		}

		/**
		 * Set the number of heartbeat intervals without any event after which the session
		 * ends.
		 * @param multiplier the number, 5 by default
		 * @return this builder
		 */
		public Builder heartbeatMultiplier(int multiplier) {
			this.heartbeatMultiplier = atLeastOne(multiplier, "heartbeatMultiplier");
			return this;
		}

		/**
		 * Set how many redirects to another master are followed immediately before the
		 * scheduler backs off.
		 * @param limit the number, 5 by default
		 * @return this builder
		 */
		public Builder redirectLimit(int limit) {
			this.redirectLimit = atLeastOne(limit, "redirectLimit");
			return this;
		}

		/**
		 * Set how many events may wait for the event loop before reading from the master
		 * is paused. Reading is resumed when half of them have been handled.
		 * @param capacity the number, 4096 by default
		 * @return this builder
		 */
		public Builder queueCapacity(int capacity) {
			this.queueCapacity = atLeastOne(capacity, "queueCapacity");
			return this;
		}

		/**
		 * Set the run time from which on a listener is reported as slow.
		 * @param threshold the time, 1 second by default; {@code null} to disable the
		 * report
		 * @return this builder
		 */
		public Builder slowHandlerThreshold(@Nullable Duration threshold) {
			this.slowHandlerThreshold = (threshold != null) ? positive(threshold, "slowHandlerThreshold") : null;
			return this;
		}

		/**
		 * Set whether a stop also tears the framework down. Use this for work that ends
		 * with the process.
		 * @param teardownOnStop {@code false} by default
		 * @return this builder
		 */
		public Builder teardownOnStop(boolean teardownOnStop) {
			this.teardownOnStop = teardownOnStop;
			return this;
		}

		/**
		 * Set whether offers that no listener has claimed or answered are declined.
		 * @param decline {@code true} by default
		 * @param filters how long such resources are refused, {@code null} for the
		 * master's default of 5 seconds
		 * @return this builder
		 */
		public Builder declineUnanswered(boolean decline, @Nullable Filters filters) {
			this.declineUnanswered = decline;
			this.unansweredFilters = filters;
			return this;
		}

		/**
		 * Set the handler of exceptions thrown by listeners. By default they are logged.
		 * @param errorHandler the handler
		 * @return this builder
		 */
		public Builder errorHandler(SchedulerErrorHandler errorHandler) {
			this.errorHandler = Objects.requireNonNull(errorHandler, "'errorHandler' must not be null");
			return this;
		}

		/**
		 * Set the clock for {@link MesosEvent#receivedAt()} and the heartbeat monitor.
		 * @param clock the clock
		 * @return this builder
		 */
		public Builder clock(Clock clock) {
			this.clock = Objects.requireNonNull(clock, "'clock' must not be null");
			return this;
		}

		/**
		 * Set the source of jitter.
		 * @param random the source; used on the event loop thread only
		 * @return this builder
		 */
		public Builder random(RandomGenerator random) {
			this.random = Objects.requireNonNull(random, "'random' must not be null");
			return this;
		}

		/**
		 * Set the factory of timers. A driver creates new ones at each start and closes
		 * them when it stops.
		 * @param timers creates timers
		 * @return this builder
		 */
		public Builder timers(Supplier<SchedulerTimers> timers) {
			this.timers = Objects.requireNonNull(timers, "'timers' must not be null");
			return this;
		}

		/**
		 * Set the factory of the event loop's thread, which is created at each start.
		 * @param threadFactory the factory
		 * @return this builder
		 */
		public Builder eventLoopThreadFactory(ThreadFactory threadFactory) {
			this.eventLoopThreadFactory = Objects.requireNonNull(threadFactory, "'threadFactory' must not be null");
			return this;
		}

		/**
		 * Set the registry for meters; Micrometer's global registry by default.
		 * @param meterRegistry the registry
		 * @return this builder
		 */
		public Builder meterRegistry(MeterRegistry meterRegistry) {
			this.meterRegistry = Objects.requireNonNull(meterRegistry, "'meterRegistry' must not be null");
			return this;
		}

		/**
		 * Set tags for all meters, for example to distinguish several schedulers of one
		 * process.
		 * @param meterTags the tags
		 * @return this builder
		 */
		public Builder meterTags(Iterable<Tag> meterTags) {
			this.meterTags = Tags.of(meterTags);
			return this;
		}

		/**
		 * Set the registry for observations; none by default.
		 * @param observationRegistry the registry
		 * @return this builder
		 */
		public Builder observationRegistry(ObservationRegistry observationRegistry) {
			this.observationRegistry = Objects.requireNonNull(observationRegistry,
					"'observationRegistry' must not be null");
			return this;
		}

		/**
		 * Build the configuration.
		 * @return the configuration
		 * @throws IllegalStateException if no master, or no user or name of the framework
		 * is set
		 */
		public SchedulerConfiguration build() {
			if (this.masters == null) {
				throw new IllegalStateException(
						"No master is set. Set it with 'master', for example to \"http://127.0.0.1:5050\".");
			}
			SchedulerConfiguration configuration = new SchedulerConfiguration(this);
			if (configuration.frameworkInfo.getName().isEmpty()) {
				throw new IllegalStateException("The framework has no name. Set it with 'frameworkInfo'.");
			}
			if (configuration.frameworkInfo.getUser().isEmpty()) {
				throw new IllegalStateException("The framework has no user. Set it with 'frameworkInfo' to the "
						+ "user who runs tasks on the agents.");
			}
			return configuration;
		}

		private static Duration positive(Duration value, String name) {
			if (value.isNegative() || value.isZero()) {
				throw new IllegalArgumentException("'" + name + "' must be positive, but is " + value);
			}
			return value;
		}

		private static int atLeastOne(int value, String name) {
			if (value < 1) {
				throw new IllegalArgumentException("'" + name + "' must be at least 1, but is " + value);
			}
			return value;
		}

	}

}
