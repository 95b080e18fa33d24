package io.mesosframework.embedded.resource;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.mesos.v1.Protos.Label;
import org.apache.mesos.v1.Protos.Labels;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.AllocationInfo;
import org.apache.mesos.v1.Protos.Resource.DiskInfo;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Value;
import org.jspecify.annotations.Nullable;

/**
 * Everything of a resource but its amount: two resources of equal kind can be added and
 * subtracted ({@code addable} and {@code subtractable} of
 * {@code src/common/resources.cpp}). Equal kinds are mostly the same object, so that the
 * comparison costs nothing.
 */
final class Kind {

	private static final int MAX_SHARED_KINDS = 4096;

	private static final Map<Kind, Kind> SHARED_KINDS = new ConcurrentHashMap<>();

	private static final Map<Plain, Kind> PLAIN_KINDS = new ConcurrentHashMap<>();

	private final Resource template;

	private final @Nullable String allocationRole;

	private final boolean atomic;

	private final int hash;

	private @Nullable Kind lastAllocated;

	private Kind(Resource template) {
		this.template = template;
		this.allocationRole = template.hasAllocationInfo() ? template.getAllocationInfo().getRole() : null;
		this.atomic = template.hasDisk() && isAtomic(template.getDisk());
		this.hash = hash(template, this.allocationRole);
	}

	/**
	 * Return the kind of a resource.
	 * @param resource the resource in the format with {@code reservations}
	 * @return the kind
	 */
	static Kind of(Resource resource) {
		return isPlain(resource) ? plain(resource) : read(resource);
	}

	private static Kind read(Resource resource) {
		return shared(
				new Kind(OldRole.clear(resource.toBuilder()).clearScalar().clearRanges().clearSet().buildPartial()));
	}

	/** Whether only the name, the type and the allocation tell it from others. */
	private static boolean isPlain(Resource resource) {
		return resource.getReservationsCount() == 0 && !resource.hasDisk() && !resource.hasShared()
				&& !resource.hasRevocable() && !resource.hasProviderId() && !resource.hasReservation()
				&& resource.hasAllocationInfo() == resource.getAllocationInfo().hasRole();
	}

	/** Find the kind without making a message only to ask whether it is known. */
	private static Kind plain(Resource resource) {
		Plain key = new Plain(resource.getName(), resource.getType(),
				resource.hasAllocationInfo() ? resource.getAllocationInfo().getRole() : null);
		Kind known = PLAIN_KINDS.get(key);
		if (known != null) {
			return known;
		}
		Kind kind = read(resource);
		if (PLAIN_KINDS.size() < MAX_SHARED_KINDS) {
			PLAIN_KINDS.putIfAbsent(key, kind);
		}
		return kind;
	}

	private static Kind shared(Kind kind) {
		Kind known = SHARED_KINDS.get(kind);
		if (known != null) {
			return known.isSameText(kind) ? known : kind;
		}
		if (SHARED_KINDS.size() < MAX_SHARED_KINDS) {
			SHARED_KINDS.putIfAbsent(kind, kind);
		}
		return kind;
	}

	private boolean isSameText(Kind other) {
		return !this.template.hasDisk() || this.template.equals(other.template);
	}

	private static boolean isAtomic(DiskInfo disk) {
		if (disk.hasPersistence()) {
			return true;
		}
		return disk.hasSource() && switch (disk.getSource().getType()) {
			case BLOCK, MOUNT -> true;
			case RAW -> disk.getSource().hasId();
			default -> false;
		};
	}

	private static int hash(Resource template, @Nullable String allocationRole) {
		int hash = template.getName().hashCode() * 31 + Objects.hashCode(allocationRole);
		for (ReservationInfo reservation : template.getReservationsList()) {
			hash = hash * 31 + reservation.getRole().hashCode();
			hash = hash * 31 + reservation.getPrincipal().hashCode();
		}
		if (template.hasDisk()) {
			hash = hash * 31 + template.getDisk().getPersistence().getId().hashCode();
		}
		return hash;
	}

	String name() {
		return this.template.getName();
	}

	Value.Type type() {
		return this.template.getType();
	}

	Resource template() {
		return this.template;
	}

