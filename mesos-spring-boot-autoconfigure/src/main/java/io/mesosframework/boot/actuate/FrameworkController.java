package io.mesosframework.boot.actuate;

import java.util.List;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

import io.mesosframework.boot.actuate.MesosEndpoint.CallDescriptor;
import io.mesosframework.boot.actuate.MesosEndpoint.MesosDescriptor;
import io.mesosframework.boot.rest.ActionBody;
import io.mesosframework.boot.rest.ApiAnswers;
import io.mesosframework.boot.rest.ApiController;
import io.mesosframework.boot.rest.ProblemException;

/**
 * Controller that describes the framework and sends calls to the master.
 *
 * @since 0.1.0
 */
public final class FrameworkController extends ApiController {

	private final MesosEndpoint framework;

	/**
	 * Create a controller.
	 * @param framework the endpoint that describes the framework and sends its calls
	 * @param answers completes asynchronous responses
	 */
	public FrameworkController(MesosEndpoint framework, ApiAnswers answers) {
		super("mesos", answers);
		this.framework = framework;
	}

	@GetMapping
	ResponseEntity<MesosDescriptor> describe() {
		return ApiAnswers.ok(this.framework.mesos());
	}

	@PostMapping("/suppress")
	CompletionStage<ResponseEntity<CallDescriptor>> suppress(@RequestBody(required = false) byte @Nullable [] body) {
		return call("suppress", roles(body));
	}

	@PostMapping("/revive")
	CompletionStage<ResponseEntity<CallDescriptor>> revive(@RequestBody(required = false) byte @Nullable [] body) {
		return call("revive", roles(body));
	}

	@PostMapping("/reconcile")
	CompletionStage<ResponseEntity<CallDescriptor>> reconcile(@RequestBody(required = false) byte @Nullable [] body) {
		new ActionBody(body).finish();
		return call("reconcile", List.of());
	}

	@PostMapping("/teardown")
	CompletionStage<ResponseEntity<CallDescriptor>> teardown(@RequestBody(required = false) byte @Nullable [] body) {
		new ActionBody(body).finish();
		return call("teardown", List.of());
	}

	private CompletionStage<ResponseEntity<CallDescriptor>> call(String operation, List<String> roles) {
		CompletionStage<CallDescriptor> stage = this.framework.send(operation, roles);
		if (stage == null) {
			throw ProblemException.notFound("There is no operation '" + operation + "' here");
		}
		return later(stage, (answer) -> {
			if (answer.outcome().equals(CallDescriptor.FAILED)) {
				throw new ProblemException(503, "call-failed", "The call failed",
						"'" + operation + "' was not sent, or its outcome is not known: " + answer.message())
					.header("Retry-After", "5");
			}
			return ApiAnswers.ok(answer);
		});
	}

	/**
	 * Read the roles from a request body, which must be roles of the framework; empty for
	 * all.
	 */
	private List<String> roles(byte @Nullable [] body) {
		ActionBody action = new ActionBody(body);
		List<String> roles = action.choices("roles", this.framework.roles());
		action.finish();
		return roles;
	}

}
