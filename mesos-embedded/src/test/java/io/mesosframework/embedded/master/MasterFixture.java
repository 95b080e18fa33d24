package io.mesosframework.embedded.master;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.master.Protos.Call;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import io.mesosframework.embedded.codec.MediaType;
import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.http.HttpRequest;
import io.mesosframework.embedded.http.HttpResponder;
import io.mesosframework.embedded.loop.VirtualLoop;
import io.mesosframework.embedded.master.state.Registry;

/**
 * A leading master on a virtual clock, without sockets.
 */
final class MasterFixture implements AutoCloseable, AfterEachCallback {

	static final String RESOURCES = "cpus:4;mem:8192;disk:20000;ports:[31000-31999]";

	private static final MasterIdentity IDENTITY = new MasterIdentity("127.0.0.1", "127.0.0.1", 5050, Map.of());

	private final VirtualLoop loop = new VirtualLoop("master-test", Instant.parse("2026-01-01T00:00:00Z"));

	private final Registry registry = new Registry();

	private final MasterHooks hooks = new MasterHooks();

	private final MasterOptions options;

	private Master master;

	private int agents;

	MasterFixture() {
		this(MasterOptions.DEFAULTS);
	}

	MasterFixture(MasterOptions options) {
		this.options = options;
		this.master = new Master(this.loop, IDENTITY, options, this.registry, this.hooks);
		run(this.master::lead);
	}

	Master master() {
		return this.master;
	}

	MasterHooks hooks() {
		return this.hooks;
	}

	Term term() {
		Term term = this.master.term();
		if (term == null) {
			throw new IllegalStateException("The master does not lead");
		}
		return term;
	}

	/** Kill the master and start another one with the same registry. */
	void restart() {
		run(this.master::stop);
		this.master = new Master(this.loop, IDENTITY, this.options, this.registry, this.hooks);
		run(this.master::lead);
	}

	FakeAgent agent() {
		return agent(RESOURCES);
	}

	FakeAgent agent(String resources) {
		return new FakeAgent(this, this.agents++, resources).register();
	}

	/** Register many agents at once. */
	List<FakeAgent> agents(int number) {
		List<FakeAgent> all = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			all.add(new FakeAgent(this, this.agents++, RESOURCES));
		}
		run(() -> all.forEach(FakeAgent::connectAndRegister));
		return all;
	}

	FakeScheduler scheduler(FrameworkInfo info) {
		return new FakeScheduler(this, info);
	}

	/** Run something on the loop and wait until all that follows from it is done. */
	void run(Runnable task) {
		this.loop.execute(task);
		this.loop.settle();
	}

	void advance(Duration duration) {
		this.loop.advance(duration);
	}

	void scheduler(HttpRequest request, HttpResponder responder) {
		run(() -> {
			SchedulerEndpoint endpoint = this.master.schedulerEndpoint();
			if (endpoint != null) {
				endpoint.handle(request, responder);
			}
		});
	}

	HttpReply operator(Call call) {
		RecordingResponder responder = new RecordingResponder();
		run(() -> {
			OperatorEndpoint endpoint = this.master.operatorEndpoint();
			if (endpoint != null) {
				endpoint.handle(post("/master/api/v1", call.toByteArray(), MediaType.PROTOBUF, null), responder);
			}
		});
		return responder.reply();
	}

	static HttpRequest post(String path, byte[] body, MediaType type, @Nullable String streamId) {
		Map.Entry<String, String> contentType = Map.entry("Content-Type", type.value());
		Map.Entry<String, String> accept = Map.entry("Accept", MediaType.PROTOBUF.value());
		List<Map.Entry<String, String>> headers = (streamId != null)
				? List.of(contentType, accept, Map.entry("Mesos-Stream-Id", streamId)) : List.of(contentType, accept);
		return new HttpRequest("POST", path, Map.of(), headers, body, null);
	}

	@Override
	public void afterEach(ExtensionContext context) {
		close();
	}

	@Override
	public void close() {
		run(this.master::stop);
		this.loop.close();
	}

}