	@Nullable String allocationRole() {
		return this.allocationRole;
	}

	boolean isShared() {
		return this.template.hasShared();
	}

	/**
	 * Return whether the resource can neither grow nor be split: volumes and whole disks.
	 * @return {@code true} when only the whole can be given away
	 */
	boolean isAtomic() {
		return this.atomic;
	}

	Kind allocated(@Nullable String role) {
		if (Objects.equals(role, this.allocationRole)) {
			return this;
		}
		Kind last = this.lastAllocated;
		if (last != null && Objects.equals(role, last.allocationRole)) {
			return last;
		}
		Resource.Builder builder = this.template.toBuilder();
		if (role == null) {
			builder.clearAllocationInfo();
		}
		else {
			builder.setAllocationInfo(AllocationInfo.newBuilder().setRole(role));
		}
		Kind allocated = shared(new Kind(builder.buildPartial()));
		this.lastAllocated = allocated;
		return allocated;
	}

	Kind withReservations(List<ReservationInfo> reservations) {
		if (reservations.equals(this.template.getReservationsList())) {
			return this;
		}
		return shared(new Kind(
				this.template.toBuilder().clearReservations().addAllReservations(reservations).buildPartial()));
	}

	@Override
	public boolean equals(@Nullable Object object) {
		if (this == object) {
			return true;
		}
		if (!(object instanceof Kind that) || this.hash != that.hash) {
			return false;
		}
		Resource left = this.template;
		Resource right = that.template;
		return left.getType() == right.getType() && left.hasShared() == right.hasShared()
				&& left.hasRevocable() == right.hasRevocable() && left.hasDisk() == right.hasDisk()
				&& left.getName().equals(right.getName()) && Objects.equals(this.allocationRole, that.allocationRole)
				&& left.hasProviderId() == right.hasProviderId() && left.getProviderId().equals(right.getProviderId())
				&& sameReservations(left.getReservationsList(), right.getReservationsList())
				&& (!left.hasDisk() || sameDisk(left.getDisk(), right.getDisk()));
	}

	@Override
	public int hashCode() {
		return this.hash;
	}

	private static boolean sameReservations(List<ReservationInfo> left, List<ReservationInfo> right) {
		if (left.size() != right.size()) {
			return false;
		}
		for (int i = 0; i < left.size(); i++) {
			if (!sameReservation(left.get(i), right.get(i))) {
				return false;
			}
		}
		return true;
	}

	private static boolean sameReservation(ReservationInfo left, ReservationInfo right) {
		return left.getType() == right.getType() && left.getRole().equals(right.getRole())
				&& left.hasPrincipal() == right.hasPrincipal() && left.getPrincipal().equals(right.getPrincipal())
				&& left.hasLabels() == right.hasLabels() && sameLabels(left.getLabels(), right.getLabels());
	}

	static boolean sameLabels(Labels left, Labels right) {
		return left.getLabelsCount() == right.getLabelsCount() && containsAll(left.getLabelsList(), right)
				&& containsAll(right.getLabelsList(), left);
	}

	private static boolean containsAll(List<Label> labels, Labels in) {
		for (Label label : labels) {
			if (!in.getLabelsList().contains(label)) {
				return false;
			}
		}
		return true;
	}

	private static boolean sameDisk(DiskInfo left, DiskInfo right) {
		return left.hasSource() == right.hasSource() && left.hasPersistence() == right.hasPersistence()
				&& left.getPersistence().getId().equals(right.getPersistence().getId())
				&& (!left.hasSource() || sameSource(left.getSource(), right.getSource()));
	}

	private static boolean sameSource(DiskInfo.Source left, DiskInfo.Source right) {
		return left.hasMetadata() == right.hasMetadata() && sameLabels(left.getMetadata(), right.getMetadata())
				&& left.toBuilder().clearMetadata().build().equals(right.toBuilder().clearMetadata().build());
	}

	/**
	 * What tells one resource from another when it is neither reserved nor anything
	 * special.
	 *
	 * @param name the name
	 * @param type the type
	 * @param role the role to which it is allocated, {@code null} for none
	 */
	private record Plain(String name, Value.Type type, @Nullable String role) {
	}

}
