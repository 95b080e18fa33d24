package io.mesosframework.embedded.resource;

import java.util.List;
import java.util.StringJoiner;

import org.apache.mesos.v1.Protos.Label;
import org.apache.mesos.v1.Protos.Labels;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.DiskInfo;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.Protos.Volume;

/**
 * Prints resources as they appear in the error texts of Mesos
 * ({@code src/common/resources.cpp}).
 *
 * @since 0.1.0
 */
public final class ResourceText {

	private ResourceText() {
	}

	/**
	 * Print a resource.
	 * @param resource the resource, valid or not
	 * @return the text, for example
	 * {@code cpus(allocated: web)(reservations: [(STATIC,web)]):1.5}
	 */
	public static String print(Resource resource) {
		StringBuilder out = new StringBuilder(resource.getName());
		if (resource.hasAllocationInfo()) {
			out.append("(allocated: ").append(resource.getAllocationInfo().getRole()).append(')');
		}
		if (resource.getReservationsCount() > 0) {
			StringJoiner reservations = new StringJoiner(",", "(reservations: [", "])");
			for (ReservationInfo reservation : resource.getReservationsList()) {
				reservations.add("(" + print(reservation) + ")");
			}
			out.append(reservations);
		}
		if (resource.hasDisk()) {
			out.append('[').append(print(resource.getDisk())).append(']');
		}
		if (resource.hasRevocable()) {
			out.append("{REV}");
		}
		if (resource.hasShared()) {
			out.append("<SHARED>");
		}
		out.append(':');
		switch (resource.getType()) {
			case SCALAR -> out.append(Amount.of(resource.getScalar().getValue()));
			case RANGES -> out.append(print(resource.getRanges()));
			case SET -> out.append(print(resource.getSet().getItemList()));
			default -> out.append(resource.getType());
		}
		return out.toString();
	}

	private static String print(ReservationInfo reservation) {
		StringBuilder out = new StringBuilder(reservation.getType().name()).append(',').append(reservation.getRole());
		if (reservation.hasPrincipal()) {
			out.append(',').append(reservation.getPrincipal());
		}
		if (reservation.hasLabels()) {
			out.append(',').append(print(reservation.getLabels()));
		}
		return out.toString();
	}

	static String print(Labels labels) {
		StringJoiner out = new StringJoiner(", ", "{", "}");
		for (Label label : labels.getLabelsList()) {
			out.add(label.hasValue() ? label.getKey() + ": " + label.getValue() : label.getKey());
		}
		return out.toString();
	}

	private static String print(DiskInfo disk) {
		StringBuilder out = new StringBuilder();
		if (disk.hasSource()) {
			out.append(print(disk.getSource()));
		}
		if (disk.hasPersistence()) {
			out.append(disk.hasSource() ? "," : "").append(disk.getPersistence().getId());
		}
		if (disk.hasVolume()) {
			out.append(':').append(print(disk.getVolume()));
		}
		return out.toString();
	}

	static String print(DiskInfo.Source source) {
		String type = source.getType().name();
		if (source.getType() == DiskInfo.Source.Type.UNKNOWN) {
			return type;
		}
		if (source.hasId() || source.hasProfile()) {
			return type + "(" + source.getVendor() + "," + source.getId() + "," + source.getProfile() + ")";
		}
		return switch (source.getType()) {
			case MOUNT -> type + (source.getMount().hasRoot() ? ":" + source.getMount().getRoot() : "");
			case PATH -> type + (source.getPath().hasRoot() ? ":" + source.getPath().getRoot() : "");
			default -> type;
		};
	}

	private static String print(Volume volume) {
		if (!volume.hasHostPath()) {
			return volume.getContainerPath();
		}
		String mode = volume.hasMode() ? ((volume.getMode() == Volume.Mode.RW) ? ":rw" : ":ro") : "";
		return volume.getHostPath() + ":" + volume.getContainerPath() + mode;
	}

	static String print(Value.Ranges ranges) {
		StringJoiner out = new StringJoiner(", ", "[", "]");
		for (Value.Range range : ranges.getRangeList()) {
			out.add(Long.toUnsignedString(range.getBegin()) + "-" + Long.toUnsignedString(range.getEnd()));
		}
		return out.toString();
	}

	static String print(List<String> set) {
		return "{" + String.join(", ", set) + "}";
	}

}
