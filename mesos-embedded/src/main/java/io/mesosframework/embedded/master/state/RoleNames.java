package io.mesosframework.embedded.master.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.apache.mesos.v1.Protos.FrameworkInfo;

/**
 * The roles of frameworks and their hierarchy, see {@code docs/roles.md} of Mesos.
 *
 * @since 0.1.0
 */
public final class RoleNames {

	private RoleNames() {
	}

	/**
	 * Return the roles of a framework, sorted.
	 * @param info the framework
	 * @return its roles
	 */
	public static Set<String> of(FrameworkInfo info) {
		Set<String> roles = new TreeSet<>();
		if (Capabilities.has(info, FrameworkInfo.Capability.Type.MULTI_ROLE)) {
			roles.addAll(info.getRolesList());
		}
		else {
			roles.add(legacyRole(info));
		}
		return roles;
	}

	@SuppressWarnings("deprecation")
	public static String legacyRole(FrameworkInfo info) {
		return info.getRole();
	}

	@SuppressWarnings("deprecation")
	public static boolean hasLegacyRole(FrameworkInfo info) {
		return info.hasRole();
	}

	/**
	 * Return the outermost of a role and the roles above it.
	 * @param role the role
	 * @return the part before the first slash
	 */
	public static String top(String role) {
		int slash = role.indexOf('/');
		return (slash < 0) ? role : role.substring(0, slash);
	}

	/**
	 * Return the roles above a role, nearest first.
	 * @param role the role
	 * @return its ancestors
	 */
	public static List<String> ancestors(String role) {
		List<String> ancestors = new ArrayList<>();
		for (int slash = role.lastIndexOf('/'); slash > 0; slash = role.lastIndexOf('/', slash - 1)) {
			ancestors.add(role.substring(0, slash));
		}
		return ancestors;
	}

	/**
	 * Return whether a role is another one or lies below it.
	 * @param role the role
	 * @param ancestor the other role
	 * @return {@code true} when {@code role} may use what is reserved for
	 * {@code ancestor}
	 */
	public static boolean isWithin(String role, String ancestor) {
		return role.equals(ancestor) || role.startsWith(ancestor + "/");
	}

}
