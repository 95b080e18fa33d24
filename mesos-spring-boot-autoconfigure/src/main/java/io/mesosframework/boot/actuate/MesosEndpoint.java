package io.mesosframework.boot.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

import io.mesosframework.boot.event.HandlerRegistry;
import io.mesosframework.boot.event.MesosEventDispatcher;
import io.mesosframework.client.CallResult;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.SchedulerCounters;
import io.mesosframework.task.ReconciliationProgress;
import io.mesosframework.task.TaskManager;
import io.mesosframework.task.TaskManagerStatus;

/**
 * Actuator endpoint {@code mesos} that describes the framework. Its write operations
 * {@code suppress}, {@code revive}, {@code reconcile} and {@code teardown} are disabled
 * unless {@code management.endpoint.mesos.access} is {@code unrestricted}.
 *
 * @since 0.1.0
 */
@Endpoint(id = "mesos", defaultAccess = Access.READ_ONLY)
public class MesosEndpoint {

	static final List<String> OPERATIONS = List.of("suppress", "revive", "reconcile", "teardown");

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final MesosScheduler scheduler;

	private final HandlerRegistry handlers;

	private final MesosEventDispatcher dispatcher;

	private final @Nullable TaskManager tasks;

	private final Duration timeout;

	/**
	 * Create an endpoint.
	 * @param scheduler the scheduler of the framework
	 * @param handlers the handlers of the application
	 * @param dispatcher supplies the counts of handler calls and failures
	 * @param tasks the task manager, used for reconciliation, or {@code null} if there is
	 * none
	 */
	public MesosEndpoint(MesosScheduler scheduler, HandlerRegistry handlers, MesosEventDispatcher dispatcher,
			@Nullable TaskManager tasks) {
		this(scheduler, handlers, dispatcher, tasks, TIMEOUT);
	}

	MesosEndpoint(MesosScheduler scheduler, HandlerRegistry handlers, MesosEventDispatcher dispatcher,
			@Nullable TaskManager tasks, Duration timeout) {
		this.scheduler = scheduler;
		this.handlers = handlers;
		this.dispatcher = dispatcher;
		this.tasks = tasks;
		this.timeout = timeout;
	}

	/**
	 * Describe the framework.
	 * @return the description
	 */
	@ReadOperation
	public MesosDescriptor mesos() {
		FrameworkInfo framework = this.scheduler.frameworkInfo();
		FrameworkID id = this.scheduler.frameworkId();
		SchedulerCounters counters = this.scheduler.counters();
		return new MesosDescriptor((id != null) ? id.getValue() : null, framework.getName(), framework.getUser(),
				this.scheduler.state().name(), MasterDescriptor.of(this.scheduler.master()), roles(framework),
				this.scheduler.suppressedRoles().stream().sorted().toList(), counters.subscribedAt(),
				counters.lastEventAt(), CountersDescriptor.of(counters, this.dispatcher), this.handlers.describe(),
				(this.tasks != null) ? this.tasks.reconciliation() : null,
				(this.tasks != null) ? this.tasks.status() : null);
	}

	/**
	 * Send a call to the master and wait for its response.
	 * @param operation {@code suppress}, {@code revive}, {@code reconcile} or
	 * {@code teardown}
	 * @param roles roles for which offers are suppressed or revived; {@code null} for all
	 * @return the answer
	 */
	@WriteOperation
	public CallDescriptor call(@Selector String operation, @Nullable List<String> roles) {
		List<String> named = (roles != null) ? roles : List.of();
		if (!roles().containsAll(named)) {
			throw new InvalidEndpointRequestException("The framework has not all of the roles " + named,
					"Use " + String.join(", ", roles()));
		}
		CompletionStage<CallDescriptor> stage = send(operation, named);
		if (stage == null) {
			throw new InvalidEndpointRequestException("Unknown operation '" + operation + "'",
					"Use " + String.join(", ", OPERATIONS));
		}
		return stage.toCompletableFuture()
			.orTimeout(this.timeout.toMillis(), TimeUnit.MILLISECONDS)
			.exceptionally((failure) -> CallDescriptor.failed(operation, failure))
			.join();
	}

	/**
	 * Send a call to the master.
	 * @param operation the operation
	 * @param roles the roles concerned; empty for all
	 * @return a stage that completes with the response, never exceptionally and without a
	 * time limit; {@code null} if there is no such operation
	 */
	@Nullable CompletionStage<CallDescriptor> send(String operation, List<String> roles) {
		return switch (operation) {
			case "suppress" -> described(operation, this.scheduler.suppress(roles));
			case "revive" -> described(operation, this.scheduler.revive(roles));
			case "teardown" -> described(operation, this.scheduler.teardown());
			case "reconcile" -> (this.tasks != null) ? reconcile(this.tasks) : null;
			default -> null;
		};
	}

