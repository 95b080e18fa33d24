package io.mesosframework.boot.autoconfigure;

import java.util.stream.Collectors;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.mesosframework.boot.event.InvalidMesosEventHandlerException;

/**
 * Failure analyzer that lists all invalid handler methods and the allowed parameter
 * types.
 */
class InvalidMesosEventHandlerFailureAnalyzer extends AbstractFailureAnalyzer<InvalidMesosEventHandlerException> {

	private static final String BULLET = "    - ";

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidMesosEventHandlerException cause) {
		String problems = cause.getProblems()
			.stream()
			.map((problem) -> BULLET + problem)
			.collect(Collectors.joining("\n"));
		String allowed = InvalidMesosEventHandlerException.allowedParameters()
			.stream()
			.map((line) -> BULLET + line)
			.collect(Collectors.joining("\n"));
		String description = "%d problem(s) with @MesosEventHandler methods:%n%s".formatted(cause.getProblems().size(),
				problems);
		String action = """
				Correct the methods listed above. The event is chosen by the parameter type:
				%s
				    - changes of the connection: MesosSubscribed, MesosDisconnected, MesosLifecycleEvent, ...
				    - any event: Event, MesosEvent
				Further parameters may be MesosScheduler, FrameworkID, MesosEvent, Event, Acknowledgement (status \
				updates only), and what beans of type MesosEventArgumentResolver support. Methods with offers may \
				return TaskInfo, Offer.Operation, OfferAnswer or a collection of them; all others return void."""
			.formatted(allowed);
		return new FailureAnalysis(description, action, cause);
	}

}
