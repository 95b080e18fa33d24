package io.mesosframework.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.Protos.Volume;
import org.jspecify.annotations.Nullable;

/**
 * An immutable list of resources, with methods to create and derive resources. It is an
 * {@link Iterable} and can therefore be used wherever protobuf expects resources: {@code
 * addAllResources(resources)}.
 * <p>
 * Reservations have the format of the framework capability RESERVATION_REFINEMENT, which
 * the master accepts from every framework ({@code include/mesos/v1/mesos.proto}). This
 * class describes resources; it does not calculate with them.
 *
 * @since 0.1.0
 */
public final class Resources implements Iterable<Resource> {

	private static final Resources NONE = new Resources(List.of());

	private final List<Resource> list;

	private Resources(List<Resource> list) {
		this.list = List.copyOf(list);
	}

	/**
	 * Return an empty list of resources.
	 * @return an empty list
	 */
	public static Resources none() {
		return NONE;
	}

	/**
	 * Return a list of the given resources.
	 * @param resources the resources
	 * @return the resources, unchanged
	 */
	public static Resources of(Resource... resources) {
		return new Resources(Arrays.asList(resources));
	}

	/**
	 * Return a list of the given resources.
	 * @param resources the resources
	 * @return the resources, unchanged
	 */
	public static Resources of(Collection<Resource> resources) {
		return new Resources(List.copyOf(resources));
	}

	/**
	 * Parse resources in a format of the {@code --resources} flag of Mesos: the text
	 * format {@code cpus:0.5;mem:64;ports:[31000-31002];cpus(web):1;disks:{a,b}}, with a
	 * role or {@code (reservations: [(DYNAMIC,web,principal)])} in parentheses, or a JSON
	 * array of resources.
	 * @param text the text
	 * @return the resources, in the order of the text
	 * @throws ResourceFormatException if the text is in neither format; the message says
	 * where and how to correct it
	 */
	public static Resources parse(String text) {
		String trimmed = text.strip();
		List<Resource> parsed = trimmed.startsWith("[") ? ResourceJson.parse(text) : new ResourceText(text).parse();
		return new Resources(parsed);
	}

	/**
	 * Return CPUs.
	 * @param cpus the number of CPUs, with a precision of a thousandth
	 * @return the resource
	 */
	public static Resources cpus(double cpus) {
		return scalar("cpus", cpus);
	}

	/**
	 * Return memory.
	 * @param megabytes the size in MB
	 * @return the resource
	 */
	public static Resources mem(double megabytes) {
		return scalar("mem", megabytes);
	}

	/**
	 * Return disk space.
	 * @param megabytes the size in MB
	 * @return the resource
	 */
	public static Resources disk(double megabytes) {
		return scalar("disk", megabytes);
	}

	/**
	 * Return GPUs.
	 * @param gpus the number of GPUs
	 * @return the resource
	 */
	public static Resources gpus(int gpus) {
		return scalar("gpus", gpus);
	}

	/**
	 * Return one port.
	 * @param port the port
	 * @return the resource
	 */
	public static Resources port(int port) {
		return ports(port, port);
	}

	/**
	 * Return a range of ports.
	 * @param first the first port
	 * @param last the last port, inclusive
	 * @return the resource
	 */
	public static Resources ports(int first, int last) {
		return ranges("ports", Value.Range.newBuilder().setBegin(first).setEnd(last).build());
	}

	/**
	 * Return a scalar resource.
	 * @param name the name of the resource
	 * @param value the amount, positive; Mesos keeps three decimals
	 * @return the resource
	 */
	public static Resources scalar(String name, double value) {
		if (!(value >= 0.0005) || Double.isInfinite(value)) {
			throw new IllegalArgumentException("An amount of " + name + " must be at least 0.001, but is " + value);
		}
		return of(Resource.newBuilder()
			.setName(name)
			.setType(Value.Type.SCALAR)
			.setScalar(Value.Scalar.newBuilder().setValue(Math.round(value * 1000) / 1000.0))
			.build());
	}

	/**
	 * Return a resource of ranges.
	 * @param name the name of the resource
	 * @param ranges the ranges, which must not overlap
	 * @return the resource
	 */
	public static Resources ranges(String name, Value.Range... ranges) {
		for (Value.Range range : ranges) {
			if (Long.compareUnsigned(range.getBegin(), range.getEnd()) > 0) {
				throw new IllegalArgumentException(
						"A range of " + name + " must not begin after its end: " + ResourcePrinter.range(range));
			}
		}
		return of(Resource.newBuilder()
			.setName(name)
			.setType(Value.Type.RANGES)
			.setRanges(Value.Ranges.newBuilder().addAllRange(Arrays.asList(ranges)))
			.build());
	}

	/**
	 * Return a resource of a set of items.
	 * @param name the name of the resource
	 * @param items the items, each once
	 * @return the resource
	 */
	public static Resources set(String name, String... items) {
		return of(Resource.newBuilder()
			.setName(name)
			.setType(Value.Type.SET)
			.setSet(Value.Set.newBuilder().addAllItem(Arrays.asList(items)))
			.build());
	}

	/**
	 * Return these resources and others.
	 * @param others the others
	 * @return both, in order
	 */
	public Resources and(Resources others) {
		List<Resource> both = new ArrayList<>(this.list);
		both.addAll(others.list);
		return new Resources(both);
	}

