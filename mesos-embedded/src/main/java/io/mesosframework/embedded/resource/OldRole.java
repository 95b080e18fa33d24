package io.mesosframework.embedded.resource;

import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.ResourceOrBuilder;

/**
 * The one place which touches the deprecated field {@code Resource.role}: the format of
 * frameworks without the capability RESERVATION_REFINEMENT needs it.
 */
@SuppressWarnings("deprecation")
final class OldRole {

	private OldRole() {
	}

	static boolean isSet(ResourceOrBuilder resource) {
		return resource.hasRole();
	}

	static String get(ResourceOrBuilder resource) {
		return resource.getRole();
	}

	static void set(Resource.Builder resource, String role) {
		resource.setRole(role);
	}

	static Resource.Builder clear(Resource.Builder resource) {
		return resource.clearRole();
	}

}
