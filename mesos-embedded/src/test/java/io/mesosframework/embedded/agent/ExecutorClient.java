package io.mesosframework.embedded.agent;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.executor.Protos.Call;
import org.apache.mesos.v1.executor.Protos.Event;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Speaks the executor API for a process that only waits.
 */
final class ExecutorClient {

	private static final String PROTOBUF = "application/x-protobuf";

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final URI uri;

	private final String frameworkId;

	private final String executorId;

	private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();

	private final List<String> headers = new ArrayList<>();

	ExecutorClient(int port, String frameworkId, String executorId) {
		this.uri = URI.create("http://127.0.0.1:" + port + "/api/v1/executor");
		this.frameworkId = frameworkId;
		this.executorId = executorId;
	}

	void token(String token) {
		this.headers.addAll(List.of("Authorization", "Bearer " + token));
	}

	Call.Builder call(Call.Type type) {
		return Call.newBuilder()
			.setType(type)
			.setFrameworkId(Fixtures.frameworkId(this.frameworkId))
			.setExecutorId(Fixtures.executorId(this.executorId));
	}

	HttpResponse<String> send(Call call) {
		return post(PROTOBUF, PROTOBUF, call.toByteArray(), HttpResponse.BodyHandlers.ofString());
	}

	<T> HttpResponse<T> post(String contentType, String accept, byte[] body, HttpResponse.BodyHandler<T> handler) {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.uri)
			.POST(HttpRequest.BodyPublishers.ofByteArray(body))
			.header("Accept", accept)
			.header("Content-Type", contentType);
		if (!this.headers.isEmpty()) {
			request.headers(this.headers.toArray(String[]::new));
		}
		try {
			return this.client.send(request.build(), handler);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	int subscribe(Call.Subscribe subscribe) {
		Call call = call(Call.Type.SUBSCRIBE).setSubscribe(subscribe).build();
		HttpResponse<InputStream> response = post(PROTOBUF, PROTOBUF, call.toByteArray(),
				HttpResponse.BodyHandlers.ofInputStream());
		if (response.statusCode() == 200) {
			Thread reader = new Thread(() -> read(response.body()));
			reader.setDaemon(true);
			reader.start();
		}
		return response.statusCode();
	}

	private void read(InputStream body) {
		try (InputStream in = body) {
			while (true) {
				int length = 0;
				int digit = in.read();
				while (digit >= '0') {
					length = length * 10 + digit - '0';
					digit = in.read();
				}
				if (digit < 0) {
					break;
				}
				this.events.add(Event.parseFrom(in.readNBytes(length)));
			}
		}
		catch (IOException ex) {
			this.events.add("broken");
			return;
		}
		this.events.add("end");
	}

	Event next(Event.Type type) {
		Object event = poll();
		assertThat(event).isInstanceOf(Event.class);
		assertThat(((Event) event).getType()).isEqualTo(type);
		return (Event) event;
	}

	Object poll() {
		try {
			return this.events.poll(60, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	TaskStatus status(String taskId, TaskState state) {
		return TaskStatus.newBuilder()
			.setTaskId(Fixtures.taskId(taskId))
			.setState(state)
			.setSource(TaskStatus.Source.SOURCE_EXECUTOR)
			.setUuid(uuid())
			.build();
	}

	HttpResponse<String> update(TaskStatus status) {
		return send(call(Call.Type.UPDATE).setUpdate(Call.Update.newBuilder().setStatus(status)).build());
	}

	static ByteString uuid() {
		UUID uuid = UUID.randomUUID();
		return ByteString.copyFrom(ByteBuffer.allocate(16)
			.putLong(uuid.getMostSignificantBits())
			.putLong(uuid.getLeastSignificantBits())
			.flip());
	}

}
