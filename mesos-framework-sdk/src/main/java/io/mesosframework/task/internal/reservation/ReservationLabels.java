package io.mesosframework.task.internal.reservation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.Label;
import org.apache.mesos.v1.Protos.Labels;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.jspecify.annotations.Nullable;

import io.mesosframework.resource.ResourceKind;

/**
 * Labels of a reservation, which identify its owner.
 *
 * @param id the id of the reservation
 * @param frameworkId the id of the framework that made it
 * @param framework the name of that framework
 * @param app the name of the app
 * @param index the number of the instance
 * @since 0.1.0
 */
public record ReservationLabels(String id, String frameworkId, String framework, String app, int index) {

	private static final String FRAMEWORK_ID = "mesos_framework_id";

	private static final String FRAMEWORK = "mesos_framework";

	private static final String APP = "mesos_app";

	private static final String INSTANCE = "mesos_instance";

	Labels toLabels() {
		Map<String, String> all = new LinkedHashMap<>();
		all.put(ResourceKind.HOME_LABEL, this.id);
		all.put(FRAMEWORK_ID, this.frameworkId);
		all.put(FRAMEWORK, this.framework);
		all.put(APP, this.app);
		all.put(INSTANCE, String.valueOf(this.index));
		Labels.Builder labels = Labels.newBuilder();
		all.forEach((key, value) -> labels.addLabels(Label.newBuilder().setKey(key).setValue(value)));
		return labels.build();
	}

	/**
	 * Read the labels of an offered resource.
	 * @return the labels, or {@code null} if the resource does not belong to a
	 * reservation of an instance
	 */
	public static @Nullable ReservationLabels of(Resource resource) {
		if (resource.getReservationsCount() == 0 && !resource.hasReservation()) {
			// the common case; both formats of reservations are checked
			return null;
		}
		return of(ResourceKind.of(resource));
	}

	/**
	 * Read the labels of a kind of resource. Return {@code null} if it does not belong to
	 * a reservation of an instance.
	 */
	public static @Nullable ReservationLabels of(ResourceKind kind) {
		String owner = kind.owner();
		if (owner == null || owner.isEmpty()) {
			return null;
		}
		List<ReservationInfo> reservations = kind.reservations();
		Map<String, String> all = new LinkedHashMap<>();
		reservations.get(reservations.size() - 1)
			.getLabels()
			.getLabelsList()
			.forEach((label) -> all.put(label.getKey(), label.getValue()));
		String index = all.getOrDefault(INSTANCE, "");
		if (!owner.equals(all.get(ResourceKind.HOME_LABEL)) || !index.matches("\\d{1,7}") || !all.containsKey(APP)) {
			return null;
		}
		return new ReservationLabels(owner, all.getOrDefault(FRAMEWORK_ID, ""), all.getOrDefault(FRAMEWORK, ""),
				String.valueOf(all.get(APP)), Integer.parseInt(index));
	}

}
