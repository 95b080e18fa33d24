package io.mesosframework.embedded.resource;

import java.util.ArrayList;
import java.util.List;

import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;
import org.jspecify.annotations.Nullable;

/**
 * One resource: a kind, an amount, and for shared volumes the number of copies.
 * Immutable.
 */
final class Item {

	private final Kind kind;

	private final long milli;

	private final Ranges ranges;

	private final List<String> set;

	private final int copies;

	private @Nullable Resource proto;

	private Item(Kind kind, long milli, Ranges ranges, List<String> set, int copies, @Nullable Resource proto) {
		this.kind = kind;
		this.milli = milli;
		this.ranges = ranges;
		this.set = set;
		this.copies = copies;
		this.proto = proto;
	}

	static Item of(Resource resource) {
		Kind kind = Kind.of(resource);
		return new Item(kind, Amount.milli(resource.getScalar().getValue()),
				resource.hasRanges() ? Ranges.of(resource.getRanges()) : Ranges.EMPTY, resource.getSet().getItemList(),
				1, resource);
	}

	Kind kind() {
		return this.kind;
	}

	long milli() {
		return this.milli;
	}

	Ranges ranges() {
		return this.ranges;
	}

	List<String> set() {
		return this.set;
	}

	int copies() {
		return this.copies;
	}

	Item withKind(Kind kind) {
		return (kind == this.kind) ? this : new Item(kind, this.milli, this.ranges, this.set, this.copies, null);
	}

	private Item withCopies(int copies) {
		return new Item(this.kind, this.milli, this.ranges, this.set, copies, this.proto);
	}

	private Item withAmount(long milli, Ranges ranges, List<String> set) {
		return new Item(this.kind, milli, ranges, set, this.copies, null);
	}

	boolean isEmpty() {
		if (this.copies == 0) {
			return true;
		}
		return switch (this.kind.type()) {
			case SCALAR -> this.milli == 0;
			case RANGES -> this.ranges.isEmpty();
			case SET -> this.set.isEmpty();
			default -> false;
		};
	}

	boolean isNegative() {
		return this.copies < 0 || this.milli < 0;
	}

	boolean canAdd(Item that) {
		if (this.kind.isShared()) {
			return isSameResource(that);
		}
		return !this.kind.isAtomic() && this.kind.equals(that.kind);
	}

	boolean canSubtract(Item that) {
		if (this.kind.isShared() || this.kind.isAtomic()) {
			return isSameResource(that);
		}
		return this.kind.equals(that.kind);
	}

	boolean contains(Item that) {
		if (!canSubtract(that)) {
			return false;
		}
		if (this.kind.isShared()) {
			return this.copies >= that.copies;
		}
		return switch (this.kind.type()) {
			case SCALAR -> that.milli <= this.milli;
			case RANGES -> this.ranges.contains(that.ranges);
			case SET -> this.set.containsAll(that.set);
			default -> false;
		};
	}

	boolean isSameResource(Item that) {
		return this.kind.equals(that.kind) && switch (this.kind.type()) {
			case SCALAR -> this.milli == that.milli;
			case RANGES -> this.ranges.equals(that.ranges);
			case SET -> this.set.size() == that.set.size() && this.set.containsAll(that.set);
			default -> false;
		};
	}

	Item plus(Item that) {
		if (this.kind.isShared()) {
			return withCopies(this.copies + that.copies);
		}
		return switch (this.kind.type()) {
			case SCALAR -> withAmount(this.milli + that.milli, this.ranges, this.set);
			case RANGES -> withAmount(0, this.ranges.plus(that.ranges), this.set);
			default -> withAmount(0, this.ranges, union(this.set, that.set));
		};
	}

	Item minus(Item that) {
		if (this.kind.isShared()) {
			return withCopies(this.copies - that.copies);
		}
		return switch (this.kind.type()) {
			case SCALAR -> withAmount(this.milli - that.milli, this.ranges, this.set);
			case RANGES -> withAmount(0, this.ranges.minus(that.ranges), this.set);
			default -> withAmount(0, this.ranges, difference(this.set, that.set));
		};
	}

	private static List<String> union(List<String> left, List<String> right) {
		List<String> union = new ArrayList<>(left);
		for (String item : right) {
			if (!union.contains(item)) {
				union.add(item);
			}
		}
		return union;
	}

	private static List<String> difference(List<String> left, List<String> right) {
		List<String> difference = new ArrayList<>(left);
		difference.removeAll(right);
		return difference;
	}

	Resource toProto() {
		Resource resource = this.proto;
		if (resource == null) {
			Resource.Builder builder = this.kind.template().toBuilder();
			switch (this.kind.type()) {
				case SCALAR -> builder.setScalar(Value.Scalar.newBuilder().setValue(Amount.toDouble(this.milli)));
				case RANGES -> builder.setRanges(this.ranges.toProto());
				default -> builder.setSet(Value.Set.newBuilder().addAllItem(this.set));
			}
			resource = builder.build();
			this.proto = resource;
		}
		return resource;
	}

	@Override
	public String toString() {
		String text = ResourceText.print(toProto());
		return this.kind.isShared() ? text + "<" + this.copies + ">" : text;
	}

}
