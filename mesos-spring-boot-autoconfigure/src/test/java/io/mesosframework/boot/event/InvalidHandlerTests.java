package io.mesosframework.boot.event;

import java.util.List;

import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.mesosframework.scheduler.event.MesosSubscribed;
import io.mesosframework.task.DeploymentFinished;
import io.mesosframework.task.TaskStateChanged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class InvalidHandlerTests {

	@Test
	void allProblemsOfAllBeansAreReportedTogether() {
		InvalidMesosEventHandlerException exception = start(Wrong.class, AlsoWrong.class);

		assertThat(exception.getProblems()).extracting(HandlerProblem::bean)
			.contains("invalidHandlerTests.Wrong", "invalidHandlerTests.AlsoWrong");
		assertThat(exception.getProblems()).hasSizeGreaterThan(15);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					nothing()                    | No parameter chooses the event
					nothing()                    | offers: Event.Offers, List<Offer>, Offer
					unknown(String)              | Parameter 1 of type java.lang.String is not known
					unknown(String)              | MesosEventArgumentResolver
					wrongList(List<String>)      | Parameter 1 of type java.util.List<java.lang.String> is not known
					two(Offer, TaskStatus)       | ask for different events (OFFERS and TaskStatus)
					mixed(MesosSubscribed, OfferID) | ask for different events (MesosSubscribed and OfferID)
					both(TaskStateChanged, TaskStatus) | ask for different events (TaskStateChanged and TaskStatus)
					twice(TaskStateChanged, DeploymentFinished) | ask for different events (TaskStateChanged and DeploymentFinished)
					appStates(TaskStateChanged)  | The attributes 'states' and 'reasons' are for status updates
					launches(TaskStateChanged)   | only handlers with a parameter of type Event.Offers, List<Offer> or Offer may return
					hidden(Offer)                | It is private
					constant(Offer)              | It is static
					states(Offer)                | The attributes 'states' and 'reasons' are for status updates
					role(TaskStatus)             | The attribute 'role' is for offers
					types(Offer)                 | The attribute 'types' is set, but its parameters already choose the event
					heartbeat(Event)             | HEARTBEAT or UNKNOWN, which are never delivered
					acknowledge(Offer, Acknowledgement) | only status updates are acknowledged
					returns(TaskStatus)          | only handlers with a parameter of type Event.Offers, List<Offer> or Offer may return
					text(Offer)                  | which is none of: void, TaskInfo
					texts(Offer)                 | which is none of: void, TaskInfo
					operation(List<Offer>)       | return OfferAnswer, or take one Offer as parameter
					""")
	void eachProblemSaysWhatIsAllowed(String method, String problem) {
		InvalidMesosEventHandlerException exception = start(Wrong.class);

		assertThat(exception.getProblems()).anySatisfy((found) -> {
			assertThat(found.method()).isEqualTo("InvalidHandlerTests.Wrong." + method);
			assertThat(found.problem()).contains(problem);
		});
	}

	@Test
	void oneMethodMayHaveSeveralProblems() {
		InvalidMesosEventHandlerException exception = start(AlsoWrong.class);

		assertThat(exception.getProblems()).hasSize(3);
		assertThat(exception).hasMessageContaining("InvalidHandlerTests.AlsoWrong.all(Offer, String)")
			.hasMessageContaining("String")
			.hasMessageContaining("'states'")
			.hasMessageContaining("int");
	}

	@Test
	void idsMustDiffer() {
		InvalidMesosEventHandlerException exception = start(SameIds.class);

		assertThat(exception.getProblems()).hasSize(1);
		assertThat(exception).hasMessageContaining("Its id 'same' is also that of")
			.hasMessageContaining("choose another");
	}

	private static InvalidMesosEventHandlerException start(Class<?>... components) {
		try (Harness harness = Harness.with(components)) {
			InvalidMesosEventHandlerException exception = catchThrowableOfType(InvalidMesosEventHandlerException.class,
					harness::start);
			assertThat(exception).isNotNull();
			return exception;
		}
	}

	static class Wrong {

		@MesosEventHandler
		void nothing() {
		}

		@MesosEventHandler
		void unknown(String text) {
		}

		@MesosEventHandler
		void wrongList(List<String> texts) {
		}

		@MesosEventHandler
		void two(Offer offer, TaskStatus status) {
		}

		@MesosEventHandler
		void both(TaskStateChanged change, TaskStatus status) {
		}

		@MesosEventHandler
		void twice(TaskStateChanged change, DeploymentFinished end) {
		}

		@MesosEventHandler(states = TaskState.TASK_FAILED)
		void appStates(TaskStateChanged change) {
		}

		@MesosEventHandler
		TaskInfo launches(TaskStateChanged change) {
			return TaskInfo.getDefaultInstance();
		}

		@MesosEventHandler
		void mixed(MesosSubscribed subscribed, OfferID id) {
		}

		@MesosEventHandler
		private void hidden(Offer offer) {
		}

		@MesosEventHandler
		static void constant(Offer offer) {
		}

		@MesosEventHandler(states = TaskState.TASK_FAILED)
		void states(Offer offer) {
		}

		@MesosEventHandler(role = "web")
		void role(TaskStatus status) {
		}

		@MesosEventHandler(types = Event.Type.OFFERS)
		void types(Offer offer) {
		}

		@MesosEventHandler(types = Event.Type.HEARTBEAT)
		void heartbeat(Event event) {
		}

		@MesosEventHandler
		void acknowledge(Offer offer, Acknowledgement acknowledgement) {
		}

		@MesosEventHandler
		TaskInfo returns(TaskStatus status) {
			throw new IllegalStateException();
		}

		@MesosEventHandler
		String text(Offer offer) {
			return "";
		}

		@MesosEventHandler
		List<String> texts(Offer offer) {
			return List.of();
		}

		@MesosEventHandler
		Offer.Operation operation(List<Offer> offers) {
			throw new IllegalStateException();
		}

	}

	static class AlsoWrong {

		@MesosEventHandler(states = TaskState.TASK_FAILED)
		int all(Offer offer, String text) {
			return 1;
		}

	}

	static class SameIds {

		@MesosEventHandler(id = "same")
		void one(Offer offer) {
		}

		@MesosEventHandler(id = "same")
		void other(TaskStatus status) {
		}

	}

}
