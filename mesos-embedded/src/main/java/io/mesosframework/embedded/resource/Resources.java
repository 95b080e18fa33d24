package io.mesosframework.embedded.resource;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Value;
import org.jspecify.annotations.Nullable;

/**
 * A bag of resources with the arithmetic of Mesos ({@code src/common/resources.cpp},
 * {@code docs/resources.md}): resources of one kind add up in thousandths, volumes and
 * whole disks stay apart, shared volumes are counted. Immutable; any thread.
 *
 * @since 0.1.0
 */
public final class Resources implements Iterable<Resource> {

	/** Nothing. */
	public static final Resources EMPTY = new Resources(List.of());

	private final List<Item> items;

	private Resources(List<Item> items) {
		this.items = items;
	}

	/**
	 * Add resources up. Empty and invalid ones are left out; both formats of reservations
	 * are understood.
	 * @param resources the resources
	 * @return the sum
	 */
	public static Resources of(Collection<Resource> resources) {
		List<Item> items = new ArrayList<>(resources.size());
		for (Resource resource : resources) {
			if (ResourceValidation.validate(resource) == null) {
				add(items, Item.of(ResourceFormats.upgrade(resource)));
			}
		}
		return of(items);
	}

	/**
	 * Return one resource as a bag.
	 * @param resource the resource
	 * @return the bag, empty when the resource is empty or invalid
	 */
	public static Resources of(Resource resource) {
		return of(List.of(resource));
	}

	private static Resources of(List<Item> items) {
		return items.isEmpty() ? EMPTY : new Resources(items);
	}

	/**
	 * Parse the format of the agent's flag {@code --resources}, text or JSON.
	 * @param text for example {@code cpus:4;mem(web):1024;ports:[31000-32000]}
	 * @return the resources
	 * @throws IllegalArgumentException with Mesos' text when it does not parse
	 */
	public static Resources parse(String text) {
		return ResourceParser.parse(text, "*");
	}

	/**
	 * Parse the format of the agent's flag {@code --resources}, text or JSON.
	 * @param text the text
	 * @param defaultRole the role of resources without role
	 * @return the resources
	 * @throws IllegalArgumentException with Mesos' text when it does not parse
	 */
	public static Resources parse(String text, String defaultRole) {
		return ResourceParser.parse(text, defaultRole);
	}

	/**
	 * Validate resources.
	 * @param resources the resources
	 * @return the error as Mesos says it, {@code null} when all are valid
	 */
	public static @Nullable String validate(List<Resource> resources) {
		return ResourceValidation.validate(resources);
	}

	/**
	 * Add.
	 * @param that what to add
	 * @return the sum
	 */
	public Resources plus(Resources that) {
		if (that.items.isEmpty()) {
			return this;
		}
		if (this.items.isEmpty()) {
			return that;
		}
		List<Item> sum = new ArrayList<>(this.items.size() + that.items.size());
		sum.addAll(this.items);
		for (Item item : that.items) {
			add(sum, item);
		}
		return new Resources(sum);
	}

	/**
	 * Add one resource.
	 * @param that what to add
	 * @return the sum
	 */
	public Resources plus(Resource that) {
		return plus(of(that));
	}

	/**
	 * Subtract. What is not there is ignored, what would become negative disappears.
	 * @param that what to subtract
	 * @return the difference
	 */
	public Resources minus(Resources that) {
		if (this.items.isEmpty() || that.items.isEmpty()) {
			return this;
		}
		List<Item> difference = new ArrayList<>(this.items);
		for (Item item : that.items) {
			subtract(difference, item);
		}
		return of(difference);
	}

	/**
	 * Subtract one resource.
	 * @param that what to subtract
	 * @return the difference
	 */
	public Resources minus(Resource that) {
		return minus(of(that));
	}

	private static void add(List<Item> items, Item that) {
		if (that.isEmpty()) {
			return;
		}
		for (int i = 0; i < items.size(); i++) {
			Item item = items.get(i);
			if (item.canAdd(that)) {
				items.set(i, item.plus(that));
				return;
			}
		}
		items.add(that);
	}

	private static void subtract(List<Item> items, Item that) {
		for (int i = 0; i < items.size(); i++) {
			Item item = items.get(i);
			if (item.canSubtract(that)) {
				Item rest = item.minus(that);
				boolean gone = rest.isEmpty() || rest.isNegative();
				if (gone) {
					items.set(i, items.get(items.size() - 1));
					items.remove(items.size() - 1);
				}
				else {
					items.set(i, rest);
				}
				return;
			}
		}
	}

