package io.mesosframework.sample;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.apache.mesos.v1.Protos.Offer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads files from the sandboxes of tasks through the agent's {@code /files/read}. The
 * path is that under which an agent serves the latest run of an executor; the executor of
 * a command task has the id of the task.
 */
@Component
public class SandboxReader {

	private static final int LENGTH = 4096;

	private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

	private final JsonMapper json = JsonMapper.builder().build();

	/**
	 * Read the first line of a file.
	 * @param offer the offer with which the task was launched; it contains the address of
	 * the agent
	 * @param taskId the id of the task
	 * @param file the file, for example {@code stdout}
	 * @return the line, or a note in parentheses if it cannot be read
	 */
	public String firstLine(Offer offer, String taskId, String file) {
		try {
			URI uri = URI.create(address(offer) + "/files/read?offset=0&length=" + LENGTH + "&path="
					+ URLEncoder.encode("/frameworks/" + offer.getFrameworkId().getValue() + "/executors/" + taskId
							+ "/runs/latest/" + file, StandardCharsets.UTF_8));
			HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
			HttpResponse<String> response = this.client.send(request, HttpResponse.BodyHandlers.ofString());
			if (response.statusCode() != 200) {
				return "(the agent answered " + response.statusCode() + ")";
			}
			return this.json.readTree(response.body()).path("data").asString("").lines().findFirst().orElse("");
		}
		catch (IOException ex) {
			return "(" + ex.getMessage() + ")";
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "(interrupted)";
		}
	}

	private static String address(Offer offer) {
		return offer.getUrl().getScheme() + "://" + offer.getUrl().getAddress().getHostname() + ":"
				+ offer.getUrl().getAddress().getPort();
	}

}
