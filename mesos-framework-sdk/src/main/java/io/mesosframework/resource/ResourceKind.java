package io.mesosframework.resource;

import java.util.List;
import java.util.Objects;

import org.apache.mesos.v1.Protos.Label;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.DiskInfo;
import org.apache.mesos.v1.Protos.Resource.DiskInfo.Source;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.ResourceProviderID;
import org.apache.mesos.v1.Protos.Value;
import org.jspecify.annotations.Nullable;

/**
 * What makes two resources the same kind, so that their amounts may be added: name, type,
 * the whole stack of reservations, the disk's source and persistence id, and whether they
 * are revocable, shared or of a provider. The role they are allocated to is left out: all
 * of one offer has the same. The rule is that of {@code addable} and {@code subtractable}
 * in Mesos' {@code src/v1/resources.cpp}. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class ResourceKind {

	/** The label of a reservation that names the reservation it belongs to. */
	public static final String HOME_LABEL = "mesos_reservation";

	private final Resource template;

	private final String name;

	private final List<ReservationInfo> reservations;

	private final @Nullable String persistenceId;

	private final @Nullable Source source;

	private final @Nullable ResourceProviderID provider;

	private final @Nullable String owner;

	private final int hash;

	private ResourceKind(Resource template) {
		this.template = template;
		this.name = template.getName();
		this.reservations = template.getReservationsList();
		DiskInfo disk = template.hasDisk() ? template.getDisk() : null;
		this.persistenceId = (disk != null && disk.hasPersistence()) ? disk.getPersistence().getId() : null;
		this.source = (disk != null && disk.hasSource()) ? disk.getSource() : null;
		this.provider = template.hasProviderId() ? template.getProviderId() : null;
		this.owner = owner(this.reservations);
		this.hash = Objects.hash(this.name, template.getType(), this.reservations, this.persistenceId, this.source,
				this.provider, template.hasRevocable(), template.hasShared());
	}

	/**
	 * Return the kind of a resource; both the old format of reservations ({@code role}
	 * and {@code reservation}) and the new one ({@code reservations}) are understood.
	 * @param resource the resource
	 * @return its kind
	 */
	public static ResourceKind of(Resource resource) {
		Resource.Builder builder = resource.toBuilder().clearScalar().clearRanges().clearSet().clearAllocationInfo();
		upgrade(builder);
		return new ResourceKind(builder.buildPartial());
	}

	@SuppressWarnings("deprecation")
	private static void upgrade(Resource.Builder builder) {
		if (builder.getReservationsCount() == 0 && builder.hasRole() && !"*".equals(builder.getRole())) {
			ReservationInfo.Builder reservation = builder.hasReservation() ? builder.getReservation().toBuilder()
					: ReservationInfo.newBuilder();
			reservation.setType(builder.hasReservation() ? ReservationInfo.Type.DYNAMIC : ReservationInfo.Type.STATIC);
			builder.addReservations(reservation.setRole(builder.getRole()));
		}
		builder.clearRole().clearReservation();
	}

	private static @Nullable String owner(List<ReservationInfo> reservations) {
		String owner = null;
		for (ReservationInfo reservation : reservations) {
			if (reservation.getType() == ReservationInfo.Type.DYNAMIC && reservation.getLabels().getLabelsCount() > 0) {
				owner = "";
				for (Label label : reservation.getLabels().getLabelsList()) {
					if (label.getKey().equals(HOME_LABEL)) {
						owner = label.getValue();
					}
				}
			}
		}
		return owner;
	}

	/**
	 * Return the name, for example {@code cpus}.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the type: scalar, ranges or set.
	 * @return the type
	 */
	public Value.Type type() {
		return this.template.getType();
	}

	/**
	 * Return the role for which resources of this kind are reserved.
	 * @return the role of the last reservation, or {@code null} if they are not reserved
	 */
	public @Nullable String reservedRole() {
		return this.reservations.isEmpty() ? null : this.reservations.get(this.reservations.size() - 1).getRole();
	}

	/**
	 * Return the stack of reservations.
	 * @return the reservations, the most refined last
	 */
	public List<ReservationInfo> reservations() {
		return this.reservations;
	}

	/**
	 * Return for whom resources of this kind are kept: whoever reserves something
	 * dynamically for himself puts labels on the reservation.
	 * @return the {@linkplain #HOME_LABEL reservation}; empty if it is someone else's;
	 * {@code null} if the resources are for everyone of their role
	 */
	public @Nullable String owner() {
		return this.owner;
	}

	/**
	 * Return the source of a disk.
	 * @return the source, or {@code null} for the root disk and what is no disk
	 */
	public @Nullable Source source() {
		return this.source;
	}

	/**
	 * Return whether a resource provider has the resources, not the agent itself.
	 * @return {@code true} if so
	 */
	public boolean provided() {
		return this.provider != null;
	}

	/**
	 * Return the persistence id of a volume.
	 * @return the id, or {@code null} if this is no persistent volume
	 */
	public @Nullable String persistenceId() {
		return this.persistenceId;
	}

	/**
	 * Return whether the resources can be taken away at any time.
	 * @return {@code true} if revocable
	 */
	public boolean revocable() {
		return this.template.hasRevocable();
	}

	/**
	 * Return whether several tasks may use the resources at once.
	 * @return {@code true} if shared
	 */
	public boolean shared() {
		return this.template.hasShared();
	}

	/**
	 * Return whether resources of this kind can only be taken whole: persistent volumes,
	 * mounted and block disks and raw disks with an id.
	 * @return {@code true} if they cannot be split
	 */
	public boolean atomic() {
		if (this.persistenceId != null) {
			return true;
		}
		if (this.source == null) {
			return false;
		}
		return switch (this.source.getType()) {
			case MOUNT, BLOCK -> true;
			case RAW -> this.source.hasId();
			default -> false;
		};
	}

	/**
	 * Return whether this is ordinary disk space or another divisible resource which any
	 * task may take.
	 * @return {@code true} if neither a volume nor a special disk nor shared
	 */
	public boolean plain() {
		return this.persistenceId == null && this.source == null && !shared();
	}

	/**
	 * Return a resource of this kind with an amount.
	 * @param milli the amount in thousandths
	 * @return the resource, without allocation info
	 */
	public Resource scalar(long milli) {
		return this.template.toBuilder()
			.setScalar(Value.Scalar.newBuilder().setValue(FixedPoint.toDouble(milli)))
			.build();
	}

	/**
	 * Return a resource of this kind with ranges.
	 * @param ranges the ranges
	 * @return the resource, without allocation info
	 */
	public Resource ranges(PortRanges ranges) {
		return this.template.toBuilder().setRanges(ranges.toProto()).build();
	}

	/**
	 * Return a resource of this kind with items.
	 * @param items the items
	 * @return the resource, without allocation info
	 */
	public Resource set(Iterable<String> items) {
		return this.template.toBuilder().setSet(Value.Set.newBuilder().addAllItem(items)).build();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof ResourceKind kind && this.hash == kind.hash
				&& this.name.equals(kind.name) && this.template.getType() == kind.template.getType()
				&& this.template.hasRevocable() == kind.template.hasRevocable()
				&& this.template.hasShared() == kind.template.hasShared() && this.reservations.equals(kind.reservations)
				&& Objects.equals(this.persistenceId, kind.persistenceId) && Objects.equals(this.source, kind.source)
				&& Objects.equals(this.provider, kind.provider));
	}

	@Override
	public int hashCode() {
		return this.hash;
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(this.name);
		if (!this.reservations.isEmpty()) {
			text.append('(').append(reservedRole()).append(')');
		}
		if (this.persistenceId != null) {
			text.append('[').append(this.persistenceId).append(']');
		}
		if (revocable()) {
			text.append("{REV}");
		}
		return text.toString();
	}

}