	/**
	 * Return whether other resources are in this bag. Each of them has to fit into one
	 * resource of this bag.
	 * @param that the others
	 * @return {@code true} when they are
	 */
	public boolean contains(Resources that) {
		List<Item> remaining = this.items;
		for (Item item : that.items) {
			if (!contains(remaining, item)) {
				return false;
			}
			if (item.kind().template().getDisk().hasPersistence()) {
				if (remaining == this.items) {
					remaining = new ArrayList<>(this.items);
				}
				subtract(remaining, item);
			}
		}
		return true;
	}

	/**
	 * Return whether a resource is in this bag.
	 * @param that the resource
	 * @return {@code true} when it is valid and is
	 */
	public boolean contains(Resource that) {
		return ResourceValidation.validate(that) == null
				&& contains(this.items, Item.of(ResourceFormats.upgrade(that)));
	}

	private static boolean contains(List<Item> items, Item that) {
		for (Item item : items) {
			if (item.contains(that)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return whether there is nothing.
	 * @return {@code true} when empty
	 */
	public boolean isEmpty() {
		return this.items.isEmpty();
	}

	/**
	 * Return how many entries there are; a shared volume is one.
	 * @return the number
	 */
	public int size() {
		return this.items.size();
	}

	/**
	 * Return how many copies of a resource there are.
	 * @param resource the resource
	 * @return the number, at most one unless it is shared
	 */
	public int count(Resource resource) {
		Item wanted = Item.of(ResourceFormats.upgrade(resource));
		for (Item item : this.items) {
			if (item.isSameResource(wanted)) {
				return item.copies();
			}
		}
		return 0;
	}

	/**
	 * Return the entries that match.
	 * @param predicate the test, see {@link Traits}
	 * @return the entries
	 */
	public Resources filter(Predicate<Resource> predicate) {
		return select((item) -> predicate.test(item.toProto()));
	}

	private Resources selectKind(Predicate<Resource> predicate) {
		return select((item) -> predicate.test(item.kind().template()));
	}

	private Resources select(Predicate<Item> predicate) {
		List<Item> selected = new ArrayList<>(this.items.size());
		for (Item item : this.items) {
			if (predicate.test(item)) {
				selected.add(item);
			}
		}
		return (selected.size() == this.items.size()) ? this : of(selected);
	}

	/**
	 * Return the resources with a name.
	 * @param name the name
	 * @return the resources
	 */
	public Resources named(String name) {
		return select((item) -> item.kind().name().equals(name));
	}

	/**
	 * Return what is reserved for any role.
	 * @return the resources
	 */
	public Resources reserved() {
		return selectKind(Traits::isReserved);
	}

	/**
	 * Return what is reserved for exactly this role.
	 * @param role the role
	 * @return the resources
	 */
	public Resources reserved(String role) {
		return selectKind((resource) -> Traits.isReserved(resource, role));
	}

	/**
	 * Return what is not reserved.
	 * @return the resources
	 */
	public Resources unreserved() {
		return selectKind((resource) -> !Traits.isReserved(resource));
	}

	/**
	 * Return what can be offered to a role.
	 * @param role the role
	 * @return the resources
	 */
	public Resources allocatableTo(String role) {
		return selectKind((resource) -> Traits.isAllocatableTo(resource, role));
	}

	/**
	 * Return the persistent volumes.
	 * @return the resources
	 */
	public Resources persistentVolumes() {
		return selectKind(Traits::isPersistentVolume);
	}

	/**
	 * Return what is revocable.
	 * @return the resources
	 */
	public Resources revocable() {
		return selectKind(Resource::hasRevocable);
	}

	/**
	 * Return what is not revocable.
	 * @return the resources
	 */
	public Resources nonRevocable() {
		return selectKind((resource) -> !resource.hasRevocable());
	}

	/**
	 * Return what is shared.
	 * @return the resources
	 */
	public Resources shared() {
		return selectKind(Resource::hasShared);
	}

	/**
	 * Return what is not shared.
	 * @return the resources
	 */
	public Resources nonShared() {
		return selectKind((resource) -> !resource.hasShared());
	}

	/**
	 * Return the scalar resources.
	 * @return the resources
	 */
	public Resources scalars() {
		return select((item) -> item.kind().type() == Value.Type.SCALAR);
	}

	/**
	 * Mark everything as allocated to a role.
	 * @param role the role
	 * @return the marked resources
	 */
	public Resources allocate(String role) {
		return mapKinds((kind) -> kind.allocated(role), false);
	}

	/**
	 * Remove the marks of {@link #allocate(String)}.
	 * @return the resources without marks; what differed only by them is added up
	 */
	public Resources unallocate() {
		return mapKinds((kind) -> kind.allocated(null), true);
	}

	/**
	 * Remove all reservations.
	 * @return the unreserved resources
	 */
	public Resources toUnreserved() {
		return mapKinds((kind) -> kind.withReservations(List.of()), true);
	}

	/**
	 * Refine every reservation by one more.
	 * @param reservation the reservation
	 * @return the reserved resources
	 */
	public Resources pushReservation(ReservationInfo reservation) {
		return mapKinds((kind) -> {
			List<ReservationInfo> reservations = new ArrayList<>(kind.template().getReservationsList());
			reservations.add(reservation);
			return kind.withReservations(reservations);
		}, true);
	}

	/**
	 * Remove the newest reservation of every resource.
	 * @return the resources; unreserved ones are as they were
	 */
	public Resources popReservation() {
		return mapKinds((kind) -> {
			List<ReservationInfo> reservations = kind.template().getReservationsList();
			return kind.withReservations(reservations.subList(0, Math.max(0, reservations.size() - 1)));
		}, true);
	}

	private Resources mapKinds(UnaryOperator<Kind> mapper, boolean join) {
		List<Item> mapped = new ArrayList<>(this.items.size());
		for (Item item : this.items) {
			Item changed = item.withKind(mapper.apply(item.kind()));
			if (join) {
				add(mapped, changed);
			}
			else {
				mapped.add(changed);
			}
		}
		return of(mapped);
	}

	/**
	 * Return the resources by the role to which they are allocated; what is allocated to
	 * none is left out.
	 * @return the allocations
	 */
	public Map<String, Resources> allocations() {
		Map<String, Resources> allocations = new LinkedHashMap<>();
		for (Item item : this.items) {
			String role = item.kind().allocationRole();
			if (role != null) {
				allocations.merge(role, new Resources(List.of(item)), Resources::plus);
			}
		}
		return allocations;
	}

	/**
	 * Return the reserved resources by the role of their newest reservation.
	 * @return the reservations
	 */
	public Map<String, Resources> reservations() {
		Map<String, Resources> reservations = new LinkedHashMap<>();
		for (Item item : this.items) {
			if (Traits.isReserved(item.kind().template())) {
				reservations.merge(Traits.reservationRole(item.kind().template()), new Resources(List.of(item)),
						Resources::plus);
			}
		}
		return reservations;
	}

	/**
	 * Return the sum of all scalar resources with a name, whatever their kind.
	 * @param name the name, for example {@code cpus}
	 * @return the sum
	 */
	public Amount amount(String name) {
		long milli = 0;
		for (Item item : this.items) {
			if (item.kind().type() == Value.Type.SCALAR && item.kind().name().equals(name)) {
				milli += item.milli();
			}
		}
		return new Amount(milli);
	}

	/**
	 * Return the union of all ranges with a name, whatever their kind.
	 * @param name the name, for example {@code ports}
	 * @return the ranges in ascending order
	 */
	public List<Value.Range> ranges(String name) {
		Ranges ranges = Ranges.EMPTY;
		for (Item item : this.items) {
			if (item.kind().type() == Value.Type.RANGES && item.kind().name().equals(name)) {
				ranges = ranges.plus(item.ranges());
			}
		}
		return ranges.toProto().getRangeList();
	}

	/**
	 * Return the names of all resources.
	 * @return the names
	 */
	public Set<String> names() {
		Set<String> names = new LinkedHashSet<>();
		for (Item item : this.items) {
			names.add(item.kind().name());
		}
		return names;
	}

	/**
	 * Apply an operation on reservations or volumes.
	 * @param operation the operation, see {@link Conversion#of(Offer.Operation)}
	 * @return the resources after the operation
	 * @throws ResourceException with Mesos' text when it cannot be applied
	 */
	public Resources apply(Offer.Operation operation) throws ResourceException {
		Resources result = this;
		for (Conversion conversion : Conversion.of(operation)) {
			result = conversion.apply(result);
		}
		return result;
	}

	/**
	 * Return the resources as messages in the format with {@code reservations}. Shared
	 * volumes appear once.
	 * @return the messages
	 */
	public List<Resource> toList() {
		List<Resource> resources = new ArrayList<>(this.items.size());
		for (Item item : this.items) {
			resources.add(item.toProto());
		}
		return resources;
	}

	@Override
	public Iterator<Resource> iterator() {
		return toList().iterator();
	}

	@Override
	public boolean equals(@Nullable Object object) {
		return this == object || (object instanceof Resources that && contains(that) && that.contains(this));
	}

	@Override
	public int hashCode() {
		int hash = 0;
		for (Item item : this.items) {
			hash += item.kind().hashCode();
		}
		return hash;
	}

	/**
	 * Print as Mesos does, for example {@code cpus:4; mem:1024}.
	 * @return the text, <code>{}</code> when empty
	 */
	@Override
	public String toString() {
		return this.items.isEmpty() ? "{}" : this.items.stream().map(Item::toString).collect(Collectors.joining("; "));
	}

}
