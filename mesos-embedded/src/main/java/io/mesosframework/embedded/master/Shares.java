package io.mesosframework.embedded.master;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;

import io.mesosframework.embedded.master.state.Framework;
import io.mesosframework.embedded.resource.Amount;
import io.mesosframework.embedded.resource.Resources;

/**
 * Who has how much, in order to be fair: whoever has the smallest dominant share comes
 * first, and among equals who has been given something less often
 * ({@code src/master/allocator/mesos/sorter/drf} of Mesos).
 */
final class Shares {

	private final ToDoubleFunction<String> weights;

	private final Map<String, Long> total = new HashMap<>();

	private final Map<String, Usage> roles = new HashMap<>();

	private final Map<String, Map<String, Usage>> frameworks = new HashMap<>();

	Shares(ToDoubleFunction<String> weights) {
		this.weights = weights;
	}

	void addTotal(Resources resources) {
		change(this.total, resources, 1);
	}

	void subtractTotal(Resources resources) {
		change(this.total, resources, -1);
	}

	void add(String frameworkId, Resources resources) {
		change(frameworkId, resources, 1);
	}

	void subtract(String frameworkId, Resources resources) {
		change(frameworkId, resources, -1);
	}

	void remove(Framework framework) {
		this.frameworks.values().forEach((usages) -> usages.remove(framework.key()));
	}

	private void change(String frameworkId, Resources resources, int sign) {
		String role = null;
		for (Resource resource : resources) {
			role = resource.getAllocationInfo().getRole();
			if (resource.getType() == Value.Type.SCALAR) {
				long amount = sign * Amount.of(resource.getScalar().getValue()).milli();
				role(role).change(resource.getName(), amount);
				framework(role, frameworkId).change(resource.getName(), amount);
			}
		}
		if (sign > 0 && role != null) {
			role(role).count++;
			framework(role, frameworkId).count++;
		}
	}

	private static void change(Map<String, Long> amounts, Resources resources, int sign) {
		for (Resource resource : resources) {
			if (resource.getType() == Value.Type.SCALAR) {
				amounts.merge(resource.getName(), sign * Amount.of(resource.getScalar().getValue()).milli(), Long::sum);
			}
		}
	}

	private Usage role(String role) {
		return this.roles.computeIfAbsent(role, (key) -> new Usage());
	}

	private Usage framework(String role, String frameworkId) {
		return this.frameworks.computeIfAbsent(role, (key) -> new HashMap<>())
			.computeIfAbsent(frameworkId, (key) -> new Usage());
	}

	/**
	 * Rank those who want offers.
	 * @param candidates all frameworks
	 * @return the ranking of one cycle
	 */
	Ranking ranking(Collection<Framework> candidates) {
		Ranking ranking = new Ranking();
		for (Framework framework : candidates) {
			if (framework.active()) {
				for (String role : framework.roles()) {
					if (!framework.suppressedRoles().contains(role)) {
						ranking.add(role, framework);
					}
				}
			}
		}
		ranking.sort();
		return ranking;
	}

	/**
	 * The order in which roles and frameworks are offered resources. It follows the
	 * shares as they change during a cycle.
	 */
	final class Ranking {

		private final Map<String, List<Framework>> byRole = new TreeMap<>();

		private final List<String> roleOrder = new ArrayList<>();

		private void add(String role, Framework framework) {
			this.byRole.computeIfAbsent(role, (key) -> new ArrayList<>()).add(framework);
		}

		private void sort() {
			this.roleOrder.addAll(this.byRole.keySet());
			sortRoles();
			this.byRole.keySet().forEach(this::sortFrameworks);
		}

		boolean isEmpty() {
			return this.roleOrder.isEmpty();
		}

		/** The roles as they stand now. */
		List<String> roles() {
			return (this.roleOrder.size() == 1) ? this.roleOrder : List.copyOf(this.roleOrder);
		}

		/** The frameworks of a role as they stand now. */
		List<Framework> frameworks(String role) {
			List<Framework> list = this.byRole.getOrDefault(role, List.of());
			return (list.size() == 1) ? list : List.copyOf(list);
		}

		/**
		 * Something of a role was offered: everything is ranked again.
		 * @param role the role
		 */
		void offered(String role) {
			if (this.roleOrder.size() > 1) {
				sortRoles();
			}
			if (this.byRole.getOrDefault(role, List.of()).size() > 1) {
				sortFrameworks(role);
			}
		}

		private void sortRoles() {
			Map<String, Double> shares = new HashMap<>();
			this.roleOrder
				.forEach((role) -> shares.put(role, role(role).share() / Shares.this.weights.applyAsDouble(role)));
			this.roleOrder.sort(Comparator.<String>comparingDouble(shares::get)
				.thenComparing((role) -> role(role).count)
				.thenComparing(Comparator.naturalOrder()));
		}

		private void sortFrameworks(String role) {
			Map<Framework, Double> shares = new HashMap<>();
			List<Framework> list = this.byRole.getOrDefault(role, List.of());
			list.forEach((framework) -> shares.put(framework, framework(role, framework.key()).share()));
			list.sort(Comparator.<Framework>comparingDouble(shares::get)
				.thenComparing((framework) -> framework(role, framework.key()).count)
				.thenComparing(Framework::key));
		}

	}

	/**
	 * What one client has.
	 */
	private final class Usage {

		private final Map<String, Long> amounts = new HashMap<>(4);

		private long count;

		private void change(String name, long amount) {
			this.amounts.merge(name, amount, Long::sum);
		}

		private double share() {
			double share = 0;
			for (Map.Entry<String, Long> entry : this.amounts.entrySet()) {
				long whole = Shares.this.total.getOrDefault(entry.getKey(), 0L);
				if (whole > 0) {
					share = Math.max(share, (double) entry.getValue() / whole);
				}
			}
			return share;
		}

	}

}
