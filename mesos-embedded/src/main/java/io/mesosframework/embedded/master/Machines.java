package io.mesosframework.embedded.master;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.Protos.MachineInfo;
import org.apache.mesos.v1.Protos.Unavailability;
import org.apache.mesos.v1.maintenance.Protos.ClusterStatus;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.maintenance.Protos.Window;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.codec.MesosJson;
import io.mesosframework.embedded.http.HttpReply;
import io.mesosframework.embedded.master.state.Agent;
import io.mesosframework.embedded.master.state.MachineIds;
import io.mesosframework.embedded.wire.ToAgent;

/**
 * Maintenance of machines: a schedule announces their unavailability, then they are
 * brought down and up again, see {@code docs/maintenance.md} of Mesos.
 */
final class Machines {

	private final Term term;

	/** The machines that are or were in the schedule while this master leads. */
	private final Set<MachineID> known = new HashSet<>();

	Machines(Term term) {
		this.term = term;
	}

	@Nullable Unavailability unavailability(MachineID id) {
		MachineInfo info = this.term.registry().machines().get(MachineIds.normalize(id));
		return (info != null && info.hasUnavailability()) ? info.getUnavailability() : null;
	}

	boolean isDown(MachineID id) {
		return mode(id) == MachineInfo.Mode.DOWN;
	}

	boolean isScheduled(MachineID id) {
		return this.term.registry()
			.schedule()
			.getWindowsList()
			.stream()
			.flatMap((window) -> window.getMachineIdsList().stream())
			.anyMatch((machine) -> MachineIds.normalize(machine).equals(MachineIds.normalize(id)));
	}

	private MachineInfo.Mode mode(MachineID id) {
		MachineInfo info = this.term.registry().machines().get(MachineIds.normalize(id));
		return (info != null) ? info.getMode() : MachineInfo.Mode.UP;
	}

	/**
	 * Replace the schedule.
	 * @param schedule the schedule
	 * @return 200, or why not
	 */
	HttpReply update(Schedule schedule) {
		String error = validate(schedule);
		if (error != null) {
			return HttpReply.text(400, error);
		}
		Map<MachineID, Unavailability> wanted = new HashMap<>();
		for (Window window : schedule.getWindowsList()) {
			window.getMachineIdsList()
				.forEach((id) -> wanted.put(MachineIds.normalize(id), window.getUnavailability()));
		}
		for (MachineID id : new ArrayList<>(this.term.registry().machines().keySet())) {
			if (!wanted.containsKey(id)) {
				set(id, MachineInfo.Mode.UP, null);
			}
		}
		wanted.forEach((id, unavailability) -> {
			MachineInfo.Mode mode = mode(id);
			set(id, (mode == MachineInfo.Mode.UP) ? MachineInfo.Mode.DRAINING : mode, unavailability);
		});
		this.term.registry().schedule(schedule);
		return HttpReply.empty(200);
	}

	private void set(MachineID id, MachineInfo.Mode mode, @Nullable Unavailability unavailability) {
		MachineInfo.Builder info = MachineInfo.newBuilder().setId(id).setMode(mode);
		if (unavailability != null) {
			info.setUnavailability(unavailability);
		}
		this.known.add(id);
		if (mode == MachineInfo.Mode.UP && unavailability == null) {
			this.term.registry().machines().remove(id);
		}
		else {
			this.term.registry().machines().put(id, info.build());
		}
		for (Agent agent : List.copyOf(this.term.agents().on(id))) {
			this.term.offers().rescindAll(agent);
			this.term.allocator().maintenanceOffers().update(agent, unavailability != null);
			this.term.allocator().reconsider(agent);
		}
	}

	private @Nullable String validate(Schedule schedule) {
		Set<MachineID> seen = new HashSet<>();
		for (Window window : schedule.getWindowsList()) {
			if (window.getMachineIdsCount() == 0) {
				return "List of machines in the maintenance window is empty";
			}
			if (window.getUnavailability().getDuration().getNanoseconds() < 0) {
				return "Unavailability 'duration' is negative";
			}
			String error = validate(window.getMachineIdsList(), seen);
			if (error != null) {
				return error;
			}
		}
		for (Map.Entry<MachineID, MachineInfo> machine : this.term.registry().machines().entrySet()) {
			if (machine.getValue().getMode() == MachineInfo.Mode.DOWN && !seen.contains(machine.getKey())) {
				return "Machine '" + MesosJson.print(machine.getKey())
						+ "' is deactivated and cannot be removed from the schedule";
			}
		}
		return null;
	}

