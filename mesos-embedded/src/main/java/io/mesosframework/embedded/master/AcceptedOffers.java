package io.mesosframework.embedded.master;

import java.util.ArrayList;
import java.util.List;

import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.master.state.Agent;
import io.mesosframework.embedded.master.state.Framework;
import io.mesosframework.embedded.master.state.OfferRecord;
import io.mesosframework.embedded.master.validation.GroupValidation;
import io.mesosframework.embedded.master.validation.OperationValidation;
import io.mesosframework.embedded.master.validation.TaskValidation;
import io.mesosframework.embedded.resource.Conversion;
import io.mesosframework.embedded.resource.ResourceException;
import io.mesosframework.embedded.resource.Resources;
import io.mesosframework.embedded.wire.ToAgent;

/**
 * The resources of accepted offers while operations consume them one after another
 * ({@code Master::_accept} in {@code src/master/master.cpp} of Mesos). A rejected
 * operation does not affect the others.
 */
final class AcceptedOffers {

	private final Term term;

	private final Framework framework;

	private final Agent agent;

	private final Resources offered;

	private final TaskValidation taskValidation;

	private final GroupValidation groupValidation;

	private final OperationValidation operationValidation;

	private Resources remaining;

	/** What volumes became by growing or shrinking; not usable by later operations. */
	private Resources resized = Resources.EMPTY;

	private Resources sharedRemaining;

	AcceptedOffers(Term term, Framework framework, Agent agent, List<OfferRecord> offers) {
		this.term = term;
		this.framework = framework;
		this.agent = agent;
		this.taskValidation = new TaskValidation(framework, agent);
		this.groupValidation = new GroupValidation(framework, agent, this.taskValidation);
		this.operationValidation = new OperationValidation(framework, agent);
		Resources sum = Resources.EMPTY;
		for (OfferRecord offer : offers) {
			sum = sum.plus(offer.resources());
			term.offers().remove(offer);
		}
		this.offered = sum;
		this.remaining = sum;
		this.sharedRemaining = sum.shared();
	}

	/**
	 * Run the operations and give back what they have not used.
	 * @param operations the operations, complete
	 * @param filters the filters for what is declined
	 */
	void process(List<Offer.Operation> operations, Filters filters) {
		for (Offer.Operation operation : operations) {
			switch (operation.getType()) {
				case LAUNCH -> operation.getLaunch().getTaskInfosList().forEach(this::launch);
				case LAUNCH_GROUP -> launchGroup(operation.getLaunchGroup());
				default -> operate(operation);
			}
		}
		Resources converted = this.remaining.minus(this.offered);
		Resources declined = this.remaining.minus(converted);
		this.term.allocator().recover(this.framework, this.agent, converted.plus(this.resized), null);
		this.term.allocator().recover(this.framework, this.agent, declined, filters);
	}

	private void operate(Offer.Operation operation) {
		String error = this.operationValidation.validate(operation);
		if (error != null) {
			this.term.operations().refuse(this.framework, operation, error + "; on agent " + this.agent);
			return;
		}
		if (operation.getType() == Offer.Operation.Type.DESTROY) {
			rescindOthers(operation.getDestroy().getVolumesList());
		}
		try {
			Resources before = this.remaining;
			Resources resizedBefore = this.resized;
			if (isResize(operation)) {
				resize(operation);
			}
			else {
				this.remaining = this.remaining.apply(operation);
				this.sharedRemaining = this.remaining.shared();
			}
			this.term.operations().apply(this.agent, this.framework, operation);
			this.term.allocator()
				.converted(this.framework, before.plus(resizedBefore), this.remaining.plus(this.resized));
		}
		catch (ResourceException ex) {
			this.term.operations().refuse(this.framework, operation, ex.text());
		}
	}

	private static boolean isResize(Offer.Operation operation) {
		return operation.getType() == Offer.Operation.Type.GROW_VOLUME
				|| operation.getType() == Offer.Operation.Type.SHRINK_VOLUME;
	}

	private void resize(Offer.Operation operation) throws ResourceException {
		Conversion conversion = Conversion.of(operation).get(0);
		if (!this.remaining.contains(conversion.consumed())) {
			throw new ResourceException("Invalid " + operation.getType() + " operation: " + this.remaining
					+ " does not contain " + conversion.consumed());
		}
		this.remaining = this.remaining.minus(conversion.consumed());
		this.resized = this.resized.plus(conversion.converted());
	}

	private void rescindOthers(List<Resource> volumes) {
		for (OfferRecord offer : new ArrayList<>(this.agent.offers())) {
			if (volumes.stream().anyMatch(offer.resources()::contains)) {
				this.term.offers().rescind(offer, null);
			}
		}
	}

	private void launch(TaskInfo task) {
		Resources available = this.remaining.nonShared().plus(this.sharedRemaining);
		Resources own = Resources.of(task.getResourcesList());
		String error = this.taskValidation.validate(task, own, available);
		if (error != null) {
			refuse(task, TaskStatus.Reason.REASON_TASK_INVALID, error);
			return;
		}
		boolean launchExecutor = true;
		Resources consumed = own;
		if (task.hasExecutor()) {
			launchExecutor = addExecutor(task.getExecutor());
			if (launchExecutor) {
				consumed = consumed.plus(Resources.of(task.getExecutor().getResourcesList()));
			}
		}
		this.term.tasks().add(task, own, this.framework, this.agent);
		this.remaining = this.remaining.minus(consumed);
		this.agent.send(new ToAgent.RunTask(this.framework.info(), task, launchExecutor));
	}

	private void launchGroup(Offer.Operation.LaunchGroup launch) {
		List<TaskInfo> tasks = launch.getTaskGroup().getTasksList();
		String error = this.groupValidation.validate(tasks, launch.getExecutor(), this.remaining);
		if (error != null) {
			tasks.forEach((task) -> refuse(task, TaskStatus.Reason.REASON_TASK_GROUP_INVALID, error));
			return;
		}
		boolean launchExecutor = addExecutor(launch.getExecutor());
		Resources consumed = launchExecutor ? Resources.of(launch.getExecutor().getResourcesList()) : Resources.EMPTY;
		for (TaskInfo task : tasks) {
			Resources own = Resources.of(task.getResourcesList());
			consumed = consumed.plus(own);
			this.term.tasks().add(task, own, this.framework, this.agent);
		}
		this.remaining = this.remaining.minus(consumed);
		this.agent.send(new ToAgent.RunTaskGroup(this.framework.info(), launch.getExecutor(), launch.getTaskGroup(),
				launchExecutor));
	}

	private boolean addExecutor(ExecutorInfo executor) {
		@Nullable ExecutorInfo known = this.agent.executor(this.framework.key(), executor.getExecutorId().getValue());
		if (known == null) {
			this.term.tasks().addExecutor(executor, this.framework, this.agent);
		}
		return known == null;
	}

	private void refuse(TaskInfo task, TaskStatus.Reason reason, String message) {
		this.term.tasks()
			.tell(this.framework, this.term.statuses()
				.of(task.getTaskId(), task.getAgentId(), TaskState.TASK_ERROR, reason, message));
	}

}
