package io.mesosframework.embedded.master.validation;

import java.util.List;

import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.master.state.Agent;
import io.mesosframework.embedded.master.state.Framework;
import io.mesosframework.embedded.resource.Amount;
import io.mesosframework.embedded.resource.Conversion;
import io.mesosframework.embedded.resource.OperationRewrite;
import io.mesosframework.embedded.resource.ResourceText;
import io.mesosframework.embedded.resource.Resources;
import io.mesosframework.embedded.resource.Traits;

/**
 * Decides whether an operation on reservations or volumes may be applied, in the order
 * and with the words of Mesos ({@code src/master/validation.cpp}). Operations of an
 * operator have no framework.
 *
 * @since 0.1.0
 */
public final class OperationValidation {

	private final @Nullable Framework framework;

	private final Agent agent;

	private final @Nullable String principal;

	public OperationValidation(Framework framework, Agent agent) {
		this.framework = framework;
		this.agent = agent;
		this.principal = framework.principal();
	}

	public OperationValidation(@Nullable String principal, Agent agent) {
		this.framework = null;
		this.agent = agent;
		this.principal = principal;
	}

	/**
	 * Validate an operation other than a launch.
	 * @param operation the operation
	 * @return the error or {@code null}
	 */
	public @Nullable String validate(Offer.Operation operation) {
		return switch (operation.getType()) {
			case RESERVE -> reserve(operation.getReserve());
			case UNRESERVE -> unreserve(operation.getUnreserve());
			case CREATE -> create(operation.getCreate());
			case DESTROY -> destroy(operation.getDestroy());
			case GROW_VOLUME -> grow(operation.getGrowVolume());
			case SHRINK_VOLUME -> shrink(operation.getShrinkVolume());
			case CREATE_DISK -> createDisk(operation.getCreateDisk());
			case DESTROY_DISK -> destroyDisk(operation.getDestroyDisk().getSource());
			case LAUNCH, LAUNCH_GROUP, UNKNOWN -> null;
		};
	}

	private static @Nullable String wellFormed(List<Resource> resources) {
		String error = ResourceRules.validate(resources);
		if (error == null) {
			error = ResourceRules.singleProvider(resources);
		}
		return (error != null) ? "Invalid resources: " + error : null;
	}

	private @Nullable String reserve(Offer.Operation.Reserve reserve) {
		String error = source(reserve);
		if (error == null) {
			error = wellFormed(reserve.getResourcesList());
		}
		if (error != null) {
			return error;
		}
		for (Resource resource : reserve.getResourcesList()) {
			error = reserve(resource);
			if (error != null) {
				return error;
			}
		}
		error = (this.framework != null) ? ResourceRules.singleRole(Resources.of(reserve.getResourcesList())) : null;
		return (error != null) ? "Invalid reservation resources: " + error : null;
	}

	/** What is reserved anew has to be exactly what the source names. */
	private static @Nullable String source(Offer.Operation.Reserve reserve) {
		String error = ResourceRules.validate(reserve.getResourcesList());
		if (error != null) {
			return "Invalid resources: " + error;
		}
		error = ResourceRules.validate(reserve.getSourceList());
		if (error != null || reserve.getSourceCount() == 0) {
			return (error != null) ? "Invalid source: " + error : null;
		}
		Resources source = Resources.of(reserve.getSourceList());
		Resources target = Resources.of(reserve.getResourcesList());
		error = sameReservations(source);
		if (error != null) {
			return "Invalid source: " + error;
		}
		error = sameReservations(target);
		if (error != null) {
			return "Invalid resources: " + error;
		}
		if (!source.toUnreserved().equals(target.toUnreserved())) {
			return "Source and target resources should refer to identical resource quantities: " + source.toUnreserved()
					+ " vs. " + target.toUnreserved();
		}
		return null;
	}

	private static @Nullable String sameReservations(Resources resources) {
		List<Resource> all = resources.toList();
		if (all.isEmpty()) {
			return "Resource cannot be empty";
		}
		List<Resource.ReservationInfo> first = all.get(0).getReservationsList();
		return all.stream().allMatch((resource) -> resource.getReservationsList().equals(first)) ? null
				: "Mixed reservations are not supported" + resources;
	}

