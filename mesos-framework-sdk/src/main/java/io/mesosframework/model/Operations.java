package io.mesosframework.model;

import java.util.Arrays;
import java.util.Collection;

import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.OperationID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskGroupInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.Value;

/**
 * Creates the operations of an ACCEPT. They are applied in order, so that one may use the
 * result of the previous one: reserve, create, launch.
 *
 * @since 0.1.0
 */
public final class Operations {

	private Operations() {
	}

	/**
	 * Return an operation that launches tasks individually.
	 * @param tasks the tasks
	 * @return the operation
	 */
	public static Operation launch(TaskInfo... tasks) {
		return launch(Arrays.asList(tasks));
	}

	/**
	 * Return an operation that launches tasks individually.
	 * @param tasks the tasks
	 * @return the operation
	 */
	public static Operation launch(Collection<TaskInfo> tasks) {
		return Operation.newBuilder()
			.setType(Operation.Type.LAUNCH)
			.setLaunch(Operation.Launch.newBuilder().addAllTaskInfos(tasks))
			.build();
	}

	/**
	 * Return an operation that launches tasks together on one executor, all or none.
	 * @param executor the executor
	 * @param tasks the tasks
	 * @return the operation
	 */
	public static Operation launchGroup(ExecutorInfo executor, TaskInfo... tasks) {
		return Operation.newBuilder()
			.setType(Operation.Type.LAUNCH_GROUP)
			.setLaunchGroup(Operation.LaunchGroup.newBuilder()
				.setExecutor(executor)
				.setTaskGroup(TaskGroupInfo.newBuilder().addAllTasks(Arrays.asList(tasks))))
			.build();
	}

	/**
	 * Return an operation that reserves resources of the offer.
	 * @param resources the resources with their reservation, see
	 * {@link Resources#reserved}
	 * @return the operation
	 */
	public static Operation reserve(Resources resources) {
		return Operation.newBuilder()
			.setType(Operation.Type.RESERVE)
			.setReserve(Operation.Reserve.newBuilder().addAllResources(resources))
			.build();
	}

	/**
	 * Return an operation that ends a dynamic reservation.
	 * @param resources the resources as they are offered
	 * @return the operation
	 */
	public static Operation unreserve(Resources resources) {
		return Operation.newBuilder()
			.setType(Operation.Type.UNRESERVE)
			.setUnreserve(Operation.Unreserve.newBuilder().addAllResources(resources))
			.build();
	}

	/**
	 * Return an operation that creates persistent volumes.
	 * @param volumes the volumes, see {@link Resources#asPersistentVolume}
	 * @return the operation
	 */
	public static Operation create(Resources volumes) {
		return Operation.newBuilder()
			.setType(Operation.Type.CREATE)
			.setCreate(Operation.Create.newBuilder().addAllVolumes(volumes))
			.build();
	}

	/**
	 * Return an operation that destroys persistent volumes and their data.
	 * @param volumes the volumes as they are offered
	 * @return the operation
	 */
	public static Operation destroy(Resources volumes) {
		return Operation.newBuilder()
			.setType(Operation.Type.DESTROY)
			.setDestroy(Operation.Destroy.newBuilder().addAllVolumes(volumes))
			.build();
	}

	/**
	 * Return an operation that enlarges a persistent volume.
	 * @param volume the volume as it is offered
	 * @param addition the disk space to add, of the same kind
	 * @return the operation
	 */
	public static Operation growVolume(Resource volume, Resource addition) {
		return Operation.newBuilder()
			.setType(Operation.Type.GROW_VOLUME)
			.setGrowVolume(Operation.GrowVolume.newBuilder().setVolume(volume).setAddition(addition))
			.build();
	}

	/**
	 * Return an operation that shrinks a persistent volume.
	 * @param volume the volume as it is offered
	 * @param megabytes the space to remove, in MB
	 * @return the operation
	 */
	public static Operation shrinkVolume(Resource volume, double megabytes) {
		return Operation.newBuilder()
			.setType(Operation.Type.SHRINK_VOLUME)
			.setShrinkVolume(Operation.ShrinkVolume.newBuilder()
				.setVolume(volume)
				.setSubtract(Value.Scalar.newBuilder().setValue(megabytes)))
			.build();
	}

	/**
	 * Return an operation that creates a disk from a raw disk of a resource provider.
	 * @param source the raw disk as it is offered
	 * @param target {@code MOUNT} or {@code BLOCK}
	 * @return the operation
	 */
	public static Operation createDisk(Resource source, Resource.DiskInfo.Source.Type target) {
		return Operation.newBuilder()
			.setType(Operation.Type.CREATE_DISK)
			.setCreateDisk(Operation.CreateDisk.newBuilder().setSource(source).setTargetType(target))
			.build();
	}

	/**
	 * Return an operation that destroys a disk of a resource provider.
	 * @param source the disk as it is offered
	 * @return the operation
	 */
	public static Operation destroyDisk(Resource source) {
		return Operation.newBuilder()
			.setType(Operation.Type.DESTROY_DISK)
			.setDestroyDisk(Operation.DestroyDisk.newBuilder().setSource(source))
			.build();
	}

	/**
	 * Return a copy of an operation with an id, so that its outcome is reported with
	 * UPDATE_OPERATION_STATUS. Launches cannot have an id.
	 * @param operation the operation
	 * @param id the id, unique within the framework
	 * @return the operation with the id
	 */
	public static Operation withId(Operation operation, OperationID id) {
		if (operation.getType() == Offer.Operation.Type.LAUNCH
				|| operation.getType() == Offer.Operation.Type.LAUNCH_GROUP) {
			throw new IllegalArgumentException("A " + operation.getType() + " cannot have an operation id");
		}
		return operation.toBuilder().setId(id).build();
	}

}
