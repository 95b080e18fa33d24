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
 * How a {@link SchedulerDriver} behaves. Immutable; made with {@link #builder()}.
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
			// the master fills it in for itself only, reservations must say it
			info.setPrincipal(principal);
		}
		this.frameworkInfo = info.clearId().build();
	}

	/**
	 * Starts a configuration with the defaults.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * The masters.
	 * @return where the leading master is looked for
	 */
	public MasterDetector masters() {
		return Objects.requireNonNull(this.values.masters);
	}

	/** Return the options of the transport. */
	public ClientOptions clientOptions() {
		return this.values.clientOptions;
	}

	/**
	 * The framework's description after all customizers, without an id, with the
	 * principal of the credentials if it has no other.
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

	/** Return the store of the framework's id. */
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
	 * How many events may wait for the event loop before reading is paused.
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
	 * Collects a configuration. Not thread-safe.
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
		 * Where the masters are.
		 * @param masters base addresses with commas between them, such as
		 * {@code http://m1:5050,http://m2:5050}
		 * @return this builder
		 * @throws IllegalArgumentException if an address is not usable
		 */
		public Builder master(String masters) {
			return masters(MasterList.parse(masters));
		}

		/**
		 * Where the masters are.
		 * @param masters finds the leading master
		 * @return this builder
		 */
		public Builder masters(MasterDetector masters) {
			this.masters = Objects.requireNonNull(masters, "'masters' must not be null");
			return this;
		}

		/**
		 * Sets the transport's options: media type, credentials, TLS, limits.
		 * @param clientOptions the options
		 * @return this builder
		 */
		public Builder clientOptions(ClientOptions clientOptions) {
			this.clientOptions = Objects.requireNonNull(clientOptions, "'clientOptions' must not be null");
			return this;
		}

		/**
		 * Sets the framework's description. An id in it is ignored: the id is the
		 * {@link #frameworkIdStore store}'s.
		 * @param frameworkInfo the description; user and name are required
		 * @return this builder
		 */
		public Builder frameworkInfo(FrameworkInfo frameworkInfo) {
			this.frameworkInfo = Objects.requireNonNull(frameworkInfo, "'frameworkInfo' must not be null");
			return this;
		}

		/**
		 * Adds a change to the framework's description; changes are applied in the order
		 * in which they were added.
		 * @param customizer the change
		 * @return this builder
		 */
		public Builder customizeFrameworkInfo(Consumer<FrameworkInfo.Builder> customizer) {
			this.customizers.add(Objects.requireNonNull(customizer, "'customizer' must not be null"));
			return this;
		}

		/**
		 * The roles which get no offers until they are revived.
		 * @param roles the roles
		 * @return this builder
		 */
		public Builder suppressedRoles(Collection<String> roles) {
			this.suppressedRoles = Set.copyOf(new LinkedHashSet<>(roles));
			return this;
		}

		/**
		 * Which offers are wanted at all.
		 * @param offerConstraints the constraints, {@code null} for none
		 * @return this builder
		 */
		public Builder offerConstraints(@Nullable OfferConstraints offerConstraints) {
			this.offerConstraints = offerConstraints;
			return this;
		}

		/**
		 * Where the framework's id is kept. In memory by default, which means that a
		 * restarted process is a new framework.
		 * @param frameworkIdStore the store
		 * @return this builder
		 */
		public Builder frameworkIdStore(FrameworkIdStore frameworkIdStore) {
			this.frameworkIdStore = Objects.requireNonNull(frameworkIdStore, "'frameworkIdStore' must not be null");
			return this;
		}

		/**
		 * What to do when the master says that the framework has been removed.
		 * @param policy the policy, {@link RemovedFrameworkPolicy#ABORT} by default
		 * @return this builder
		 */
		public Builder removedFrameworkPolicy(RemovedFrameworkPolicy policy) {
			this.removedFrameworkPolicy = Objects.requireNonNull(policy, "'policy' must not be null");
			return this;
		}

		/**
		 * How long to wait between attempts to subscribe: a random time between zero and
		 * a bound which starts at {@code min}, doubles with each failure and ends at
		 * {@code max}.
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
		 * The bound of the random delay before the first attempt, so that many frameworks
		 * started together do not subscribe together.
		 * @param max the bound, none by default
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
		 * How long a SUBSCRIBE may wait for its SUBSCRIBED.
		 * @param timeout the time, 30 seconds by default
		 * @return this builder
		 */
		public Builder subscribeTimeout(Duration timeout) {
			this.subscribeTimeout = positive(timeout, "subscribeTimeout");
			return this;
		}

		/**
		 * How many heartbeat intervals without any event end the session.
		 * @param multiplier the number, 5 by default
		 * @return this builder
		 */
		public Builder heartbeatMultiplier(int multiplier) {
			this.heartbeatMultiplier = atLeastOne(multiplier, "heartbeatMultiplier");
			return this;
		}

		/**
		 * How many redirects to another master are followed at once before the scheduler
		 * backs off.
		 * @param limit the number, 5 by default
		 * @return this builder
		 */
		public Builder redirectLimit(int limit) {
			this.redirectLimit = atLeastOne(limit, "redirectLimit");
			return this;
		}

		/**
		 * How many events may wait for the event loop before reading from the master is
		 * paused; it goes on when half of them are handled.
		 * @param capacity the number, 4096 by default
		 * @return this builder
		 */
		public Builder queueCapacity(int capacity) {
			this.queueCapacity = atLeastOne(capacity, "queueCapacity");
			return this;
		}

		/**
		 * From when on a listener is reported as slow.
		 * @param threshold the time, 1 second by default; {@code null} for never
		 * @return this builder
		 */
		public Builder slowHandlerThreshold(@Nullable Duration threshold) {
			this.slowHandlerThreshold = (threshold != null) ? positive(threshold, "slowHandlerThreshold") : null;
			return this;
		}

		/**
		 * Whether a stop also tears the framework down, for work that ends with the
		 * process.
		 * @param teardownOnStop {@code false} by default
		 * @return this builder
		 */
		public Builder teardownOnStop(boolean teardownOnStop) {
			this.teardownOnStop = teardownOnStop;
			return this;
		}

		/**
		 * Whether offers which no listener has claimed or answered are declined.
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
		 * Who is told about exceptions of listeners. Logged by default.
		 * @param errorHandler the handler
		 * @return this builder
		 */
		public Builder errorHandler(SchedulerErrorHandler errorHandler) {
			this.errorHandler = Objects.requireNonNull(errorHandler, "'errorHandler' must not be null");
			return this;
		}

		/**
		 * The clock of {@link MesosEvent#receivedAt()} and of the heartbeat monitor.
		 * @param clock the clock
		 * @return this builder
		 */
		public Builder clock(Clock clock) {
			this.clock = Objects.requireNonNull(clock, "'clock' must not be null");
			return this;
		}

		/**
		 * The source of jitter.
		 * @param random the source; used on the event loop thread only
		 * @return this builder
		 */
		public Builder random(RandomGenerator random) {
			this.random = Objects.requireNonNull(random, "'random' must not be null");
			return this;
		}

		/**
		 * The timers. A driver takes new ones at each start and closes them when it
		 * stops.
		 * @param timers makes timers
		 * @return this builder
		 */
		public Builder timers(Supplier<SchedulerTimers> timers) {
			this.timers = Objects.requireNonNull(timers, "'timers' must not be null");
			return this;
		}

		/**
		 * Makes the event loop's thread, one at each start.
		 * @param threadFactory the factory
		 * @return this builder
		 */
		public Builder eventLoopThreadFactory(ThreadFactory threadFactory) {
			this.eventLoopThreadFactory = Objects.requireNonNull(threadFactory, "'threadFactory' must not be null");
			return this;
		}

		/**
		 * Where meters go; Micrometer's global registry by default.
		 * @param meterRegistry the registry
		 * @return this builder
		 */
		public Builder meterRegistry(MeterRegistry meterRegistry) {
			this.meterRegistry = Objects.requireNonNull(meterRegistry, "'meterRegistry' must not be null");
			return this;
		}

		/**
		 * Tags for all meters, for example to tell several schedulers of one process
		 * apart.
		 * @param meterTags the tags
		 * @return this builder
		 */
		public Builder meterTags(Iterable<Tag> meterTags) {
			this.meterTags = Tags.of(meterTags);
			return this;
		}

		/**
		 * Where observations go; nowhere by default.
		 * @param observationRegistry the registry
		 * @return this builder
		 */
		public Builder observationRegistry(ObservationRegistry observationRegistry) {
			this.observationRegistry = Objects.requireNonNull(observationRegistry,
					"'observationRegistry' must not be null");
			return this;
		}

		/**
		 * Makes the configuration.
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
