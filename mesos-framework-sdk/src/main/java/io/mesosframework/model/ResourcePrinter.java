package io.mesosframework.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.Collectors;

import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Value;

/**
 * Formats resources in the text format of Mesos.
 */
final class ResourcePrinter {

	private ResourcePrinter() {
	}

	static String print(Resource resource) {
		StringBuilder text = new StringBuilder(resource.getName());
		text.append(reservations(resource));
		if (resource.hasDisk() && resource.getDisk().hasPersistence()) {
			text.append('[')
				.append(resource.getDisk().getPersistence().getId())
				.append(':')
				.append(resource.getDisk().getVolume().getContainerPath())
				.append(']');
		}
		if (resource.hasRevocable()) {
			text.append("{REV}");
		}
		if (resource.hasShared()) {
			text.append("<SHARED>");
		}
		return text.append(':').append(value(resource)).toString();
	}

	@SuppressWarnings("deprecation")
	private static String reservations(Resource resource) {
		if (resource.getReservationsCount() == 0) {
			return "*".equals(resource.getRole()) ? "" : "(" + resource.getRole() + ")";
		}
		ReservationInfo first = resource.getReservations(0);
		if (resource.getReservationsCount() == 1 && isPlain(first)) {
			return "(" + first.getRole() + ")";
		}
		return resource.getReservationsList()
			.stream()
			.map(ResourcePrinter::reservation)
			.collect(Collectors.joining(",", "(reservations: [", "])"));
	}

	private static boolean isPlain(ReservationInfo reservation) {
		return reservation.getType() == ReservationInfo.Type.STATIC && !reservation.hasPrincipal()
				&& !reservation.hasLabels();
	}

	private static String reservation(ReservationInfo reservation) {
		StringBuilder text = new StringBuilder("(").append(reservation.getType())
			.append(',')
			.append(reservation.getRole());
		if (reservation.hasPrincipal()) {
			text.append(',').append(reservation.getPrincipal());
		}
		if (reservation.hasLabels()) {
			text.append(reservation.getLabels()
				.getLabelsList()
				.stream()
				.map((label) -> label.getKey() + ": " + label.getValue())
				.collect(Collectors.joining(", ", ",{", "}")));
		}
		return text.append(')').toString();
	}

	private static String value(Resource resource) {
		return switch (resource.getType()) {
			case SCALAR -> scalar(resource.getScalar().getValue());
			case RANGES -> resource.getRanges()
				.getRangeList()
				.stream()
				.map(ResourcePrinter::range)
				.collect(Collectors.joining(",", "[", "]"));
			case SET -> String.join(",", resource.getSet().getItemList()).transform((items) -> "{" + items + "}");
			case TEXT -> "";
		};
	}

	static String range(Value.Range range) {
		return Long.toUnsignedString(range.getBegin()) + "-" + Long.toUnsignedString(range.getEnd());
	}

	private static String scalar(double value) {
		if (Double.isNaN(value) || Double.isInfinite(value)) {
			return Double.toString(value);
		}
		BigDecimal decimal = BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP).stripTrailingZeros();
		return decimal.toPlainString();
	}

}
