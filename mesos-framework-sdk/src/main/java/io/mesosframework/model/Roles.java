package io.mesosframework.model;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Validates role names by the rules of Mesos ({@code docs/roles.md}, {@code
 * src/common/roles.cpp}): {@code *}, or components separated by {@code /}.
 *
 * @since 0.1.0
 */
public final class Roles {

	private static final Pattern FORBIDDEN = Pattern.compile("[\\t\\n\\x0B\\f\\r \\x7f]");

	private Roles() {
	}

	/**
	 * Return whether Mesos accepts a role.
	 * @param role the role
	 * @return {@code true} if it does
	 */
	public static boolean isValid(String role) {
		return problem(role) == null;
	}

	/**
	 * Validate a role.
	 * @param role the role
	 * @return the role
	 * @throws IllegalArgumentException if Mesos would reject it; the message says why
	 */
	public static String validate(String role) {
		String problem = problem(role);
		if (problem != null) {
			throw new IllegalArgumentException(problem);
		}
		return role;
	}

	/**
	 * Return what is wrong with a role.
	 * @param role the role
	 * @return one sentence without a full stop, {@code null} if the role is valid
	 */
	public static @Nullable String problem(String role) {
		if ("*".equals(role)) {
			return null;
		}
		if (role.isEmpty()) {
			return "a role must not be empty";
		}
		if (FORBIDDEN.matcher(role).find()) {
			return "the role \"" + role + "\" contains a space or a control character";
		}
		for (String part : role.split("/", -1)) {
			if (part.isEmpty()) {
				return "the role \"" + role + "\" must neither begin nor end with '/' nor contain '//'";
			}
			if (".".equals(part) || "..".equals(part) || "*".equals(part) || part.startsWith("-")) {
				return "the role \"" + role + "\" has the part \"" + part
						+ "\", but no part may be '.', '..' or '*' or begin with '-'";
			}
		}
		return null;
	}

	/**
	 * Return whether a role equals another one or lies below it, as {@code eng/web} does
	 * below {@code eng}.
	 * @param role the role
	 * @param ancestor the other role
	 * @return {@code true} if it does
	 */
	public static boolean isWithin(String role, String ancestor) {
		return role.equals(ancestor) || role.startsWith(ancestor + "/");
	}

}
