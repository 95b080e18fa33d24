package io.mesosframework.embedded.resource;

import java.util.function.UnaryOperator;

import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;

/**
 * Rewrites the resources inside an offer operation, wherever they stand.
 *
 * @since 0.1.0
 */
public final class OperationRewrite {

	private OperationRewrite() {
	}

	/**
	 * Rewrite every resource of an operation.
	 * @param operation the operation
	 * @param change the rewrite
	 * @return the rewritten operation
	 */
	public static Offer.Operation map(Offer.Operation operation, UnaryOperator<Resource> change) {
		Offer.Operation.Builder builder = operation.toBuilder();
		switch (operation.getType()) {
			case RESERVE -> {
				builder.getReserveBuilder().getSourceBuilderList().forEach((resource) -> apply(resource, change));
				builder.getReserveBuilder().getResourcesBuilderList().forEach((resource) -> apply(resource, change));
			}
			case UNRESERVE ->
				builder.getUnreserveBuilder().getResourcesBuilderList().forEach((resource) -> apply(resource, change));
			case CREATE ->
				builder.getCreateBuilder().getVolumesBuilderList().forEach((resource) -> apply(resource, change));
			case DESTROY ->
				builder.getDestroyBuilder().getVolumesBuilderList().forEach((resource) -> apply(resource, change));
			case GROW_VOLUME -> {
				apply(builder.getGrowVolumeBuilder().getVolumeBuilder(), change);
				apply(builder.getGrowVolumeBuilder().getAdditionBuilder(), change);
			}
			case SHRINK_VOLUME -> apply(builder.getShrinkVolumeBuilder().getVolumeBuilder(), change);
			case CREATE_DISK -> apply(builder.getCreateDiskBuilder().getSourceBuilder(), change);
			case DESTROY_DISK -> apply(builder.getDestroyDiskBuilder().getSourceBuilder(), change);
			case LAUNCH -> {
				// the most frequent operation: without a builder for each resource
				Offer.Operation.Launch.Builder launch = operation.getLaunch().toBuilder();
				for (int i = 0; i < launch.getTaskInfosCount(); i++) {
					launch.setTaskInfos(i, changed(launch.getTaskInfos(i), change));
				}
				builder.setLaunch(launch);
			}
			case LAUNCH_GROUP -> {
				if (operation.getLaunchGroup().hasExecutor()) {
					applyExecutor(builder.getLaunchGroupBuilder().getExecutorBuilder(), change);
				}
				builder.getLaunchGroupBuilder()
					.getTaskGroupBuilder()
					.getTasksBuilderList()
					.forEach((task) -> applyTask(task, change));
			}
			case UNKNOWN -> {
			}
		}
		return builder.build();
	}

	private static TaskInfo changed(TaskInfo task, UnaryOperator<Resource> change) {
		TaskInfo.Builder builder = task.toBuilder().clearResources();
		for (Resource resource : task.getResourcesList()) {
			builder.addResources(change.apply(resource));
		}
		if (task.hasExecutor()) {
			applyExecutor(builder.getExecutorBuilder(), change);
		}
		return builder.build();
	}

	private static void applyTask(TaskInfo.Builder task, UnaryOperator<Resource> change) {
		task.getResourcesBuilderList().forEach((resource) -> apply(resource, change));
		if (task.hasExecutor()) {
			applyExecutor(task.getExecutorBuilder(), change);
		}
	}

	private static void applyExecutor(ExecutorInfo.Builder executor, UnaryOperator<Resource> change) {
		executor.getResourcesBuilderList().forEach((resource) -> apply(resource, change));
	}

	private static void apply(Resource.Builder resource, UnaryOperator<Resource> change) {
		Resource before = resource.build();
		Resource after = change.apply(before);
		if (after != before) {
			resource.clear().mergeFrom(after);
		}
	}

	/**
	 * Return how resources without one get their allocation role.
	 * @param role the role of the offer
	 * @return the rewrite
	 */
	public static UnaryOperator<Resource> allocate(String role) {
		Resource.AllocationInfo info = Resource.AllocationInfo.newBuilder().setRole(role).build();
		return (resource) -> resource.hasAllocationInfo() ? resource
				: resource.toBuilder().setAllocationInfo(info).build();
	}

	/**
	 * Return how resources lose their allocation role.
	 * @return the rewrite
	 */
	public static UnaryOperator<Resource> unallocate() {
		return (resource) -> resource.hasAllocationInfo() ? resource.toBuilder().clearAllocationInfo().build()
				: resource;
	}

}
