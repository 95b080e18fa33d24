package io.mesosframework.scheduler;

import java.util.List;
import java.util.Set;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SubscriptionMemoryTests {

	private static final FrameworkID ID = FrameworkID.newBuilder().setValue("fw-0000").build();

	private static final FrameworkInfo INFO = FrameworkInfo.newBuilder()
		.setUser("u")
		.setName("n")
		.addCapabilities(FrameworkInfo.Capability.newBuilder().setType(FrameworkInfo.Capability.Type.MULTI_ROLE))
		.addRoles("web")
		.addRoles("db")
		.build();

	private static final OfferConstraints CONSTRAINTS = OfferConstraints.newBuilder()
		.putRoleConstraints("web", OfferConstraints.RoleConstraints.getDefaultInstance())
		.build();

	private final SubscriptionMemory memory = new SubscriptionMemory(INFO, List.of("db"), CONSTRAINTS);

	@Test
	void aSubscribeSaysEverythingAgain() {
		Call call = this.memory.subscribe(ID);

		assertThat(call.getType()).isEqualTo(Call.Type.SUBSCRIBE);
		assertThat(call.getFrameworkId()).isEqualTo(ID);
		assertThat(call.getSubscribe().getFrameworkInfo()).isEqualTo(INFO.toBuilder().setId(ID).build());
		assertThat(call.getSubscribe().getSuppressedRolesList()).containsExactly("db");
		assertThat(call.getSubscribe().getOfferConstraints()).isEqualTo(CONSTRAINTS);
	}

	@Test
	void aNewFrameworkSaysNoIdAtAll() {
		Call call = this.memory.subscribe(null);

		assertThat(call.hasFrameworkId()).isFalse();
		assertThat(call.getSubscribe().getFrameworkInfo().hasId()).isFalse();
	}

	@Test
	void suppressAndReviveChangeTheNamedRoles() {
		this.memory.sent(Calls.suppress(List.of("web")));
		assertThat(this.memory.suppressedRoles()).isEqualTo(Set.of("web", "db"));

		this.memory.sent(Calls.revive(List.of("db")));
		assertThat(this.memory.suppressedRoles()).isEqualTo(Set.of("web"));
	}

	@Test
	void withoutRolesSuppressAndReviveMeanAll() {
		this.memory.sent(Calls.suppress(List.of()));
		assertThat(this.memory.suppressedRoles()).isEqualTo(Set.of("web", "db"));

		this.memory.sent(Calls.revive(List.of()));
		assertThat(this.memory.suppressedRoles()).isEmpty();
	}

	@Test
	void oneUnknownRoleVoidsTheWholeCallAsItDoesAtTheMaster() {
		this.memory.sent(Calls.suppress(List.of("web", "nope")));
		this.memory.sent(Calls.revive(List.of("db", "nope")));

		assertThat(this.memory.suppressedRoles()).isEqualTo(Set.of("db"));
	}

	@Test
	void withoutMultiRoleTheOneRoleCounts() {
		SubscriptionMemory single = new SubscriptionMemory(FrameworkInfo.newBuilder().setUser("u").setName("n").build(),
				List.of(), null);

		single.sent(Calls.suppress(List.of()));

		assertThat(single.suppressedRoles()).isEqualTo(Set.of("*"));
		assertThat(single.subscribe(null).getSubscribe().hasOfferConstraints()).isFalse();
	}

	@Test
	void anUpdateReplacesEverything() {
		FrameworkInfo changed = INFO.toBuilder().clearRoles().addRoles("ml").setId(ID).build();

		Call update = Calls.updateFramework(changed, List.of("ml"), null);
		this.memory.sent(update);
		this.memory.answered(update.getUpdateFramework(), true);

		Call.Subscribe subscribe = this.memory.subscribe(ID).getSubscribe();
		assertThat(subscribe.getFrameworkInfo()).isEqualTo(changed);
		assertThat(subscribe.getSuppressedRolesList()).containsExactly("ml");
		assertThat(subscribe.hasOfferConstraints()).isFalse();
	}

	@Test
	void whatIsSuppressedWhileAnUpdateIsOnItsWayStaysSuppressed() {
		Call update = Calls.updateFramework(INFO.toBuilder().setId(ID).build(), List.of("db"), null);
		this.memory.sent(update);
		this.memory.sent(Calls.suppress(List.of("web")));
		this.memory.sent(Calls.revive(List.of("db")));

		this.memory.answered(update.getUpdateFramework(), true);

		assertThat(this.memory.suppressedRoles()).containsExactly("web");
		assertThat(this.memory.offerConstraints()).isNull();
	}

	@Test
	void anUpdateThatIsRefusedChangesNothing() {
		Call update = Calls.updateFramework(INFO, List.of("web"), null);
		this.memory.sent(update);

		this.memory.answered(update.getUpdateFramework(), false);

		assertThat(this.memory.suppressedRoles()).containsExactly("db");
		assertThat(this.memory.offerConstraints()).isEqualTo(CONSTRAINTS);
	}

}
