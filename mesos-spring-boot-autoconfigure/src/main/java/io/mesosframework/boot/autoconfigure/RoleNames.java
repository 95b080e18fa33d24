package io.mesosframework.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * Validates role names according to {@code docs/roles.md} of Mesos.
 */
final class RoleNames {

	private RoleNames() {
	}

	/**
	 * Return the problem with a role name.
	 * @param role the name
	 * @return the end of a sentence that begins with the role, or {@code null} if the
	 * name is valid
	 */
	static @Nullable String problem(String role) {
		if (role.equals("*")) {
			return null;
		}
		if (role.isEmpty()) {
			return "is empty";
		}
		if (role.chars().anyMatch((c) -> c == ' ' || (c >= '\t' && c <= '\r') || c == 0x7F)) {
			return "contains white space or a control character";
		}
		if (role.startsWith("/") || role.endsWith("/") || role.contains("//")) {
			return "has an empty component (a '/' at its begin or end, or twice '/')";
		}
		for (String component : role.split("/")) {
			if (component.equals(".") || component.equals("..") || component.equals("*")) {
				return "has the component '" + component + "', which is reserved";
			}
			if (component.startsWith("-")) {
				return "has a component that starts with '-'";
			}
		}
		return null;
	}

}
