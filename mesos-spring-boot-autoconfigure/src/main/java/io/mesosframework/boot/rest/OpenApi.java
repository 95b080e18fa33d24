package io.mesosframework.boot.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Provides the OpenAPI document of the API. The document is read from a file and
 * restricted to the paths of the endpoints that the application exposes.
 *
 * @since 0.1.0
 */
public final class OpenApi {

	/** Classpath location of the document. */
	public static final String RESOURCE = "io/mesosframework/boot/rest/openapi.json";

	private final Map<?, ?> document;

	/** Read the document. */
	public OpenApi() {
		try (InputStream in = new ClassPathResource(RESOURCE, OpenApi.class.getClassLoader()).getInputStream()) {
			this.document = JsonMapper.shared().readValue(in, Map.class);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The resource '" + RESOURCE + "' cannot be read", ex);
		}
	}

	/**
	 * Return the document of an application.
	 * @param mount the paths of the exposed endpoints
	 * @return the document as a tree of maps and lists
	 */
	public Map<String, Object> at(ApiMount mount) {
		Map<String, Object> shown = new LinkedHashMap<>();
		this.document.forEach((name, value) -> shown.put(String.valueOf(name), value));
		shown.put("servers", List.of(Map.of("url", mount.basePath().isEmpty() ? "/" : mount.basePath())));
		if (this.document.get("paths") instanceof Map<?, ?> paths) {
			Map<String, Object> exposed = new LinkedHashMap<>();
			paths.forEach((path, operations) -> {
				String[] parts = String.valueOf(path).substring(1).split("/", 2);
				String root = mount.roots().get(parts[0]);
				if (root != null) {
					exposed.put("/" + root + ((parts.length > 1) ? "/" + parts[1] : ""), operations);
				}
			});
			shown.put("paths", exposed);
		}
		return shown;
	}

}
