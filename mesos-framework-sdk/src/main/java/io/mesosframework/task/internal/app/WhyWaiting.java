package io.mesosframework.task.internal.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.jspecify.annotations.Nullable;

import io.mesosframework.model.Capabilities;
import io.mesosframework.model.FrameworkInfos;
import io.mesosframework.placement.PlacementRefusals;
import io.mesosframework.task.Instance;
import io.mesosframework.task.Phase;
import io.mesosframework.task.Waiting;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.util.Times;

/**
 * Explains why instances of an app are waiting: for the end of a back-off after failures,
 * or for a suitable offer. A pure function, called by readers on their own threads.
 *
 * @since 0.1.0
 */
public final class WhyWaiting {

	private WhyWaiting() {
	}

	public static List<Waiting> of(AppView app, FrameworkInfo framework, Instant now) {
		Map<String, Waiting> reservations = new TreeMap<>();
		int ready = 0;
		int backOff = 0;
		int failures = 0;
		Instant next = null;
		Instant last = null;
		for (Instance instance : app.instances()) {
			if (instance.phase() != Phase.WAITING) {
				continue;
			}
			Instant due = instance.due();
			if (due == null || !due.isAfter(now)) {
				ReservationWait inReservation = app.inReservation(instance.index());
				if (inReservation != null) {
					reservations.compute(inReservation.text(),
							(text, before) -> inReservation(app, inReservation, before));
				}
				else {
					ready++;
				}
				continue;
			}
			backOff++;
			failures = Math.max(failures, instance.failures());
			next = Times.earliest(next, due);
			last = (last == null || due.isAfter(last)) ? due : last;
		}
		List<Waiting> all = new ArrayList<>();
		boolean gang = app.definition().placement().gang() && !app.definition().keepsReservation();
		if (ready > 0 && backOff > 0 && gang) {
			all.add(new Waiting(app.name(), ready, "the gang goes when all of its instances that wait may be launched",
					0, List.of(), null, last));
		}
		else if (ready > 0) {
			all.add(unplaced(app, framework, ready));
		}
		all.addAll(reservations.values());
		if (backOff > 0) {
			all.add(backOff(app, backOff, failures, next));
		}
		return all;
	}

	private static Waiting inReservation(AppView app, ReservationWait wait, @Nullable Waiting before) {
		Instant first = Times.earliest(wait.next(), (before != null) ? before.nextTry() : null);
		return new Waiting(app.name(), (before != null) ? before.count() + 1 : 1, wait.text(), 0, List.of(), null,
				first);
	}

	private static Waiting unplaced(AppView app, FrameworkInfo framework, int ready) {
		Unplaced unplaced = app.unplaced();
		String lacks = lacks(app.definition(), framework);
		if (unplaced == null || (lacks != null && unplaced.why().agents() == 0)) {
			return new Waiting(app.name(), ready, (lacks != null) ? lacks : "no offer has been looked at yet", 0,
					List.of(), null, null);
		}
		PlacementRefusals why = unplaced.why();
		return new Waiting(app.name(), ready, (lacks != null) ? lacks + "; " + why : why.toString(), why.agents(),
				why.reasons(), why.wouldFit(), null);
	}

	/**
	 * Return what the framework is missing to be offered what an app needs, or
	 * {@code null} if nothing is missing.
	 */
	private static @Nullable String lacks(TaskDefinition app, FrameworkInfo framework) {
		List<String> roles = FrameworkInfos.rolesOf(framework);
		if (app.role() != null && !roles.contains(app.role())) {
			return "the framework gets no offers for role '" + app.role() + "', only for " + roles;
		}
		if (app.tasks().stream().anyMatch((task) -> task.resources().revocable())
				&& !Capabilities.has(framework, Capability.Type.REVOCABLE_RESOURCES)) {
			return "the framework is offered no revocable resources without the capability REVOCABLE_RESOURCES";
		}
		if (app.tasks().stream().anyMatch((task) -> task.resources().gpus() > 0)
				&& !Capabilities.has(framework, Capability.Type.GPU_RESOURCES)) {
			return "the framework is usually offered no agents with GPUs without the capability GPU_RESOURCES";
		}
		return null;
	}

	private static Waiting backOff(AppView app, int count, int failures, @Nullable Instant next) {
		String text = (failures > 0) ? "back-off after " + failures + ((failures == 1) ? " failure" : " failures")
				: "back-off after an end that was not its fault";
		return new Waiting(app.name(), count, text, 0, List.of(), null, next);
	}

}
