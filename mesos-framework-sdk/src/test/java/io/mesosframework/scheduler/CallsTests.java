package io.mesosframework.scheduler;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.OperationID;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.ResourceProviderID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.UUID;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.Test;

import io.mesosframework.client.CallOutcome;
import io.mesosframework.client.CallResult;

import static org.assertj.core.api.Assertions.assertThat;

class CallsTests {

	private static final AgentID AGENT = AgentID.newBuilder().setValue("a1").build();

	private static final TaskID TASK = TaskID.newBuilder().setValue("t1").build();

	private static final ByteString UUID_BYTES = ByteString.copyFrom(new byte[16]);

	private static final TaskStatus STATUS = TaskStatus.newBuilder()
		.setTaskId(TASK)
		.setAgentId(AGENT)
		.setState(TaskState.TASK_RUNNING)
		.build();

	@Test
	void aStatusIsAcknowledgedExactlyWhenItCarriesAUuid() {
		assertThat(Calls.acknowledge(STATUS)).isNull();
		assertThat(Calls.acknowledge(STATUS.toBuilder().setUuid(ByteString.EMPTY).build())).isNull();

		assertThat(Calls.acknowledge(STATUS.toBuilder().setUuid(UUID_BYTES).build())).isEqualTo(Call.newBuilder()
			.setType(Call.Type.ACKNOWLEDGE)
			.setAcknowledge(Call.Acknowledge.newBuilder().setAgentId(AGENT).setTaskId(TASK).setUuid(UUID_BYTES))
			.build());
	}

	@Test
	void anOperationIsAcknowledgedWithTheRawBytesOfItsUuid() {
		OperationStatus status = OperationStatus.newBuilder()
			.setOperationId(OperationID.newBuilder().setValue("op"))
			.setState(OperationState.OPERATION_FINISHED)
			.build();
		assertThat(Calls.acknowledgeOperationStatus(status)).isNull();

		OperationStatus reliable = status.toBuilder()
			.setAgentId(AGENT)
			.setUuid(UUID.newBuilder().setValue(UUID_BYTES))
			.build();
		Call call = Calls.acknowledgeOperationStatus(reliable);
		assertThat(call).isNotNull();
		assertThat(call.getAcknowledgeOperationStatus().getUuid()).isEqualTo(UUID_BYTES);
		assertThat(call.getAcknowledgeOperationStatus().getAgentId()).isEqualTo(AGENT);
		assertThat(call.getAcknowledgeOperationStatus().hasResourceProviderId()).isFalse();

		ResourceProviderID provider = ResourceProviderID.newBuilder().setValue("rp").build();
		Call withProvider = Calls
			.acknowledgeOperationStatus(reliable.toBuilder().setResourceProviderId(provider).build());
		assertThat(withProvider).isNotNull();
		assertThat(withProvider.getAcknowledgeOperationStatus().getResourceProviderId()).isEqualTo(provider);
	}

	@Test
	void whatNeedsNoAcknowledgementSendsNothing() {
		CompletableFuture<CallResult> result = Calls.ifAcknowledgeable(Calls.acknowledge(STATUS), (call) -> {
			throw new AssertionError("nothing may be sent");
		}).toCompletableFuture();

		assertThat(result).isCompletedWithValueMatching((value) -> value.outcome() == CallOutcome.NOT_NEEDED);
	}

	@Test
	void filtersAreSetOnlyWhenGiven() {
		OfferID offer = OfferID.newBuilder().setValue("o").build();

		assertThat(Calls.decline(List.of(offer), null).getDecline().hasFilters()).isFalse();
		assertThat(Calls.accept(List.of(offer), List.of(), null).getAccept().hasFilters()).isFalse();
		assertThat(Calls.acceptInverseOffers(List.of(offer), null).getAcceptInverseOffers().hasFilters()).isFalse();
		assertThat(Calls.declineInverseOffers(List.of(offer), null).getDeclineInverseOffers().hasFilters()).isFalse();
		assertThat(Calls.decline(List.of(offer), Calls.filters(Duration.ofMillis(1500)))
			.getDecline()
			.getFilters()
			.getRefuseSeconds()).isEqualTo(1.5);
	}

	@Test
	void aKillNamesWhatIsKnown() {
		Call.Kill bare = Calls.kill(TASK, null, null).getKill();
		assertThat(bare.hasAgentId() || bare.hasKillPolicy()).isFalse();

		KillPolicy policy = KillPolicy.getDefaultInstance();
		assertThat(Calls.kill(TASK, AGENT, policy).getKill())
			.isEqualTo(Call.Kill.newBuilder().setTaskId(TASK).setAgentId(AGENT).setKillPolicy(policy).build());
	}

	@Test
	void everyCallHasTheMemberTheMasterWants() {
		ExecutorID executor = ExecutorID.newBuilder().setValue("e").build();

		assertThat(Calls.reconcile(List.of()).hasReconcile()).isTrue();
		assertThat(Calls.reconcile(List.of(Calls.reconcileTask(TASK, AGENT))).getReconcile().getTasks(0).getAgentId())
			.isEqualTo(AGENT);
		assertThat(Calls.reconcileTask(TASK, null).hasAgentId()).isFalse();
		assertThat(Calls.reconcileOperations(List.of()).hasReconcileOperations()).isTrue();
		assertThat(Calls.request(List.of()).hasRequest()).isTrue();
		assertThat(Calls.shutdown(executor, AGENT).getShutdown().getExecutorId()).isEqualTo(executor);
		assertThat(Calls.message(executor, AGENT, UUID_BYTES).getMessage().getData()).isEqualTo(UUID_BYTES);
		assertThat(Calls.revive(List.of("r")).getRevive().getRolesList()).containsExactly("r");
		assertThat(Calls.suppress(List.of("r")).getSuppress().getRolesList()).containsExactly("r");
		assertThat(Calls.teardown().getType()).isEqualTo(Call.Type.TEARDOWN);
	}

}
