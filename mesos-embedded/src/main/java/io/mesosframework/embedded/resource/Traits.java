package io.mesosframework.embedded.resource;

import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.DiskInfo.Source;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;

/**
 * What one resource is. All methods expect the format with {@code reservations}, see
 * {@link ResourceFormats}.
 *
 * @since 0.1.0
 */
public final class Traits {

	private Traits() {
	}

	/**
	 * Return whether a resource is a persistent volume.
	 * @param resource the resource
	 * @return {@code true} when it is
	 */
	public static boolean isPersistentVolume(Resource resource) {
		return resource.hasDisk() && resource.getDisk().hasPersistence();
	}

	/**
	 * Return whether a resource is a disk with the given kind of source.
	 * @param resource the resource
	 * @param type the kind of source
	 * @return {@code true} when it is
	 */
	public static boolean isDisk(Resource resource, Source.Type type) {
		return resource.hasDisk() && resource.getDisk().hasSource() && resource.getDisk().getSource().getType() == type;
	}

	/**
	 * Return whether a resource is reserved for any role.
	 * @param resource the resource
	 * @return {@code true} when it is
	 */
	public static boolean isReserved(Resource resource) {
		return resource.getReservationsCount() > 0;
	}

	/**
	 * Return whether a resource is reserved for exactly this role.
	 * @param resource the resource
	 * @param role the role
	 * @return {@code true} when it is
	 */
	public static boolean isReserved(Resource resource, String role) {
		return isReserved(resource) && reservationRole(resource).equals(role);
	}

	/**
	 * Return whether the newest reservation is a dynamic one.
	 * @param resource the resource
	 * @return {@code true} when it is
	 */
	public static boolean isDynamicallyReserved(Resource resource) {
		int count = resource.getReservationsCount();
		return count > 0 && resource.getReservations(count - 1).getType() == ReservationInfo.Type.DYNAMIC;
	}

	/**
	 * Return whether a resource has more than one reservation.
	 * @param resource the resource
	 * @return {@code true} when it has
	 */
	public static boolean hasRefinedReservations(Resource resource) {
		return resource.getReservationsCount() > 1;
	}

	/**
	 * Return the role of the newest reservation.
	 * @param resource a reserved resource
	 * @return the role
	 */
	public static String reservationRole(Resource resource) {
		return resource.getReservations(resource.getReservationsCount() - 1).getRole();
	}

	/**
	 * Return whether a resource can be offered to a role: unreserved, or reserved for the
	 * role or one of its ancestors.
	 * @param resource the resource
	 * @param role the role
	 * @return {@code true} when it can
	 */
	public static boolean isAllocatableTo(Resource resource, String role) {
		if (!isReserved(resource)) {
			return true;
		}
		String reserved = reservationRole(resource);
		return role.equals(reserved) || Roles.isStrictSubrole(role, reserved);
	}

	/**
	 * Return whether an agent has to keep this resource over a restart: dynamic
	 * reservations and persistent volumes.
	 * @param resource the resource
	 * @return {@code true} when it has
	 */
	public static boolean needsCheckpointing(Resource resource) {
		return !resource.hasProviderId() && (isDynamicallyReserved(resource) || isPersistentVolume(resource));
	}

}
