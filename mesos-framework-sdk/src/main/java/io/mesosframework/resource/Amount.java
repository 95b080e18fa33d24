package io.mesosframework.resource;

import java.util.LinkedHashSet;
import java.util.Set;

import org.apache.mesos.v1.Protos.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The amount of one {@link ResourceKind}. Immutable.
 *
 * @since 0.1.0
 */
public sealed interface Amount {

	/**
	 * Return the amount of a resource.
	 * @param resource the resource
	 * @return the amount
	 * @throws IllegalArgumentException if the resource is of type text, which Mesos
	 * rejects
	 */
	static Amount of(Resource resource) {
		return switch (resource.getType()) {
			case SCALAR -> new Scalar(FixedPoint.milli(resource.getScalar().getValue()));
			case RANGES -> new Ranges(PortRanges.of(resource.getRanges()));
			case SET -> new Items(new LinkedHashSet<>(resource.getSet().getItemList()));
			default -> throw new IllegalArgumentException("Resource '" + resource.getName() + "' has the type "
					+ resource.getType() + "; use SCALAR, RANGES or SET");
		};
	}

	boolean isEmpty();

	boolean contains(Amount other);

	Amount plus(Amount other);

	Amount minus(Amount other);

	Resource toResource(ResourceKind kind);

	/**
	 * A scalar in thousandths.
	 *
	 * @param milli the thousandths
	 */
	record Scalar(long milli) implements Amount {

		@Override
		public boolean isEmpty() {
			return this.milli == 0;
		}

		@Override
		public boolean contains(Amount other) {
			return other instanceof Scalar scalar && scalar.milli <= this.milli;
		}

		@Override
		public Amount plus(Amount other) {
			return new Scalar(Math.addExact(this.milli, ((Scalar) other).milli));
		}

		@Override
		public Amount minus(Amount other) {
			return new Scalar(this.milli - ((Scalar) other).milli);
		}

		@Override
		public Resource toResource(ResourceKind kind) {
			return kind.scalar(this.milli);
		}

		@Override
		public String toString() {
			return FixedPoint.toString(this.milli);
		}

	}

	/**
	 * Ranges of whole numbers.
	 *
	 * @param ranges the ranges
	 */
	record Ranges(PortRanges ranges) implements Amount {

		@Override
		public boolean isEmpty() {
			return this.ranges.isEmpty();
		}

		@Override
		public boolean contains(Amount other) {
			return other instanceof Ranges that && this.ranges.containsAll(that.ranges);
		}

		@Override
		public Amount plus(Amount other) {
			return new Ranges(this.ranges.plus(((Ranges) other).ranges));
		}

		@Override
		public Amount minus(Amount other) {
			return new Ranges(this.ranges.minus(((Ranges) other).ranges));
		}

		@Override
		public Resource toResource(ResourceKind kind) {
			return kind.ranges(this.ranges);
		}

		@Override
		public String toString() {
			return this.ranges.toString();
		}

	}

	/**
	 * A set of names.
	 *
	 * @param items the names
	 */
	record Items(Set<String> items) implements Amount {

		@Override
		public boolean isEmpty() {
			return this.items.isEmpty();
		}

		@Override
		public boolean contains(Amount other) {
			return other instanceof Items that && this.items.containsAll(that.items);
		}

		@Override
		public Amount plus(Amount other) {
			Set<String> union = new LinkedHashSet<>(this.items);
			union.addAll(((Items) other).items);
			return new Items(union);
		}

		@Override
		public Amount minus(Amount other) {
			Set<String> rest = new LinkedHashSet<>(this.items);
			rest.removeAll(((Items) other).items);
			return new Items(rest);
		}

		@Override
		public Resource toResource(ResourceKind kind) {
			return kind.set(this.items);
		}

		@Override
		public String toString() {
			return this.items.toString();
		}

	}

	/**
	 * Return the sum of two amounts.
	 * @param left one amount, or {@code null} if there is none
	 * @param right the other amount
	 * @return the sum
	 */
	static Amount sum(@Nullable Amount left, Amount right) {
		return (left != null) ? left.plus(right) : right;
	}

}
