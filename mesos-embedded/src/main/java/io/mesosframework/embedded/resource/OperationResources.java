package io.mesosframework.embedded.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.jspecify.annotations.Nullable;

/**
 * The resources that an operation names, and their validation
 * ({@code validateAndUpgradeResources} of {@code src/common/resources_utils.cpp}).
 *
 * @since 0.1.0
 */
public final class OperationResources {

	private OperationResources() {
	}

	/**
	 * Validate that an operation has the member its type calls for, and all resources in
	 * it. Afterwards {@link ResourceFormats#upgrade(com.google.protobuf.Message)} is
	 * safe.
	 * @param operation the operation
	 * @return the error as Mesos says it, {@code null} when all are valid
	 */
	public static @Nullable String validate(Offer.Operation operation) {
		if (operation.getType() == Offer.Operation.Type.UNKNOWN) {
			return "Unknown offer operation";
		}
		if (!hasMember(operation)) {
			return missingMember(operation.getType());
		}
		return Resources.validate(of(operation));
	}

	private static boolean hasMember(Offer.Operation operation) {
		return switch (operation.getType()) {
			case LAUNCH -> operation.hasLaunch();
			case LAUNCH_GROUP -> operation.hasLaunchGroup();
			case RESERVE -> operation.hasReserve();
			case UNRESERVE -> operation.hasUnreserve();
			case CREATE -> operation.hasCreate();
			case DESTROY -> operation.hasDestroy();
			case GROW_VOLUME -> operation.hasGrowVolume();
			case SHRINK_VOLUME -> operation.hasShrinkVolume();
			case CREATE_DISK -> operation.hasCreateDisk();
			case DESTROY_DISK -> operation.hasDestroyDisk();
			default -> false;
		};
	}

	private static String missingMember(Offer.Operation.Type type) {
		String article = (type == Offer.Operation.Type.UNRESERVE) ? "An " : "A ";
		String noun = (type == Offer.Operation.Type.GROW_VOLUME) ? " operation" : " offer operation";
		String end = switch (type) {
			case GROW_VOLUME, SHRINK_VOLUME -> " field set";
			default -> " field set.";
		};
		return article + type.name() + noun + " must have the Offer.Operation." + type.name().toLowerCase(Locale.ROOT)
				+ end;
	}

	/**
	 * Return the resources that an operation names.
	 * @param operation the operation
	 * @return the resources, as they are
	 */
	public static List<Resource> of(Offer.Operation operation) {
		List<Resource> resources = new ArrayList<>();
		switch (operation.getType()) {
			case LAUNCH -> operation.getLaunch().getTaskInfosList().forEach((task) -> addTask(resources, task));
			case LAUNCH_GROUP -> {
				resources.addAll(operation.getLaunchGroup().getExecutor().getResourcesList());
				operation.getLaunchGroup().getTaskGroup().getTasksList().forEach((task) -> addTask(resources, task));
			}
			case RESERVE -> {
				resources.addAll(operation.getReserve().getResourcesList());
				resources.addAll(operation.getReserve().getSourceList());
			}
			case UNRESERVE -> resources.addAll(operation.getUnreserve().getResourcesList());
			case CREATE -> resources.addAll(operation.getCreate().getVolumesList());
			case DESTROY -> resources.addAll(operation.getDestroy().getVolumesList());
			case GROW_VOLUME -> {
				resources.add(operation.getGrowVolume().getVolume());
				resources.add(operation.getGrowVolume().getAddition());
			}
			case SHRINK_VOLUME -> resources.add(operation.getShrinkVolume().getVolume());
			case CREATE_DISK -> resources.add(operation.getCreateDisk().getSource());
			case DESTROY_DISK -> resources.add(operation.getDestroyDisk().getSource());
			default -> {
				return resources;
			}
		}
		return resources;
	}

	/**
	 * Return whether all resources of an operation have the format with
	 * {@code reservations} already.
	 * @param operation the operation
	 * @return {@code true} when {@link ResourceFormats} would change nothing
	 */
	public static boolean areUpgraded(Offer.Operation operation) {
		for (Resource resource : of(operation)) {
			if (ResourceFormats.upgrade(resource) != resource) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Return whether all resources of an operation are allocated to some role already.
	 * @param operation the operation
	 * @return {@code true} when none lacks its allocation
	 */
	public static boolean areAllocated(Offer.Operation operation) {
		for (Resource resource : of(operation)) {
			if (!resource.hasAllocationInfo()) {
				return false;
			}
		}
		return true;
	}

	private static void addTask(List<Resource> resources, TaskInfo task) {
		resources.addAll(task.getResourcesList());
		resources.addAll(task.getExecutor().getResourcesList());
	}

}
