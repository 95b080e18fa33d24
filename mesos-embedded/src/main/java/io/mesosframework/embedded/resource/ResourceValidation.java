package io.mesosframework.embedded.resource;

import java.util.List;

import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.DiskInfo;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Value;
import org.jspecify.annotations.Nullable;

/**
 * Validates resources in the order and with the texts of Mesos
 * ({@code Resources::validate} of {@code src/common/resources.cpp}).
 *
 * @since 0.1.0
 */
public final class ResourceValidation {

	private ResourceValidation() {
	}

	/**
	 * Validate resources.
	 * @param resources the resources
	 * @return the first error, {@code null} when all are valid
	 */
	public static @Nullable String validate(List<Resource> resources) {
		for (Resource resource : resources) {
			String error = validate(resource);
			if (error != null) {
				return "Resource '" + ResourceText.print(resource) + "' is invalid: " + error;
			}
		}
		return null;
	}

	/**
	 * Validate one resource.
	 * @param resource the resource
	 * @return the error, {@code null} when it is valid
	 */
	public static @Nullable String validate(Resource resource) {
		if (resource.getName().isEmpty()) {
			return "Empty resource name";
		}
		String error = validateValue(resource);
		if (error == null && resource.hasDisk()) {
			error = validateDisk(resource);
		}
		if (error == null) {
			error = (resource.getReservationsCount() == 0) ? validateOldFormat(resource) : validateStack(resource);
		}
		if (error == null && resource.hasShared()) {
			if (!resource.getName().equals("disk")) {
				return "Resource " + resource.getName() + " cannot be shared";
			}
			if (!Traits.isPersistentVolume(resource)) {
				return "Only persistent volumes can be shared";
			}
		}
		return error;
	}

	private static @Nullable String validateValue(Resource resource) {
		return switch (resource.getType()) {
			case SCALAR -> {
				if (!resource.hasScalar() || resource.hasRanges() || resource.hasSet()) {
					yield "Invalid scalar resource";
				}
				double value = resource.getScalar().getValue();
				yield (value != 0 && Amount.milli(value) <= 0) ? "Invalid scalar resource: value <= 0" : null;
			}
			case RANGES -> (resource.hasScalar() || !resource.hasRanges() || resource.hasSet())
					? "Invalid ranges resource" : validateRanges(resource.getRanges());
			case SET -> (resource.hasScalar() || resource.hasRanges() || !resource.hasSet()) ? "Invalid set resource"
					: validateSet(resource.getSet());
			default -> "Unsupported resource type";
		};
	}

	private static @Nullable String validateRanges(Value.Ranges ranges) {
		for (int i = 0; i < ranges.getRangeCount(); i++) {
			Value.Range range = ranges.getRange(i);
			if (Long.compareUnsigned(range.getBegin(), range.getEnd()) > 0) {
				return "Invalid ranges resource: begin > end";
			}
			for (int j = i + 1; j < ranges.getRangeCount(); j++) {
				long begin = ranges.getRange(j).getBegin();
				if (Long.compareUnsigned(range.getBegin(), begin) <= 0
						&& Long.compareUnsigned(begin, range.getEnd()) <= 0) {
					return "Invalid ranges resource: overlapping ranges";
				}
			}
		}
		return null;
	}

	private static @Nullable String validateSet(Value.Set set) {
		boolean distinct = set.getItemList().stream().distinct().count() == set.getItemCount();
		return distinct ? null : "Invalid set resource: duplicated elements";
	}

	private static @Nullable String validateDisk(Resource resource) {
		if (!resource.getName().equals("disk")) {
			return "DiskInfo should not be set for " + resource.getName() + " resource";
		}
		if (!resource.getDisk().hasSource()) {
			return null;
		}
		DiskInfo.Source source = resource.getDisk().getSource();
		return switch (source.getType()) {
			case PATH, MOUNT -> null;
			case BLOCK, RAW -> {
				if (source.hasMount()) {
					yield "Mount should not be set for " + source.getType() + " disk source";
				}
				yield source.hasPath() ? "Path should not be set for " + source.getType() + " disk source" : null;
			}
			default -> "Unsupported 'DiskInfo.Source.Type' in '" + ResourceText.print(source) + "'";
		};
	}

