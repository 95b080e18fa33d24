package io.mesosframework.boot.task.controller;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

import io.mesosframework.boot.rest.ApiAnswers;
import io.mesosframework.boot.rest.ApiController;
import io.mesosframework.boot.rest.ApiMount;
import io.mesosframework.boot.rest.Documents;
import io.mesosframework.boot.rest.ProblemException;
import io.mesosframework.boot.rest.QueryParameters;
import io.mesosframework.boot.task.descriptor.DeployedDescriptor;
import io.mesosframework.boot.task.descriptor.DeployedDescriptor.ChangeDescriptor;
import io.mesosframework.task.App;
import io.mesosframework.task.ChangeOptions;
import io.mesosframework.task.DeployResult;
import io.mesosframework.task.TaskManager;
import io.mesosframework.task.definition.DefinitionError;
import io.mesosframework.task.definition.InvalidDefinitionException;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.definition.TaskDefinitionReader;

/**
 * Controller that deploys documents. Thread-safe.
 *
 * @since 0.1.0
 */
public final class DeployController extends ApiController {

	private final TaskManager manager;

	private final TaskDefinitionReader reader = new TaskDefinitionReader();

	/**
	 * Create a controller.
	 * @param manager the task manager
	 * @param answers completes asynchronous responses
	 */
	public DeployController(TaskManager manager, ApiAnswers answers) {
		super("mesosapps", answers);
		this.manager = manager;
	}

	@PostMapping
	CompletionStage<ResponseEntity<DeployedDescriptor>> deploy(
			@RequestParam(name = "dry-run", required = false) @Nullable String dryRun,
			@RequestHeader HttpHeaders headers, @RequestBody(required = false) byte @Nullable [] body,
			@RequestAttribute(ApiMount.ATTRIBUTE) ApiMount mount) {
		Object document = Documents.tree(body);
		boolean list = document instanceof Collection<?>;
		return deploy(new Order(this.reader.read(document), list, QueryParameters.flag("dry-run", dryRun)), headers,
				mount);
	}

	@PutMapping("/{app}")
	CompletionStage<ResponseEntity<DeployedDescriptor>> put(@PathVariable String app,
			@RequestParam(name = "dry-run", required = false) @Nullable String dryRun,
			@RequestHeader HttpHeaders headers, @RequestBody(required = false) byte @Nullable [] body,
			@RequestAttribute(ApiMount.ATTRIBUTE) ApiMount mount) {
		if (!(Documents.tree(body) instanceof Map<?, ?> document)) {
			throw TaskProblems
				.invalid(List.of(new DefinitionError("", "must be one object, the definition of '" + app + "'")));
		}
		Map<Object, Object> named = new LinkedHashMap<>(document);
		Object given = named.putIfAbsent("name", app);
		if (given != null && !given.equals(app)) {
			throw TaskProblems
				.invalid(List.of(new DefinitionError("name", "is '" + given + "' but the path says '" + app + "'")));
		}
		return deploy(new Order(this.reader.read(named), false, QueryParameters.flag("dry-run", dryRun)), headers,
				mount);
	}

	private CompletionStage<ResponseEntity<DeployedDescriptor>> deploy(Order order, HttpHeaders headers,
			ApiMount mount) {
		Map<String, @Nullable App> before = new LinkedHashMap<>();
		order.definitions().forEach((definition) -> before.put(definition.name(), this.manager.app(definition.name())));
		boolean one = order.definitions().size() == 1;
		Long expected = Preconditions.expected(headers, one ? before.values().iterator().next() : null);
		if (expected != null && expected != 0 && !one) {
			throw ProblemException.badRequest("'If-Match' is for one app, but the document declares "
					+ order.definitions().size() + "; deploy them one by one");
		}
		ChangeOptions options = new ChangeOptions(expected);
		if (order.dryRun()) {
			return later(located(this.manager.validate(order.definitions(), options), order.list()),
					(valid) -> ApiAnswers.ok(dryRun(order.definitions(), before)));
		}
		return later(located(this.manager.deploy(order.definitions(), options), order.list()),
				(results) -> deployed(results, mount));
	}

	/** Adapt the paths of errors to the document, which may or may not be a list. */
	private static <T> CompletionStage<T> located(CompletionStage<T> stage, boolean list) {
		return list ? stage : stage.exceptionallyCompose((failure) -> {
			Throwable cause = (failure instanceof CompletionException && failure.getCause() != null)
					? failure.getCause() : failure;
			return CompletableFuture.failedStage(
					(cause instanceof InvalidDefinitionException invalid) ? invalid.named((position) -> "") : cause);
		});
	}

	private static DeployedDescriptor dryRun(List<TaskDefinition> definitions, Map<String, @Nullable App> before) {
		return new DeployedDescriptor(true,
				definitions.stream().map((definition) -> preview(definition, before.get(definition.name()))).toList());
	}

	private static ResponseEntity<DeployedDescriptor> deployed(List<DeployResult> results, ApiMount mount) {
		boolean created = results.stream().anyMatch((each) -> each.outcome() == DeployResult.Outcome.CREATED);
		ResponseEntity.BodyBuilder answer = ApiAnswers.json(created ? 201 : 200);
		if (results.size() == 1) {
			App app = results.get(0).app();
			answer.eTag(Preconditions.tag(app));
			if (created) {
				answer.header(HttpHeaders.LOCATION, String.valueOf(mount.path("mesosapps", app.definition().name())));
			}
		}
		return answer.body(new DeployedDescriptor(false, results.stream().map(DeployController::change).toList()));
	}

	private static ChangeDescriptor change(DeployResult result) {
		App app = result.app();
		return new ChangeDescriptor(app.definition().name(), app.version(), app.revision(),
				app.definition().instances(), result.outcome().name().toLowerCase(Locale.ROOT));
	}

	/** Return what deploying a definition would change in the current state. */
	private static ChangeDescriptor preview(TaskDefinition definition, @Nullable App app) {
		String change = "updated";
		if (app == null || app.removing()) {
			change = "created";
		}
		else if (app.definition().equals(definition)) {
			change = "unchanged";
		}
		else if (app.definition().withInstances(definition.instances()).equals(definition)) {
			change = "scaled";
		}
		return new ChangeDescriptor(definition.name(), (app != null) ? app.version() : 0,
				(app != null) ? app.revision() : 0, definition.instances(), change);
	}

	/**
	 * The definitions to deploy.
	 *
	 * @param definitions the definitions
	 * @param list whether the document was a list
	 * @param dryRun whether they are only validated
	 */
	private record Order(List<TaskDefinition> definitions, boolean list, boolean dryRun) {

	}

}