	/** Return the roles of the framework. */
	List<String> roles() {
		return roles(this.scheduler.frameworkInfo());
	}

	private static CompletionStage<CallDescriptor> described(String operation, CompletionStage<CallResult> stage) {
		return answered(operation, stage.thenApply((result) -> new CallDescriptor(operation, result.outcome().name(),
				result.body().isEmpty() ? null : result.body())));
	}

	private static CompletionStage<CallDescriptor> reconcile(TaskManager tasks) {
		return answered("reconcile",
				tasks.reconcile()
					.thenApply((progress) -> new CallDescriptor("reconcile", "STARTED",
							progress.total() + " tasks are asked for; the progress is shown at the endpoint 'mesos'")));
	}

	private static CompletionStage<CallDescriptor> answered(String operation, CompletionStage<CallDescriptor> stage) {
		return stage.exceptionally((failure) -> CallDescriptor.failed(operation, failure));
	}

	@SuppressWarnings("deprecation")
	static List<String> roles(FrameworkInfo framework) {
		return framework.hasRole() ? List.of(framework.getRole()) : List.copyOf(framework.getRolesList());
	}

	/**
	 * Describes the framework and its connection.
	 *
	 * @param frameworkId id of the framework, or {@code null} before its first
	 * subscription
	 * @param name name of the framework
	 * @param user user that runs the tasks
	 * @param state state of the connection
	 * @param master the master, or {@code null} while not subscribed
	 * @param roles roles of the framework
	 * @param suppressedRoles roles for which offers are suppressed
	 * @param subscribedAt when the current session began, or {@code null} if there is
	 * none
	 * @param lastEventAt when data was last received from the master
	 * @param counters counts since the application started
	 * @param handlers ids of the handlers by event
	 * @param reconciliation progress of the current or last reconciliation, or
	 * {@code null} if there is no task manager
	 * @param tasks the current work of the task manager, or {@code null} if there is none
	 */
	public record MesosDescriptor(@Nullable String frameworkId, String name, String user, String state,
			@Nullable MasterDescriptor master, List<String> roles, List<String> suppressedRoles,
			@Nullable Instant subscribedAt, @Nullable Instant lastEventAt, CountersDescriptor counters,
			Map<String, List<String>> handlers, @Nullable ReconciliationProgress reconciliation,
			@Nullable TaskManagerStatus tasks) {

	}

	/**
	 * Counts since the application started.
	 *
	 * @param events events by type
	 * @param calls calls by type
	 * @param unknownEvents events skipped because their type is unknown
	 * @param failedCalls calls that were rejected or whose outcome is unknown
	 * @param handlerCalls handler invocations
	 * @param handlerFailures exceptions thrown by handlers and listeners
	 * @param subscriptions successful subscriptions
	 * @param reconnects reconnection attempts
	 * @param declinedUnanswered offers declined because no handler answered them
	 * @param queueDepth events currently queued
	 * @param queuePauses number of times reading was paused because the queue was full
	 * @param outstandingOffers offers not answered yet
	 */
	public record CountersDescriptor(Map<String, Long> events, Map<String, Long> calls, long unknownEvents,
			long failedCalls, long handlerCalls, long handlerFailures, long subscriptions, long reconnects,
			long declinedUnanswered, int queueDepth, long queuePauses, int outstandingOffers) {

		static CountersDescriptor of(SchedulerCounters counters, MesosEventDispatcher dispatcher) {
			return new CountersDescriptor(byName(counters.events()), byName(counters.calls()), counters.unknownEvents(),
					counters.failedCalls(), dispatcher.handlerCalls(),
					counters.handlerErrors() + dispatcher.handlerFailures(), counters.subscriptions(),
					counters.reconnects(), counters.declinedUnanswered(), counters.queueDepth(), counters.queuePauses(),
					counters.outstandingOffers());
		}

		private static Map<String, Long> byName(Map<? extends Enum<?>, Long> counts) {
			Map<String, Long> named = new TreeMap<>();
			counts.forEach((type, count) -> named.put(type.name(), count));
			return named;
		}

	}

	/**
	 * The outcome of a call.
	 *
	 * @param operation the operation
	 * @param outcome classification of the master's response
	 * @param message message of the master or of the failure, or {@code null}
	 */
	public record CallDescriptor(String operation, String outcome, @Nullable String message) {

		/** Outcome of a call that was not sent or whose result is unknown. */
		static final String FAILED = "NOT_SENT_OR_UNKNOWN";

		static CallDescriptor failed(String operation, Throwable failure) {
			Throwable cause = (failure instanceof CompletionException && failure.getCause() != null)
					? failure.getCause() : failure;
			return new CallDescriptor(operation, FAILED, cause.getClass().getSimpleName() + ": " + cause.getMessage());
		}

	}

}