	private @Nullable String reserve(Resource resource) {
		if (!Traits.isDynamicallyReserved(resource)) {
			return "Resource " + ResourceText.print(resource) + " is not dynamically reserved";
		}
		Resource.ReservationInfo last = resource.getReservations(resource.getReservationsCount() - 1);
		if (this.principal != null) {
			if (!last.hasPrincipal()) {
				return "A reserve operation was attempted by principal '" + this.principal
						+ "', but there is a reserved resource in the request with no principal set";
			}
			if (!last.getPrincipal().equals(this.principal)) {
				return "A reserve operation was attempted by authenticated principal '" + this.principal
						+ "', which does not match a reserved resource in the request with principal '"
						+ last.getPrincipal() + "'";
			}
		}
		if (this.framework != null) {
			return reserveForFramework(this.framework, resource);
		}
		return resource.hasAllocationInfo() ? "A reserve operation was attempted with an allocated resource, but the "
				+ "operator API only allows reservations to be made to unallocated resources" : null;
	}

	private static @Nullable String reserveForFramework(Framework framework, Resource resource) {
		String role = Traits.reservationRole(resource);
		if (!resource.getAllocationInfo().hasRole()) {
			return "A reserve operation was attempted on unallocated resource " + ResourceText.print(resource)
					+ ", but frameworks can only perform reservations on allocated resources";
		}
		String allocated = resource.getAllocationInfo().getRole();
		if (!allocated.equals(role)) {
			return "A reserve operation was attempted for a resource with role '" + role
					+ "', but the resource was allocated to role '" + allocated + "'";
		}
		if (!framework.roles().contains(allocated)) {
			return "A reserve operation was attempted for a resource allocated to role '" + allocated
					+ "', but the framework only has roles '" + CppText.set(framework.roles()) + "'";
		}
		return null;
	}

	private static @Nullable String unreserve(Offer.Operation.Unreserve unreserve) {
		String error = wellFormed(unreserve.getResourcesList());
		if (error != null) {
			return error;
		}
		for (Resource resource : unreserve.getResourcesList()) {
			if (!Traits.isDynamicallyReserved(resource)) {
				return "Resource " + ResourceText.print(resource) + " is not dynamically reserved";
			}
			if (Traits.isPersistentVolume(resource)) {
				return "A dynamically reserved persistent volume " + ResourceText.print(resource)
						+ " cannot be unreserved directly. Please destroy the persistent volume first then "
						+ "unreserve the resource";
			}
		}
		return null;
	}

	private @Nullable String create(Offer.Operation.Create create) {
		String error = wellFormed(create.getVolumesList());
		if (error != null) {
			return error;
		}
		error = ResourceRules.persistentVolumes(create.getVolumesList());
		if (error != null) {
			return "Not a persistent volume: " + error;
		}
		error = ResourceRules
			.uniquePersistenceIds(this.agent.total().persistentVolumes().plus(Resources.of(create.getVolumesList())));
		if (error != null) {
			return error;
		}
		for (Resource volume : create.getVolumesList()) {
			error = create(volume);
			if (error != null) {
				return error;
			}
		}
		error = (this.framework != null) ? ResourceRules.singleRole(Resources.of(create.getVolumesList())) : null;
		return (error != null) ? "Invalid volume resources: " + error : null;
	}

	private @Nullable String create(Resource volume) {
		if (this.framework != null && volume.hasShared() && !this.framework.capabilities().sharedResources()) {
			return "Create volume operation for '" + ResourceText.print(volume) + "' has been attempted by framework '"
					+ this.framework.key() + "' with no SHARED_RESOURCES capability";
		}
		if (this.principal == null) {
			return null;
		}
		Resource.DiskInfo.Persistence persistence = volume.getDisk().getPersistence();
		if (!persistence.hasPrincipal()) {
			return "Create volume operation attempted by principal '" + this.principal
					+ "', but there is a volume in the operation with no principal set in 'disk.persistence'";
		}
		if (!persistence.getPrincipal().equals(this.principal)) {
			return "Create volume operation attempted by authenticated principal '" + this.principal
					+ "', which does not match a volume in the operation with principal '" + persistence.getPrincipal()
					+ "' set in 'disk.persistence'";
		}
		return null;
	}

	private @Nullable String destroy(Offer.Operation.Destroy destroy) {
		List<Resource> volumes = destroy.getVolumesList().stream().map(OperationRewrite.unallocate()).toList();
		String error = wellFormed(volumes);
		if (error != null) {
			return error;
		}
		error = ResourceRules.persistentVolumes(volumes);
		if (error != null) {
			return "Not a persistent volume: " + error;
		}
		for (Resource volume : volumes) {
			if (!volume.hasProviderId() && !this.agent.total().contains(volume)) {
				return "Persistent volumes not found";
			}
		}
		for (Resources used : this.agent.used().values()) {
			if (volumes.stream().anyMatch(used.unallocate()::contains)) {
				return "Persistent volumes in use";
			}
		}
		return null;
	}

