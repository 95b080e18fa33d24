package io.mesosframework.task;

import java.util.Comparator;
import java.util.List;

import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.DiskInfo;
import org.apache.mesos.v1.Protos.Resource.DiskInfo.Source;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.Protos.Volume;
import org.jspecify.annotations.Nullable;

import io.mesosframework.offer.FixedPoint;
import io.mesosframework.offer.ResourceBag;
import io.mesosframework.offer.ResourceKind;
import io.mesosframework.task.TaskSpec.DiskSpec;

/**
 * A persistent volume that a task of an instance needs.
 *
 * @param task the task
 * @param group whether it is one of a group
 * @param disk what is declared
 */
record VolumeNeed(String task, boolean group, DiskSpec disk) {

	static List<VolumeNeed> of(TaskDefinition definition) {
		return definition.tasks()
			.stream()
			.filter((task) -> task.resources().disk().isPersistent())
			.map((task) -> new VolumeNeed(task.name(), definition.isGroup(), task.resources().disk()))
			.toList();
	}

	/** Return the id of the volume: unique on every agent, since homes are. */
	String id(Home home) {
		return this.disk.persistenceId() + "." + home.index() + "." + home.id() + (this.group ? "." + this.task : "");
	}

	/**
	 * Choose disk space: as much as is needed of a divisible disk, or the smallest whole
	 * disk that is large enough.
	 * @return the disk, or {@code null} if there is none
	 */
	@Nullable Resource choose(ResourceBag free) {
		long size = FixedPoint.milli(this.disk.size());
		Resource chosen = free.filter(this::suits)
			.toResources()
			.stream()
			.filter((resource) -> FixedPoint.milli(resource.getScalar().getValue()) >= size)
			.min(Comparator.comparingDouble((resource) -> resource.getScalar().getValue()))
			.orElse(null);
		if (chosen == null || ResourceKind.of(chosen).atomic()) {
			return chosen;
		}
		return chosen.toBuilder().setScalar(Value.Scalar.newBuilder().setValue(FixedPoint.toDouble(size))).build();
	}

	private boolean suits(ResourceKind kind) {
		if (!kind.name().equals("disk") || kind.persistenceId() != null) {
			return false;
		}
		Source source = kind.source();
		if (this.disk.sourceType() == null || source == null) {
			return this.disk.sourceType() == null && source == null;
		}
		String root = (source.getType() == Source.Type.PATH) ? source.getPath().getRoot() : source.getMount().getRoot();
		return source.getType().name().equals(this.disk.sourceType())
				&& (this.disk.sourceRoot() == null || this.disk.sourceRoot().equals(root));
	}

	/** Make reserved disk space the volume of a home, as CREATE wants it. */
	Resource create(Resource reserved, Home home, @Nullable String principal) {
		DiskInfo.Persistence.Builder persistence = DiskInfo.Persistence.newBuilder().setId(id(home));
		String named = (principal != null) ? principal : this.disk.principal();
		if (named != null) {
			persistence.setPrincipal(named);
		}
		return mount(reserved.toBuilder().setDisk(reserved.getDisk().toBuilder().setPersistence(persistence)).build(),
				"RW");
	}

	/** Mount the volume as the task wants it. */
	Resource mount(Resource volume) {
		return mount(volume, this.disk.mode());
	}

	private Resource mount(Resource volume, String mode) {
		return volume.toBuilder()
			.setDisk(volume.getDisk()
				.toBuilder()
				.setVolume(Volume.newBuilder()
					.setContainerPath(Containers.mountName(this.disk))
					.setMode(Volume.Mode.valueOf(mode))))
			.build();
	}

	@Override
	public String toString() {
		String source = (this.disk.sourceType() != null) ? " on a " + this.disk.sourceType() + " disk" : "";
		return "a volume of " + this.disk.size() + " MB" + source;
	}

}
