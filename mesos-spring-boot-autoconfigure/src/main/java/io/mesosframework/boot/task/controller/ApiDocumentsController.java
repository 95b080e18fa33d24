package io.mesosframework.boot.task.controller;

import java.util.Map;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;

import io.mesosframework.boot.rest.ApiAnswers;
import io.mesosframework.boot.rest.ApiController;
import io.mesosframework.boot.rest.ApiMount;
import io.mesosframework.boot.rest.OpenApi;
import io.mesosframework.task.definition.TaskDefinitionSchema;

/**
 * Controller that serves the OpenAPI document of the API and the JSON Schema of
 * definitions.
 *
 * @since 0.1.0
 */
public final class ApiDocumentsController extends ApiController {

	private static final MediaType SCHEMA = MediaType.valueOf("application/schema+json");

	private final OpenApi openApi = new OpenApi();

	/**
	 * Create a controller.
	 * @param answers completes asynchronous responses
	 */
	public ApiDocumentsController(ApiAnswers answers) {
		super("mesosapps", answers);
	}

	@GetMapping("/schema")
	ResponseEntity<Map<String, Object>> schema() {
		return ResponseEntity.ok().contentType(SCHEMA).body(TaskDefinitionSchema.document());
	}

	@GetMapping("/openapi")
	ResponseEntity<Map<String, Object>> openApi(@RequestAttribute(ApiMount.ATTRIBUTE) ApiMount mount) {
		return ApiAnswers.ok(this.openApi.at(mount));
	}

}
