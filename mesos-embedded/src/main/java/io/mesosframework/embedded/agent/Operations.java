package io.mesosframework.embedded.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.mesosframework.embedded.codec.Uuids;
import io.mesosframework.embedded.process.ProcessHost;
import io.mesosframework.embedded.wire.ToAgent;
import io.mesosframework.embedded.wire.ToMaster;

/**
 * Applies operations on reservations and volumes: the agent takes over the new total,
 * makes or removes the directories of volumes, and reports reliably on operations with an
 * id.
 */
final class Operations {

	private static final Logger logger = LoggerFactory.getLogger(Operations.class);

	private final AgentState state;

	private final ProcessHost host;

	private final boolean directories;

	private final Map<String, Pending> pending = new LinkedHashMap<>();

	Operations(AgentState state, ProcessHost host, boolean directories) {
		this.state = state;
		this.host = host;
		this.directories = directories;
	}

	/**
	 * Apply an operation.
	 * @param message what the master says
	 */
	void apply(ToAgent.ApplyOperation message) {
		Set<Path> before = volumes(this.state.total);
		this.state.total = List.copyOf(message.total());
		Set<Path> after = volumes(this.state.total);
		sync(before, after);
		FrameworkID frameworkId = message.frameworkId();
		if (!message.operation().hasId() || frameworkId == null) {
			return;
		}
		ByteString uuid = Uuids.random();
		OperationStatus status = OperationStatus.newBuilder()
			.setOperationId(message.operation().getId())
			.setState(OperationState.OPERATION_FINISHED)
			.setUuid(UUID.newBuilder().setValue(uuid))
			.setAgentId(this.state.requireId())
			.build();
		RetryStream<OperationStatus> stream = new RetryStream<>(this.state, (update) -> this.state
			.send(new ToMaster.OperationUpdate(frameworkId, message.operationUuid(), update)));
		this.pending.put(message.operationUuid(), new Pending(
				new ToMaster.PendingOperation(frameworkId, message.operationUuid(), message.operation(), status),
				stream));
		stream.add(uuid, status);
	}

	/**
	 * Take the acknowledgement of a framework.
	 * @param operationUuid the operation
	 * @param statusUuid the status
	 */
	void acknowledged(String operationUuid, ByteString statusUuid) {
		Pending operation = this.pending.get(operationUuid);
		if (operation != null && operation.stream.acknowledge(statusUuid) != null) {
			this.pending.remove(operationUuid);
		}
	}

	/**
	 * Return what has not been acknowledged.
	 * @return the operations
	 */
	List<ToMaster.PendingOperation> pending() {
		return this.pending.values().stream().map(Pending::operation).toList();
	}

	/** Send all waiting statuses at once. */
	void resume() {
		this.pending.values().forEach((operation) -> operation.stream.restart());
	}

	/** Keep all statuses until {@link #resume()}. */
	void pause() {
		this.pending.values().forEach((operation) -> operation.stream.stop());
	}

	/** Forget everything. */
	void forgetAll() {
		pause();
		this.pending.clear();
	}

	private Set<Path> volumes(List<Resource> resources) {
		Set<Path> paths = new LinkedHashSet<>();
		resources.stream()
			.filter(Sandboxes::isVolume)
			.forEach((volume) -> paths.add(Sandboxes.volume(this.state.options.workDir(), volume)));
		return paths;
	}

	private void sync(Set<Path> before, Set<Path> after) {
		List<Path> created = new ArrayList<>(after);
		created.removeAll(before);
		List<Path> removed = new ArrayList<>(before);
		removed.removeAll(after);
		if (!this.directories || (created.isEmpty() && removed.isEmpty())) {
			return;
		}
		this.host.execute(() -> {
			try {
				for (Path path : removed) {
					Sandboxes.delete(path);
				}
				for (Path path : created) {
					Files.createDirectories(path);
				}
			}
			catch (IOException ex) {
				logger.warn("Cannot create or remove the directories of volumes", ex);
			}
		});
	}

	/**
	 * An operation whose status has not been acknowledged.
	 *
	 * @param operation the operation
	 * @param stream delivers the status
	 */
	private record Pending(ToMaster.PendingOperation operation, RetryStream<OperationStatus> stream) {
	}

}
