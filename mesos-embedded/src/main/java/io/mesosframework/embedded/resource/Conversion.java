package io.mesosframework.embedded.resource;

import java.util.ArrayList;
import java.util.List;

import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;
import org.jspecify.annotations.Nullable;

/**
 * What an operation takes away and what it gives instead ({@code getResourceConversions}
 * of {@code src/common/resources_utils.cpp}).
 *
 * @param consumed the resources which disappear
 * @param converted the resources which appear
 * @param destroyed the volume of which no copy may remain, if any
 * @since 0.1.0
 */
public record Conversion(Resources consumed, Resources converted, @Nullable Resource destroyed) {

	/**
	 * Return the conversions of an operation.
	 * @param operation a RESERVE, UNRESERVE, CREATE, DESTROY, GROW_VOLUME or
	 * SHRINK_VOLUME
	 * @return the conversions in order
	 * @throws ResourceException when the operation converts nothing at the master
	 */
	public static List<Conversion> of(Offer.Operation operation) throws ResourceException {
		List<Conversion> conversions = new ArrayList<>();
		switch (operation.getType()) {
			case RESERVE -> conversions.add(reserve(operation.getReserve()));
			case UNRESERVE -> {
				for (Resource reserved : operation.getUnreserve().getResourcesList()) {
					Resources consumed = Resources.of(reserved);
					conversions.add(new Conversion(consumed, consumed.popReservation(), null));
				}
			}
			case CREATE -> {
				for (Resource volume : operation.getCreate().getVolumesList()) {
					conversions.add(new Conversion(Resources.of(strip(volume)), Resources.of(volume), null));
				}
			}
			case DESTROY -> {
				for (Resource volume : operation.getDestroy().getVolumesList()) {
					conversions.add(new Conversion(Resources.of(volume), Resources.of(strip(volume)), volume));
				}
			}
			case GROW_VOLUME -> conversions.add(grow(operation.getGrowVolume()));
			case SHRINK_VOLUME -> conversions.add(shrink(operation.getShrinkVolume()));
			case LAUNCH, LAUNCH_GROUP, CREATE_DISK, DESTROY_DISK ->
				throw new ResourceException("Cannot get conversions: Operation not supported");
			default -> throw new ResourceException("Cannot get conversions: Unknown operation");
		}
		return conversions;
	}

	private static Conversion reserve(Offer.Operation.Reserve reserve) {
		Resources reserved = Resources.of(reserve.getResourcesList());
		Resources consumed = (reserve.getSourceCount() > 0) ? Resources.of(reserve.getSourceList())
				: reserved.popReservation();
		return new Conversion(consumed, reserved, null);
	}

	private static Conversion grow(Offer.Operation.GrowVolume grow) throws ResourceException {
		Resource volume = withoutProvider(grow.getVolume());
		Amount size = size(volume).plus(size(grow.getAddition()));
		return new Conversion(Resources.of(List.of(volume, grow.getAddition())), Resources.of(resize(volume, size)),
				null);
	}

	private static Conversion shrink(Offer.Operation.ShrinkVolume shrink) throws ResourceException {
		Resource volume = withoutProvider(shrink.getVolume());
		Amount freed = Amount.of(shrink.getSubtract().getValue());
		Resource shrunk = resize(volume, size(volume).minus(freed));
		return new Conversion(Resources.of(volume), Resources.of(List.of(shrunk, strip(resize(volume, freed)))), null);
	}

	private static Resource withoutProvider(Resource volume) throws ResourceException {
		if (volume.hasProviderId()) {
			throw new ResourceException("Cannot get conversions: Operation not supported for resource provider");
		}
		return volume;
	}

	private static Amount size(Resource resource) {
		return Amount.of(resource.getScalar().getValue());
	}

	private static Resource resize(Resource volume, Amount size) {
		return volume.toBuilder().setScalar(Value.Scalar.newBuilder().setValue(size.toDouble())).build();
	}

	/**
	 * Return the disk of which a volume is made.
	 * @param volume the volume
	 * @return the disk with the same reservations
	 */
	public static Resource strip(Resource volume) {
		Resource.Builder stripped = volume.toBuilder().clearShared();
		if (volume.getDisk().hasSource()) {
			stripped.getDiskBuilder().clearPersistence().clearVolume();
		}
		else {
			stripped.clearDisk();
		}
		return stripped.build();
	}

	/**
	 * Apply this conversion.
	 * @param resources the resources
	 * @return the resources afterwards
	 * @throws ResourceException when what is consumed is not there
	 */
	public Resources apply(Resources resources) throws ResourceException {
		if (!resources.contains(this.consumed)) {
			throw new ResourceException(resources + " does not contain " + this.consumed);
		}
		Resources result = resources.minus(this.consumed).plus(this.converted);
		if (this.destroyed != null && result.contains(this.destroyed)) {
			throw new ResourceException("Persistent volume " + ResourceText.print(this.destroyed)
					+ " cannot be removed due to additional shared copies");
		}
		return result;
	}

}
