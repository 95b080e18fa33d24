package io.mesosframework.task.internal.reservation;

import java.util.List;

import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.DiskInfo;
import org.apache.mesos.v1.Protos.Volume;
import org.jspecify.annotations.Nullable;

import io.mesosframework.task.Reservation;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.definition.TaskSpec.DiskSpec;

/**
 * Need of a task for a persistent volume.
 *
 * @param task the name of the task
 * @param group whether the task is a member of a group
 * @param disk the declared disk
 * @since 0.1.0
 */
public record VolumeNeed(String task, boolean group, DiskSpec disk) {

	public static List<VolumeNeed> of(TaskDefinition definition) {
		return definition.tasks()
			.stream()
			.filter((task) -> task.resources().disk().isPersistent())
			.map((task) -> new VolumeNeed(task.name(), definition.isGroup(), task.resources().disk()))
			.toList();
	}

	/**
	 * Return the id of the volume. It is unique on every agent because reservation ids
	 * are.
	 */
	String id(Reservation reservation) {
		return this.disk.persistenceId() + "." + reservation.index() + "." + reservation.id()
				+ (this.group ? "." + this.task : "");
	}

	/** Return the volume to CREATE from reserved disk space. */
	Resource create(Resource reserved, Reservation reservation, @Nullable String principal) {
		DiskInfo.Persistence.Builder persistence = DiskInfo.Persistence.newBuilder().setId(id(reservation));
		String named = (principal != null) ? principal : this.disk.principal();
		if (named != null) {
			persistence.setPrincipal(named);
		}
		return mount(reserved.toBuilder().setDisk(reserved.getDisk().toBuilder().setPersistence(persistence)).build(),
				"RW");
	}

	/** Return the volume mounted as the task declares. */
	public Resource mount(Resource volume) {
		return mount(volume, this.disk.mode());
	}

	private Resource mount(Resource volume, String mode) {
		return volume.toBuilder()
			.setDisk(volume.getDisk()
				.toBuilder()
				.setVolume(
						Volume.newBuilder().setContainerPath(this.disk.mountName()).setMode(Volume.Mode.valueOf(mode))))
			.build();
	}

	@Override
	public String toString() {
		String source = (this.disk.sourceType() != null) ? " on a " + this.disk.sourceType() + " disk" : "";
		return "a volume of " + this.disk.size() + " MB" + source;
	}

}
