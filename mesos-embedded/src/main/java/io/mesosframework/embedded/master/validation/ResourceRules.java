package io.mesosframework.embedded.master.validation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.Protos.Volume;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.resource.IdRules;
import io.mesosframework.embedded.resource.ResourceText;
import io.mesosframework.embedded.resource.Resources;
import io.mesosframework.embedded.resource.Traits;

/**
 * The rules which resources of tasks and operations have to keep beyond being well formed
 * ({@code src/master/validation.cpp} of Mesos). Every method returns the error or
 * {@code null}.
 */
final class ResourceRules {

	private static final double MILLI = 1000;

	private ResourceRules() {
	}

	static @Nullable String validate(List<Resource> resources) {
		return validate(resources, Resources.of(resources));
	}

	/**
	 * Validate resources.
	 * @param resources the resources
	 * @param sum the valid ones, added up
	 * @return the error or {@code null}
	 */
	static @Nullable String validate(List<Resource> resources, Resources sum) {
		String error = Resources.validate(resources);
		if (error != null) {
			return "Invalid resources: " + error;
		}
		double gpus = sum.amount("gpus").toDouble();
		if ((long) (gpus * MILLI) % (long) MILLI != 0) {
			return "Invalid 'gpus' resource: The 'gpus' resource must be an unsigned integer";
		}
		for (Resource resource : resources) {
			error = validateDisk(resource);
			if (error != null) {
				return "Invalid DiskInfo: " + error;
			}
		}
		for (Resource resource : resources) {
			if (Traits.isDynamicallyReserved(resource) && resource.hasRevocable()) {
				return "Invalid ReservationInfo: Dynamically reserved resource " + ResourceText.print(resource)
						+ " cannot be created from revocable resources";
			}
		}
		return null;
	}

	private static @Nullable String validateDisk(Resource resource) {
		if (!resource.hasDisk()) {
			return null;
		}
		Resource.DiskInfo disk = resource.getDisk();
		if (!disk.hasPersistence()) {
			if (disk.hasVolume()) {
				return "Non-persistent volume not supported";
			}
			return disk.hasSource() ? null : "DiskInfo is set but empty";
		}
		if (resource.hasRevocable()) {
			return "Persistent volumes cannot be created from revocable resources";
		}
		if (!Traits.isReserved(resource)) {
			return "Persistent volumes cannot be created from unreserved resources";
		}
		if (!disk.hasVolume()) {
			return "Expecting 'volume' to be set for persistent volume";
		}
		if (disk.getVolume().hasHostPath()) {
			return "Expecting 'host_path' to be unset for persistent volume";
		}
		String error = IdRules.validate(disk.getPersistence().getId());
		return (error != null) ? "Invalid persistence ID for persistent volume: " + error : null;
	}

	static @Nullable String uniquePersistenceIds(Resources resources) {
		Resources volumes = resources.persistentVolumes();
		if (volumes.size() < 2) {
			return null;
		}
		Map<String, Set<String>> ids = new HashMap<>();
		for (Resource volume : volumes) {
			String id = volume.getDisk().getPersistence().getId();
			if (!ids.computeIfAbsent(Traits.reservationRole(volume), (role) -> new HashSet<>()).add(id)) {
				return "Persistence ID '" + id + "' is not unique";
			}
		}
		return null;
	}

	static @Nullable String revocability(Resources resources) {
		if (resources.revocable().isEmpty()) {
			return null;
		}
		for (String name : resources.names()) {
			Resources named = resources.named(name);
			if (!named.revocable().isEmpty() && !named.nonRevocable().isEmpty()) {
				return "Cannot use both revocable and non-revocable '" + name + "' at the same time";
			}
		}
		return null;
	}

	static @Nullable String persistentVolumes(List<Resource> volumes) {
		for (Resource volume : volumes) {
			if (!volume.hasDisk()) {
				return "Resource " + ResourceText.print(volume) + " does not have DiskInfo";
			}
			if (!volume.getDisk().hasPersistence()) {
				return "'persistence' is not set in DiskInfo";
			}
			if (!volume.getDisk().hasVolume()) {
				return "Expecting 'volume' to be set for persistent volume";
			}
			if (volume.getDisk().getVolume().getMode() == Volume.Mode.RO) {
				return "Read-only persistent volume not supported";
			}
		}
		return null;
	}

	static @Nullable String singleRole(Resources resources) {
		String role = null;
		for (Resource resource : resources) {
			if (!resource.getAllocationInfo().hasRole()) {
				return "The resources are not allocated to a role";
			}
			String own = resource.getAllocationInfo().getRole();
			if (role == null) {
				role = own;
			}
			else if (!role.equals(own)) {
				return "The resources have multiple allocation roles ('" + own + "' and '" + role
						+ "') but only one allocation role is allowed";
			}
		}
		return null;
	}

	static @Nullable String singleProvider(List<Resource> resources) {
		Set<String> providers = new LinkedHashSet<>();
		boolean agent = false;
		for (Resource resource : resources) {
			if (resource.hasProviderId()) {
				providers.add(resource.getProviderId().getValue());
			}
			else {
				agent = true;
			}
		}
		if (providers.size() + (agent ? 1 : 0) == 1) {
			return null;
		}
		return agent ? "Some resources have a resource provider and some do not"
				: "The resources have multiple resource providers: " + String.join(", ", providers);
	}

	/**
	 * Return whether ranges or sets of different resources overlap.
	 * @param all the resources
	 * @return {@code true} when adding them up loses something
	 */
	static boolean overlap(List<Resources> all) {
		Resources total = Resources.EMPTY;
		Map<String, Long> sizes = new HashMap<>();
		for (Resources resources : all) {
			total = total.plus(resources);
			sizes(resources).forEach((name, size) -> sizes.merge(name, size, Long::sum));
		}
		return !sizes.equals(sizes(total));
	}

	private static Map<String, Long> sizes(Resources resources) {
		Map<String, Long> sizes = new HashMap<>();
		for (Resource resource : resources) {
			if (resource.getType() == Value.Type.RANGES) {
				long size = resource.getRanges()
					.getRangeList()
					.stream()
					.mapToLong((range) -> range.getEnd() - range.getBegin() + 1)
					.sum();
				sizes.merge(resource.getName(), size, Long::sum);
			}
			else if (resource.getType() == Value.Type.SET) {
				sizes.merge(resource.getName(), (long) resource.getSet().getItemCount(), Long::sum);
			}
		}
		return sizes;
	}

}
