package io.mesosframework.model;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.OperationID;
import org.apache.mesos.v1.Protos.TaskID;
import org.jspecify.annotations.Nullable;

/**
 * Creates ids. Ids chosen by a framework are validated by the rules of {@code
 * src/common/validation.cpp} of Mesos.
 *
 * @since 0.1.0
 */
public final class Ids {

	private static final int MAX_BYTES = 255;

	private Ids() {
	}

	/**
	 * Return a task id.
	 * @param value the id
	 * @return the id
	 * @throws IllegalArgumentException if Mesos would reject it
	 */
	public static TaskID task(String value) {
		return TaskID.newBuilder().setValue(validate(value, "task id")).build();
	}

	/**
	 * Return a new unique task id: the prefix, a dot and a random UUID. Task ids must not
	 * be reused, even after the task has ended.
	 * @param prefix the prefix
	 * @return the id
	 */
	public static TaskID uniqueTask(String prefix) {
		return task(prefix + "." + UUID.randomUUID());
	}

	/**
	 * Return an executor id.
	 * @param value the id
	 * @return the id
	 * @throws IllegalArgumentException if Mesos would reject it
	 */
	public static ExecutorID executor(String value) {
		return ExecutorID.newBuilder().setValue(validate(value, "executor id")).build();
	}

	/**
	 * Return a framework id.
	 * @param value the id, as assigned by the master
	 * @return the id
	 * @throws IllegalArgumentException if Mesos would reject it
	 */
	public static FrameworkID framework(String value) {
		return FrameworkID.newBuilder().setValue(validate(value, "framework id")).build();
	}

	/**
	 * Return an agent id.
	 * @param value the id, as assigned by the master
	 * @return the id
	 */
	public static AgentID agent(String value) {
		return AgentID.newBuilder().setValue(validate(value, "agent id")).build();
	}

	/**
	 * Return an offer id.
	 * @param value the id, as assigned by the master
	 * @return the id
	 */
	public static OfferID offer(String value) {
		return OfferID.newBuilder().setValue(value).build();
	}

	/**
	 * Return an operation id.
	 * @param value the id, unique within the framework
	 * @return the id
	 */
	public static OperationID operation(String value) {
		return OperationID.newBuilder().setValue(value).build();
	}

	/**
	 * Return a container id.
	 * @param value the id
	 * @return the id
	 */
	public static ContainerID container(String value) {
		return ContainerID.newBuilder().setValue(value).build();
	}

	/**
	 * Return a UUID in the format of Mesos: 16 bytes, big-endian.
	 * @param uuid the UUID
	 * @return the bytes
	 */
	public static ByteString bytes(UUID uuid) {
		byte[] bytes = new byte[16];
		for (int i = 0; i < 8; i++) {
			bytes[i] = (byte) (uuid.getMostSignificantBits() >>> (56 - 8 * i));
			bytes[8 + i] = (byte) (uuid.getLeastSignificantBits() >>> (56 - 8 * i));
		}
		return ByteString.copyFrom(bytes);
	}

	/**
	 * Validate an id.
	 * @param value the id
	 * @param what the kind of id, for the message
	 * @return the id
	 * @throws IllegalArgumentException if Mesos would reject it; the message says why
	 */
	public static String validate(String value, String what) {
		String problem = problem(value);
		if (problem != null) {
			throw new IllegalArgumentException("The " + what + " \"" + value + "\" is not valid: " + problem);
		}
		return value;
	}

	private static @Nullable String problem(String value) {
		if (value.isEmpty()) {
			return "it must not be empty";
		}
		if (value.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
			return "it must not be longer than " + MAX_BYTES + " bytes";
		}
		if (".".equals(value) || "..".equals(value)) {
			return "'.' and '..' are not allowed";
		}
		if (value.chars().anyMatch((c) -> c < ' ' || c == 0x7f || c == '/' || c == '\\')) {
			return "it must contain neither '/' nor '\\' nor control characters";
		}
		return null;
	}

}