	private static @Nullable String validate(List<MachineID> ids, Set<MachineID> seen) {
		for (MachineID id : ids) {
			if (id.getHostname().isEmpty() && id.getIp().isEmpty()) {
				return "Both 'hostname' and 'ip' for a machine are empty";
			}
			if (!id.getIp().isEmpty() && !id.getIp().matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
				return "Failed to parse IPv4: " + id.getIp();
			}
			if (!seen.add(MachineIds.normalize(id))) {
				return "Machine '" + MesosJson.print(id) + "' appears more than once in the schedule";
			}
		}
		return null;
	}

	/**
	 * Bring machines down: their agents are removed.
	 * @param ids the machines
	 * @return 200, or why not
	 */
	HttpReply start(List<MachineID> ids) {
		String error = validateModes(ids, MachineInfo.Mode.DRAINING, "brought down");
		if (error != null) {
			return HttpReply.text(400, error);
		}
		for (MachineID id : ids) {
			for (Agent agent : List.copyOf(this.term.agents().on(MachineIds.normalize(id)))) {
				agent.send(new ToAgent.Shutdown("Operator initiated 'Machine DOWN'"));
				this.term.agentRemoval().remove(agent, "Operator initiated 'Machine DOWN'");
			}
			this.term.registry()
				.machines()
				.computeIfPresent(MachineIds.normalize(id),
						(key, info) -> info.toBuilder().setMode(MachineInfo.Mode.DOWN).build());
		}
		return HttpReply.empty(200);
	}

	/**
	 * Bring machines up again; they leave the schedule.
	 * @param ids the machines
	 * @return 200, or why not
	 */
	HttpReply stop(List<MachineID> ids) {
		String error = validateModes(ids, MachineInfo.Mode.DOWN, "brought up");
		if (error != null) {
			return HttpReply.text(400, error);
		}
		Set<MachineID> up = new HashSet<>();
		ids.forEach((id) -> up.add(MachineIds.normalize(id)));
		this.known.addAll(up);
		this.term.registry().machines().keySet().removeAll(up);
		Schedule.Builder schedule = Schedule.newBuilder();
		for (Window window : this.term.registry().schedule().getWindowsList()) {
			List<MachineID> rest = window.getMachineIdsList()
				.stream()
				.filter((id) -> !up.contains(MachineIds.normalize(id)))
				.toList();
			if (!rest.isEmpty()) {
				schedule.addWindows(window.toBuilder().clearMachineIds().addAllMachineIds(rest));
			}
		}
		this.term.registry().schedule(schedule.build());
		return HttpReply.empty(200);
	}

	private @Nullable String validateModes(List<MachineID> ids, MachineInfo.Mode expected, String action) {
		if (ids.isEmpty()) {
			return "List of machines is empty";
		}
		String error = validate(ids, new HashSet<>());
		if (error != null) {
			return error;
		}
		for (MachineID id : ids) {
			MachineInfo info = this.term.registry().machines().get(MachineIds.normalize(id));
			if (info == null && !this.known.contains(MachineIds.normalize(id))
					&& this.term.agents().on(MachineIds.normalize(id)).isEmpty()) {
				return "Machine '" + MesosJson.print(id) + "' is not part of a maintenance schedule";
			}
			if (info == null || info.getMode() != expected) {
				return "Machine '" + MesosJson.print(id) + "' is not in " + expected + " mode and cannot be " + action;
			}
		}
		return null;
	}

	ClusterStatus status() {
		ClusterStatus.Builder status = ClusterStatus.newBuilder();
		this.term.registry().machines().forEach((id, info) -> {
			if (info.getMode() == MachineInfo.Mode.DOWN) {
				status.addDownMachines(id);
			}
			else if (info.getMode() == MachineInfo.Mode.DRAINING) {
				ClusterStatus.DrainingMachine.Builder machine = ClusterStatus.DrainingMachine.newBuilder().setId(id);
				this.term.agents()
					.on(id)
					.forEach((agent) -> machine
						.addAllStatuses(this.term.allocator().maintenanceOffers().statuses(agent)));
				status.addDrainingMachines(machine);
			}
		});
		return status.build();
	}

}
