package io.mesosframework.embedded.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;

/**
 * Converts between the format with {@code role} and {@code reservation} (frameworks
 * without the capability RESERVATION_REFINEMENT) and the one with {@code reservations}
 * ({@code src/common/resources_utils.cpp}).
 *
 * @since 0.1.0
 */
public final class ResourceFormats {

	private static final Map<Descriptor, List<FieldDescriptor>> PATHS = new ConcurrentHashMap<>();

	private ResourceFormats() {
	}

	/**
	 * Convert a valid resource of any format to the one with {@code reservations}.
	 * @param resource the resource
	 * @return the converted resource
	 */
	public static Resource upgrade(Resource resource) {
		if (!OldRole.isSet(resource) && !resource.hasReservation()) {
			return resource;
		}
		Resource.Builder upgraded = OldRole.clear(resource.toBuilder()).clearReservation();
		if (resource.getReservationsCount() == 0 && !OldRole.get(resource).equals("*")) {
			upgraded.addReservations(resource.getReservation()
				.toBuilder()
				.setType(resource.hasReservation() ? ReservationInfo.Type.DYNAMIC : ReservationInfo.Type.STATIC)
				.setRole(OldRole.get(resource)));
		}
		return upgraded.build();
	}

	/**
	 * Convert resources to the format with {@code reservations}.
	 * @param resources the resources
	 * @return the converted resources
	 */
	public static List<Resource> upgrade(List<Resource> resources) {
		List<Resource> upgraded = new ArrayList<>(resources.size());
		for (Resource resource : resources) {
			upgraded.add(upgrade(resource));
		}
		return upgraded;
	}

	/**
	 * Convert all resources inside a message to the format with {@code reservations}.
	 * @param <M> the type of the message
	 * @param message the message
	 * @return the converted message
	 */
	public static <M extends Message> M upgrade(M message) {
		return convert(message, ResourceFormats::upgrade);
	}

	/**
	 * Convert a resource to the format with {@code role} and {@code reservation}.
	 * @param resource the resource in the format with {@code reservations}, not refined
	 * @return the converted resource
	 * @throws IllegalArgumentException when the reservation is refined
	 */
	public static Resource downgrade(Resource resource) {
		if (Traits.hasRefinedReservations(resource)) {
			throw new IllegalArgumentException("Cannot downgrade resources containing refined reservations");
		}
		return toEndpoint(resource).toBuilder().clearReservations().build();
	}

	/**
	 * Convert resources to the format with {@code role} and {@code reservation}.
	 * @param resources the resources
	 * @return the converted resources
	 * @throws IllegalArgumentException when a reservation is refined
	 */
	public static List<Resource> downgrade(List<Resource> resources) {
		List<Resource> downgraded = new ArrayList<>(resources.size());
		for (Resource resource : resources) {
			downgraded.add(downgrade(resource));
		}
		return downgraded;
	}

	/**
	 * Convert all resources inside a message to the format with {@code role} and
	 * {@code reservation}.
	 * @param <M> the type of the message
	 * @param message the message
	 * @return the converted message
	 * @throws IllegalArgumentException when a reservation is refined
	 */
	public static <M extends Message> M downgrade(M message) {
		return convert(message, ResourceFormats::downgrade);
	}

	/**
	 * Convert a resource to the format of the endpoints such as {@code /state}, which
	 * shows both formats as far as possible.
	 * @param resource the resource in the format with {@code reservations}
	 * @return the converted resource
	 */
	public static Resource toEndpoint(Resource resource) {
		Resource.Builder converted = resource.toBuilder();
		if (resource.getReservationsCount() == 0) {
			OldRole.set(converted, "*");
		}
		else if (resource.getReservationsCount() == 1) {
			ReservationInfo reservation = resource.getReservations(0);
			OldRole.set(converted, reservation.getRole());
			if (reservation.getType() == ReservationInfo.Type.DYNAMIC) {
				converted.setReservation(reservation.toBuilder().clearType().clearRole());
			}
		}
		return converted.build();
	}

	private static <M extends Message> M convert(M message, Converter converter) {
		Message.Builder builder = message.toBuilder();
		convert(builder, converter);
		@SuppressWarnings("unchecked")
		M converted = (M) builder.buildPartial();
		return converted;
	}

	private static void convert(Message.Builder builder, Converter converter) {
		for (FieldDescriptor field : paths(builder.getDescriptorForType())) {
			if (!field.isRepeated()) {
				if (builder.hasField(field)) {
					builder.setField(field, converted((Message) builder.getField(field), converter));
				}
				continue;
			}
			for (int i = 0; i < builder.getRepeatedFieldCount(field); i++) {
				builder.setRepeatedField(field, i, converted((Message) builder.getRepeatedField(field, i), converter));
			}
		}
	}

	private static Message converted(Message message, Converter converter) {
		if (message instanceof Resource resource) {
			return converter.convert(resource);
		}
		Message.Builder builder = message.toBuilder();
		convert(builder, converter);
		return builder.buildPartial();
	}

	/** Returns the fields of a type which lead to resources. */
	private static List<FieldDescriptor> paths(Descriptor type) {
		List<FieldDescriptor> paths = PATHS.get(type);
		if (paths == null) {
			paths = new ArrayList<>();
			for (FieldDescriptor field : type.getFields()) {
				if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !field.isMapField()
						&& leadsToResource(field.getMessageType(), new ArrayList<>())) {
					paths.add(field);
				}
			}
			PATHS.put(type, paths);
		}
		return paths;
	}

	private static boolean leadsToResource(Descriptor type, List<Descriptor> seen) {
		if (type == Resource.getDescriptor()) {
			return true;
		}
		if (seen.contains(type)) {
			return false;
		}
		seen.add(type);
		for (FieldDescriptor field : type.getFields()) {
			if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
					&& leadsToResource(field.getMessageType(), seen)) {
				return true;
			}
		}
		return false;
	}

	/** Converts one resource. */
	@FunctionalInterface
	private interface Converter {

		Resource convert(Resource resource);

	}

}
