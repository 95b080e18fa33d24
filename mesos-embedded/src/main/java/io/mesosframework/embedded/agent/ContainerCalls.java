package io.mesosframework.embedded.agent;

import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.agent.Protos.Call;

import io.mesosframework.embedded.http.HttpException;
import io.mesosframework.embedded.http.HttpReply;

/**
 * Answers the calls about containers ({@code src/slave/http.cpp}).
 */
final class ContainerCalls {

	private final AgentState state;

	private final Containers containers;

	ContainerCalls(AgentState state, Containers containers) {
		this.state = state;
		this.containers = containers;
	}

	/**
	 * Answer a call.
	 * @param call the call
	 * @return the reply
	 * @throws HttpException when it is refused
	 */
	@SuppressWarnings("deprecation")
	HttpReply answer(Call call) throws HttpException {
		return switch (call.getType()) {
			case LAUNCH_NESTED_CONTAINER -> launch(call.getLaunchNestedContainer().getContainerId());
			case LAUNCH_NESTED_CONTAINER_SESSION -> launch(call.getLaunchNestedContainerSession().getContainerId());
			case LAUNCH_CONTAINER -> launch(call.getLaunchContainer().getContainerId());
			case WAIT_NESTED_CONTAINER -> throw unknown(call.getWaitNestedContainer().getContainerId());
			case WAIT_CONTAINER -> throw unknown(call.getWaitContainer().getContainerId());
			case KILL_NESTED_CONTAINER -> kill(call.getKillNestedContainer().getContainerId());
			case KILL_CONTAINER -> kill(call.getKillContainer().getContainerId());
			case REMOVE_NESTED_CONTAINER -> remove(call.getRemoveNestedContainer().getContainerId());
			case REMOVE_CONTAINER -> remove(call.getRemoveContainer().getContainerId());
			case ATTACH_CONTAINER_OUTPUT -> attach(call.getAttachContainerOutput().getContainerId());
			case ATTACH_CONTAINER_INPUT -> {
				if (call.getAttachContainerInput().getType() != Call.AttachContainerInput.Type.CONTAINER_ID) {
					throw HttpException.of(400, "Expecting 'attach_container_input.type' to be CONTAINER_ID");
				}
				yield attach(call.getAttachContainerInput().getContainerId());
			}
			default -> throw HttpException.of(501, "501 Not Implemented.");
		};
	}

	private HttpReply launch(ContainerID containerId) throws HttpException {
		if (containerId.hasParent() && !this.containers.isAlive(containerId.getParent())) {
			throw HttpException.of(400, "Parent container " + name(containerId.getParent()) + " does not exist");
		}
		throw HttpException.of(501, "501 Not Implemented.");
	}

	private HttpReply kill(ContainerID containerId) throws HttpException {
		if (this.containers.isAlive(containerId)) {
			throw HttpException.of(501, "Containers of the embedded agent are killed through their tasks only");
		}
		throw HttpException.of(404, "Container '" + name(containerId) + "' cannot be found (or is already killed)");
	}

	private HttpReply remove(ContainerID containerId) throws HttpException {
		if (this.containers.isAlive(containerId)) {
			throw HttpException.of(500, "Nested container has not terminated yet");
		}
		if (!this.containers.isAlive(root(containerId))) {
			throw HttpException.of(500, "Unknown root container");
		}
		return HttpReply.empty(200);
	}

	/** No container has an I/O switchboard, as those without a terminal in Mesos. */
	private HttpReply attach(ContainerID containerId) throws HttpException {
		ContainerID root = root(containerId);
		if (this.state.executors().stream().noneMatch((executor) -> executor.containerId.equals(root))) {
			throw unknown(containerId);
		}
		throw HttpException.of(500, "I/O switchboard server was disabled for this container");
	}

	private static ContainerID root(ContainerID containerId) {
		return containerId.hasParent() ? root(containerId.getParent()) : containerId;
	}

	/**
	 * Return the name of a container in texts.
	 * @param containerId the container
	 * @return its ids from the outermost one on, joined by dots
	 */
	static String name(ContainerID containerId) {
		return containerId.hasParent() ? name(containerId.getParent()) + "." + containerId.getValue()
				: containerId.getValue();
	}

	private static HttpException unknown(ContainerID containerId) {
		return HttpException.of(404, "Container " + name(containerId) + " cannot be found");
	}

}
