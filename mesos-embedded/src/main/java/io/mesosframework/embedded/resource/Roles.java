package io.mesosframework.embedded.resource;

import org.jspecify.annotations.Nullable;

/**
 * Role names and their hierarchy ({@code src/common/roles.cpp}, {@code docs/roles.md}).
 *
 * @since 0.1.0
 */
public final class Roles {

	private static final String INVALID_CHARACTERS = "\t\n\u000b\f\r \u007f";

	private Roles() {
	}

	/**
	 * Return whether a role is below another one.
	 * @param role the role, for example {@code eng/web}
	 * @param ancestor the other, for example {@code eng}
	 * @return {@code true} when it is a descendant, {@code false} also when they are
	 * equal
	 */
	public static boolean isStrictSubrole(String role, String ancestor) {
		return role.length() > ancestor.length() && role.charAt(ancestor.length()) == '/' && role.startsWith(ancestor);
	}

	/**
	 * Validate a role name.
	 * @param role the name
	 * @return the error as Mesos says it, {@code null} when the name is valid
	 */
	public static @Nullable String validate(String role) {
		if (role.equals("*")) {
			return null;
		}
		if (role.startsWith("/")) {
			return "Role '" + role + "' cannot start with a slash";
		}
		if (role.endsWith("/")) {
			return "Role '" + role + "' cannot end with a slash";
		}
		if (role.contains("//")) {
			return "Role '" + role + "' cannot contain two adjacent slashes";
		}
		if (role.isEmpty()) {
			return "Role names cannot be the empty string";
		}
		int start = 0;
		while (start <= role.length()) {
			int slash = role.indexOf('/', start);
			int end = (slash < 0) ? role.length() : slash;
			String error = validateComponent(role, role.substring(start, end));
			if (error != null) {
				return error;
			}
			start = end + 1;
		}
		return null;
	}

	private static @Nullable String validateComponent(String role, String component) {
		if (component.equals(".") || component.equals("..") || component.equals("*")) {
			return "Role '" + role + "' cannot include '" + component + "' as a component";
		}
		if (component.startsWith("-")) {
			return "Role component '" + component + "' is invalid because it starts with a dash";
		}
		for (int i = 0; i < component.length(); i++) {
			if (INVALID_CHARACTERS.indexOf(component.charAt(i)) >= 0) {
				return "Role component '" + component + "' is invalid because it contains backspace or whitespace";
			}
		}
		return null;
	}

}