	private static @Nullable String validateOldFormat(Resource resource) {
		String error = Roles.validate(OldRole.get(resource));
		if (error != null || !resource.hasReservation()) {
			return error;
		}
		if (resource.getReservation().hasType()) {
			return "'Resource.ReservationInfo.type' must not be set for the 'Resource.reservation' field";
		}
		if (resource.getReservation().hasRole()) {
			return "'Resource.ReservationInfo.role' must not be set for the 'Resource.reservation' field";
		}
		return OldRole.get(resource).equals("*") ? "Invalid reservation: role \"*\" cannot be dynamically reserved"
				: null;
	}

	private static @Nullable String validateStack(Resource resource) {
		for (ReservationInfo reservation : resource.getReservationsList()) {
			String error = validateReservation(reservation);
			if (error != null) {
				return error;
			}
		}
		String ancestor = resource.getReservations(0).getRole();
		for (int i = 1; i < resource.getReservationsCount(); i++) {
			ReservationInfo reservation = resource.getReservations(i);
			if (reservation.getType() == ReservationInfo.Type.STATIC) {
				return "Invalid refined reservation: A refined reservation cannot be STATIC";
			}
			if (!Roles.isStrictSubrole(reservation.getRole(), ancestor)) {
				return "Invalid refined reservation: role '" + reservation.getRole() + "' is not a refinement of '"
						+ ancestor + "'";
			}
			ancestor = reservation.getRole();
		}
		return (resource.getReservationsCount() == 1) ? validateBothFormats(resource) : validateNotOldFormat(resource);
	}

	private static @Nullable String validateReservation(ReservationInfo reservation) {
		if (!reservation.hasType()) {
			return "Invalid reservation: 'Resource.ReservationInfo.type' field must be set.";
		}
		if (!reservation.hasRole()) {
			return "Invalid reservation: 'Resource.ReservationInfo.role' field must be set.";
		}
		String error = Roles.validate(reservation.getRole());
		if (error != null) {
			return error;
		}
		return reservation.getRole().equals("*") ? "Invalid reservation: role \"*\" cannot be reserved" : null;
	}

	private static @Nullable String validateNotOldFormat(Resource resource) {
		String field = OldRole.isSet(resource) ? "role" : resource.hasReservation() ? "reservation" : null;
		return (field != null) ? "Invalid resource format: 'Resource." + field
				+ "' must not be set if there is more than one reservation in 'Resource.reservations'" : null;
	}

	private static @Nullable String validateBothFormats(Resource resource) {
		ReservationInfo reservation = resource.getReservations(0);
		if (OldRole.isSet(resource) && !OldRole.get(resource).equals(reservation.getRole())) {
			return "Invalid resource format: 'Resource.role' field with '" + OldRole.get(resource)
					+ "' does not match the role '" + reservation.getRole() + "' in 'Resource.reservations'";
		}
		return switch (reservation.getType()) {
			case STATIC -> resource.hasReservation() ? "Invalid resource format: 'Resource.reservation' must not be set"
					+ " if the single reservation in 'Resource.reservations' is STATIC" : null;
			case DYNAMIC -> validateBothDynamic(resource, reservation);
			default -> "Unsupported 'Resource.ReservationInfo.Type'";
		};
	}

	private static @Nullable String validateBothDynamic(Resource resource, ReservationInfo reservation) {
		if (OldRole.isSet(resource) != resource.hasReservation()) {
			return "Invalid resource format: 'Resource.role' and 'Resource.reservation' must either be both set or"
					+ " both not set if the single reservation in 'Resource.reservations' is DYNAMIC";
		}
		ReservationInfo old = resource.getReservation();
		if (resource.hasReservation() && !old.getPrincipal().equals(reservation.getPrincipal())) {
			return "Invalid resource format: 'Resource.reservation.principal' field with '" + old.getPrincipal()
					+ "' does not match the principal '" + reservation.getPrincipal() + "' in 'Resource.reservations'";
		}
		if (resource.hasReservation() && !Kind.sameLabels(old.getLabels(), reservation.getLabels())) {
			return "Invalid resource format: 'Resource.reservation.labels' field with '"
					+ ResourceText.print(old.getLabels()) + "' does not match the labels '"
					+ ResourceText.print(reservation.getLabels()) + "' in 'Resource.reservations'";
		}
		return null;
	}

}
