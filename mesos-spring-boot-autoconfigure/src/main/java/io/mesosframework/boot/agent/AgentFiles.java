package io.mesosframework.boot.agent;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import com.google.protobuf.InvalidProtocolBufferException;
import org.apache.mesos.v1.agent.Protos.Call;
import org.apache.mesos.v1.agent.Protos.Response;

import io.mesosframework.client.AgentRequest;
import io.mesosframework.client.AgentResponse;
import io.mesosframework.client.MasterAddress;
import io.mesosframework.client.MesosConnectionException;
import io.mesosframework.client.MesosHttpClient;
import io.mesosframework.scheduler.MesosScheduler;

/**
 * Reads sandbox files with the {@code READ_FILE} call of the agent operator API
 * ({@code docs/operator-http-api.md} of Mesos), using the framework's credentials and TLS
 * settings. Never blocks. Thread-safe.
 *
 * @since 0.1.0
 */
public final class AgentFiles implements AutoCloseable {

	/**
	 * An agent returns at most 16 memory pages per call ({@code src/files/files.cpp}).
	 */
	private static final int CHUNK = 64 * 1024;

	private static final int MAX_ANSWER = 4 * CHUNK;

	private final MesosHttpClient client;

	private final AgentLocator locator;

	private final Duration timeout;

	/**
	 * Create a reader.
	 * @param scheduler the scheduler that knows the leading master
	 * @param client the client for requests to masters and agents; closed with this
	 * reader
	 * @param secure whether agents and masters use TLS
	 * @param timeout the time limit for one read, including all requests that it needs
	 */
	public AgentFiles(MesosScheduler scheduler, MesosHttpClient client, boolean secure, Duration timeout) {
		this.client = client;
		this.timeout = timeout;
		this.locator = new AgentLocator(scheduler, client, secure);
	}

	/**
	 * Return the time limit for one read.
	 * @return the time limit
	 */
	public Duration timeout() {
		return this.timeout;
	}

	/**
	 * Read the end of a file.
	 * @param agentId the agent
	 * @param path the virtual path of the file
	 * @param bytes the maximum number of bytes
	 * @return the part; fails with {@link AgentUnreachableException} or
	 * {@link NoSuchFileOnAgentException}
	 */
	public CompletionStage<FilePart> tail(String agentId, String path, int bytes) {
		long deadline = deadline();
		return this.locator.locate(agentId, left(deadline))
			.thenCompose((agent) -> ask(agent, path, 0, 0, deadline)
				.thenCompose((head) -> parts(agent, path, Math.max(0, head.getSize() - bytes), bytes, deadline)))
			.exceptionallyCompose((failure) -> explained(agentId, failure));
	}

	/**
	 * Read a part of a file.
	 * @param agentId the agent
	 * @param path the virtual path of the file
	 * @param offset the offset of the first byte
	 * @param bytes the maximum number of bytes
	 * @return the part, empty at the end of the file; fails with
	 * {@link AgentUnreachableException} or {@link NoSuchFileOnAgentException}
	 */
	public CompletionStage<FilePart> read(String agentId, String path, long offset, int bytes) {
		long deadline = deadline();
		return this.locator.locate(agentId, left(deadline))
			.thenCompose((agent) -> parts(agent, path, offset, bytes, deadline))
			.exceptionallyCompose((failure) -> explained(agentId, failure));
	}

	private long deadline() {
		return System.nanoTime() + this.timeout.toNanos();
	}

	/** Return the time left until a deadline, at least 1 ms. */
	private static Duration left(long deadline) {
		return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
	}

	private CompletionStage<FilePart> parts(MasterAddress agent, String path, long offset, int bytes, long deadline) {
		return more(agent, path, offset, bytes, deadline, new ByteArrayOutputStream());
	}

	private CompletionStage<FilePart> more(MasterAddress agent, String path, long offset, int bytes, long deadline,
			ByteArrayOutputStream read) {
		int wanted = Math.min(CHUNK, bytes - read.size());
		return ask(agent, path, offset + read.size(), wanted, deadline).thenCompose((part) -> {
			byte[] data = part.getData().toByteArray();
			read.write(data, 0, Math.min(data.length, wanted));
			boolean end = data.length == 0 || read.size() >= bytes || offset + read.size() >= part.getSize();
			return end ? CompletableFuture.completedStage(new FilePart(read.toByteArray(), offset, part.getSize()))
					: more(agent, path, offset, bytes, deadline, read);
		});
	}

	/** Request a part of a file. With length 0 the agent returns only the file size. */
	private CompletionStage<Response.ReadFile> ask(MasterAddress agent, String path, long offset, long length,
			long deadline) {
		Call call = Call.newBuilder()
			.setType(Call.Type.READ_FILE)
			.setReadFile(Call.ReadFile.newBuilder().setPath(path).setOffset(offset).setLength(length))
			.build();
		return this.client.exchange(agent, AgentRequest.post("/api/v1", call.toByteArray(), left(deadline), MAX_ANSWER))
			.thenApply((answer) -> content(agent, path, answer));
	}

	private static Response.ReadFile content(MasterAddress agent, String path, AgentResponse answer) {
		if (answer.status() == 404) {
			throw new NoSuchFileOnAgentException("The agent " + agent + " has no file '" + path
					+ "': the task has not started yet, or its sandbox has been removed");
		}
		if (answer.status() != 200) {
			throw new AgentUnreachableException("The agent " + agent + " answered " + answer.status() + ": "
					+ answer.excerpt() + (((answer.status() == 401) || (answer.status() == 403))
							? ". The framework's principal must be allowed to read sandboxes" : ""),
					false);
		}
		try {
			return Response.parseFrom(answer.body()).getReadFile();
		}
		catch (InvalidProtocolBufferException ex) {
			throw new AgentUnreachableException("The answer of the agent " + agent + " is not understood", false);
		}
	}

	private CompletionStage<FilePart> explained(String agentId, Throwable failure) {
		Throwable cause = failure;
		while (cause instanceof CompletionException && cause.getCause() != null) {
			cause = cause.getCause();
		}
		if (cause instanceof MesosConnectionException connection) {
			this.locator.forget(agentId);
			boolean late = connection.kind() == MesosConnectionException.Kind.TIMEOUT;
			return CompletableFuture
				.failedStage(new AgentUnreachableException("Agent '" + agentId + "' cannot be asked: "
						+ (late ? "the file could not be read within " + this.timeout.toMillis()
								+ " ms; try again, ask for less or raise 'mesos.rest.log.timeout'"
								: connection.getMessage()),
						late));
		}
		return CompletableFuture.failedStage(cause);
	}

	@Override
	public void close() {
		this.client.close();
	}

}