	private static @Nullable String grow(Offer.Operation.GrowVolume grow) {
		String error = Resources.validate(List.of(grow.getVolume()));
		if (error != null) {
			return "Invalid resource in the 'GrowVolume.volume' field: " + error;
		}
		error = Resources.validate(List.of(grow.getAddition()));
		if (error != null) {
			return "Invalid resource in the 'GrowVolume.addition' field: " + error;
		}
		if (Amount.of(grow.getAddition().getScalar().getValue()).compareTo(Amount.ZERO) <= 0) {
			return "The size of 'GrowVolume.addition' field must be greater than zero";
		}
		if (grow.getVolume().hasProviderId()) {
			return "Growing a volume from a resource provider is not supported";
		}
		error = ResourceRules.persistentVolumes(List.of(grow.getVolume()));
		if (error != null) {
			return "Invalid persistent volume in the 'GrowVolume.volume' field: " + error;
		}
		if (grow.getVolume().hasShared()) {
			return "Growing a shared persistent volume is not supported";
		}
		Resources together = Resources.of(Conversion.strip(grow.getVolume())).plus(grow.getAddition());
		return (together.size() == 1) ? null
				: "Incompatible resources in the 'GrowVolume.volume' and 'GrowVolume.addition' fields";
	}

	private static @Nullable String shrink(Offer.Operation.ShrinkVolume shrink) {
		String error = Resources.validate(List.of(shrink.getVolume()));
		if (error != null) {
			return "Invalid resource in the 'ShrinkVolume.volume' field: " + error;
		}
		Amount subtract = Amount.of(shrink.getSubtract().getValue());
		if (subtract.compareTo(Amount.ZERO) <= 0) {
			return "Value of 'ShrinkVolume.subtract' must be greater than zero";
		}
		if (Amount.of(shrink.getVolume().getScalar().getValue()).compareTo(subtract) <= 0) {
			return "Value of 'ShrinkVolume.subtract' must be smaller than the size of 'ShrinkVolume.volume'";
		}
		if (shrink.getVolume().hasProviderId()) {
			return "Shrinking a volume from a resource provider is not supported";
		}
		if (shrink.getVolume().getDisk().getSource().getType() == Resource.DiskInfo.Source.Type.MOUNT) {
			return "Shrinking a volume on a MOUNT disk is not supported";
		}
		error = ResourceRules.persistentVolumes(List.of(shrink.getVolume()));
		if (error != null) {
			return "Invalid persistent volume in the 'ShrinkVolume.volume' field: " + error;
		}
		return shrink.getVolume().hasShared() ? "Shrinking a shared persistent volume is not supported" : null;
	}

	private static @Nullable String createDisk(Offer.Operation.CreateDisk create) {
		Resource source = create.getSource();
		String error = managed(source);
		if (error != null) {
			return error;
		}
		if (!Traits.isDisk(source, Resource.DiskInfo.Source.Type.RAW)) {
			return "'source' is not a RAW disk resource";
		}
		if (create.getTargetType() != Resource.DiskInfo.Source.Type.MOUNT
				&& create.getTargetType() != Resource.DiskInfo.Source.Type.BLOCK) {
			return "'target_type' is neither MOUNT or BLOCK";
		}
		if (source.getDisk().getSource().hasProfile() == create.hasTargetProfile()) {
			return create.hasTargetProfile() ? "'target_profile' must not be set when 'source' has a profile"
					: "'target_profile' must be set when 'source' has no profile";
		}
		return null;
	}

	private static @Nullable String destroyDisk(Resource source) {
		String error = managed(source);
		if (error != null) {
			return error;
		}
		if (!Traits.isDisk(source, Resource.DiskInfo.Source.Type.MOUNT)
				&& !Traits.isDisk(source, Resource.DiskInfo.Source.Type.BLOCK)
				&& !Traits.isDisk(source, Resource.DiskInfo.Source.Type.RAW)) {
			return "'source' is neither a MOUNT, BLOCK or RAW disk resource";
		}
		if (!source.getDisk().getSource().hasId()) {
			return "'source' is not backed by a CSI volume";
		}
		return Traits.isPersistentVolume(source)
				? "A disk resource containing a persistent volume " + ResourceText.print(source)
						+ " cannot be destroyed directly. Please destroy the persistent volume first then destroy the "
						+ "disk resource"
				: null;
	}

	private static @Nullable String managed(Resource source) {
		String error = ResourceRules.validate(List.of(source));
		if (error != null) {
			return "Invalid resource: " + error;
		}
		return source.hasProviderId() ? null : "'source' is not managed by a resource provider";
	}

}
