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
 * Identifies resources whose amounts may be added: they have the same name, type, stack
 * of reservations, disk source and persistence id, and are alike in being revocable,
 * shared or of a provider. The role to which they are allocated is ignored, because it is
 * the same for all resources of an offer. The rules are those of {@code addable} and
 * {@code subtractable} in {@code src/v1/resources.cpp} of Mesos. Immutable and
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class ResourceKind {

	/** The reservation label with the id of the task manager's reservation. */
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
	 * Return the kind of a resource. Both formats of reservations are accepted: the old
	 * one ({@code role} and {@code reservation}) and the new one ({@code reservations}).
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
	 * @return the role of the last reservation, or {@code null} if they are unreserved
	 */
	public @Nullable String reservedRole() {
		return this.reservations.isEmpty() ? null : this.reservations.get(this.reservations.size() - 1).getRole();
	}

	/**
	 * Return the stack of reservations.
	 * @return the reservations, most refined last
	 */
	public List<ReservationInfo> reservations() {
		return this.reservations;
	}

	/**
	 * Return the owner of resources of this kind. Dynamic reservations with labels belong
	 * to whoever made them.
	 * @return the {@linkplain #HOME_LABEL reservation}; empty if someone else owns them;
	 * {@code null} if any task of their role may use the resources
	 */
	public @Nullable String owner() {
		return this.owner;
	}

	/**
	 * Return the source of a disk.
	 * @return the source, or {@code null} for the root disk and for resources other than
	 * disks
	 */
	public @Nullable Source source() {
		return this.source;
	}

	/**
	 * Return whether the resources belong to a resource provider instead of the agent
	 * itself.
	 * @return {@code true} if they belong to a provider
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
	 * Return whether the resources can be revoked at any time.
	 * @return {@code true} if revocable
	 */
	public boolean revocable() {
		return this.template.hasRevocable();
	}

	/**
	 * Return whether several tasks may use the resources at the same time.
	 * @return {@code true} if shared
	 */
	public boolean shared() {
		return this.template.hasShared();
	}

	/**
	 * Return whether resources of this kind are indivisible: persistent volumes, mounted
	 * and block disks, and raw disks with an id.
	 * @return {@code true} if they cannot be divided
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
	 * Return whether any task may take parts of these resources.
	 * @return {@code true} if they are neither a volume nor a special disk nor shared
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