	/**
	 * Return these resources with a static reservation for a role, as configured by a
	 * flag of the agent.
	 * @param role the role; {@code *} leaves them unreserved
	 * @return the reserved resources
	 */
	public Resources reservedStatically(String role) {
		if ("*".equals(role)) {
			return this;
		}
		Roles.validate(role);
		return map((resource) -> resource
			.addReservations(ReservationInfo.newBuilder().setType(ReservationInfo.Type.STATIC).setRole(role)));
	}

	/**
	 * Return these resources with an additional dynamic reservation, as required by
	 * RESERVE.
	 * @param role the role, which must be within the role of an earlier reservation
	 * @param principal the framework's principal; required if it has one, otherwise
	 * {@code
	 * null}
	 * @return the reserved resources
	 */
	public Resources reserved(String role, @Nullable String principal) {
		Roles.validate(role);
		ReservationInfo.Builder reservation = ReservationInfo.newBuilder()
			.setType(ReservationInfo.Type.DYNAMIC)
			.setRole(role);
		if (principal != null) {
			reservation.setPrincipal(principal);
		}
		return reserved(reservation.build());
	}

	/**
	 * Return these resources with an additional reservation, for example one with labels.
	 * @param reservation the reservation
	 * @return the reserved resources
	 */
	public Resources reserved(ReservationInfo reservation) {
		return map((resource) -> resource.addReservations(reservation));
	}

	/**
	 * Return these resources without their last reservation, as they are after UNRESERVE.
	 * @return the resources
	 */
	public Resources unreserved() {
		return map((resource) -> {
			if (resource.getReservationsCount() > 0) {
				resource.removeReservations(resource.getReservationsCount() - 1);
			}
		});
	}

	/**
	 * Return this disk space as a persistent volume, as required by CREATE.
	 * @param persistenceId the id of the volume, unique per role on an agent
	 * @param containerPath its path in the container, usually relative to the sandbox
	 * @param principal the framework's principal; required if it has one, otherwise
	 * {@code
	 * null}
	 * @return the volume
	 * @throws IllegalStateException if there are resources other than disk space, or they
	 * are unreserved
	 */
	public Resources asPersistentVolume(String persistenceId, String containerPath, @Nullable String principal) {
		Ids.validate(persistenceId, "persistence id");
		return map((resource) -> {
			if (!"disk".equals(resource.getName()) || resource.getReservationsCount() == 0) {
				throw new IllegalStateException("Only reserved disk can be a persistent volume, not "
						+ ResourcePrinter.print(resource.build()) + ". Reserve it first.");
			}
			Resource.DiskInfo.Persistence.Builder persistence = Resource.DiskInfo.Persistence.newBuilder()
				.setId(persistenceId);
			if (principal != null) {
				persistence.setPrincipal(principal);
			}
			resource.getDiskBuilder()
				.setPersistence(persistence)
				.setVolume(Volume.newBuilder().setContainerPath(containerPath).setMode(Volume.Mode.RW));
		});
	}

	/**
	 * Return these resources as shared ones: several tasks may use the same volume.
	 * @return the resources
	 */
	public Resources shared() {
		return map((resource) -> resource.setShared(Resource.SharedInfo.getDefaultInstance()));
	}

	/**
	 * Return these resources as revocable ones: they may be revoked at any time.
	 * @return the resources
	 */
	public Resources revocable() {
		return map((resource) -> resource.setRevocable(Resource.RevocableInfo.getDefaultInstance()));
	}

	/**
	 * Return these resources allocated to a role, as they are in an offer.
	 * @param role the role
	 * @return the resources
	 */
	public Resources allocatedTo(String role) {
		return map((resource) -> resource.setAllocationInfo(Resource.AllocationInfo.newBuilder().setRole(role)));
	}

	/**
	 * Return the resources that match a condition.
	 * @param condition the condition
	 * @return the matching resources
	 */
	public Resources filter(Predicate<Resource> condition) {
		return new Resources(this.list.stream().filter(condition).toList());
	}

	/**
	 * Return the resources of a name.
	 * @param name the name
	 * @return the matching resources
	 */
	public Resources named(String name) {
		return filter((resource) -> resource.getName().equals(name));
	}

	/**
	 * Return the sum of all scalars of a name, whatever their reservation.
	 * @param name the name
	 * @return the sum, exact to three decimals; 0 if there are none
	 */
	public double sum(String name) {
		long thousandths = this.list.stream()
			.filter((resource) -> resource.getName().equals(name) && resource.hasScalar())
			.mapToLong((resource) -> Math.round(resource.getScalar().getValue() * 1000))
			.sum();
		return thousandths / 1000.0;
	}

	/**
	 * Return whether the list is empty.
	 * @return {@code true} if the list is empty
	 */
	public boolean isEmpty() {
		return this.list.isEmpty();
	}

	/**
	 * Return the resources as a list.
	 * @return an immutable list
	 */
	public List<Resource> toList() {
		return this.list;
	}

	@Override
	public Iterator<Resource> iterator() {
		return this.list.iterator();
	}

	private Resources map(Consumer<Resource.Builder> change) {
		List<Resource> changed = new ArrayList<>(this.list.size());
		for (Resource resource : this.list) {
			Resource.Builder builder = resource.toBuilder();
			change.accept(builder);
			changed.add(builder.build());
		}
		return new Resources(changed);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Resources resources && this.list.equals(resources.list);
	}

	@Override
	public int hashCode() {
		return this.list.hashCode();
	}

	/**
	 * Return the resources in text format. {@link #parse} can read it, except for volumes
	 * and other properties that the format does not support.
	 * @return for example {@code cpus:0.5;ports:[31000-31002]}
	 */
	@Override
	public String toString() {
		return this.list.stream().map(ResourcePrinter::print).collect(Collectors.joining(";"));
	}

}
