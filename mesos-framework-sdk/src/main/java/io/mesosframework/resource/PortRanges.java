package io.mesosframework.resource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import org.apache.mesos.v1.Protos.Value;

/**
 * An immutable set of whole numbers represented as sorted inclusive ranges that neither
 * overlap nor touch. In Mesos the numbers are usually ports. Thread-safe.
 *
 * @param ranges the ranges, sorted and disjoint
 * @since 0.1.0
 */
public record PortRanges(List<Range> ranges) {

	/** The empty set. */
	public static final PortRanges EMPTY = new PortRanges(List.of());

	/**
	 * Create the union of ranges which may overlap or touch.
	 * @param ranges the ranges in any order
	 */
	public PortRanges {
		ranges = coalesce(ranges);
	}

	/**
	 * Create a set from the wire type.
	 * @param ranges the ranges
	 * @return the set
	 */
	public static PortRanges of(Value.Ranges ranges) {
		return new PortRanges(
				ranges.getRangeList().stream().map((range) -> new Range(range.getBegin(), range.getEnd())).toList());
	}

	/**
	 * Create a set of single numbers.
	 * @param numbers the numbers
	 * @return the set
	 */
	public static PortRanges ofNumbers(Iterable<Long> numbers) {
		List<Range> ranges = new ArrayList<>();
		numbers.forEach((number) -> ranges.add(new Range(number, number)));
		return new PortRanges(ranges);
	}

	/**
	 * Return how many numbers the set contains.
	 * @return the count
	 */
	public long size() {
		long size = 0;
		for (Range range : this.ranges) {
			size += range.size();
		}
		return size;
	}

	/**
	 * Return whether the set is empty.
	 * @return {@code true} if the set contains no number
	 */
	public boolean isEmpty() {
		return this.ranges.isEmpty();
	}

	/**
	 * Return whether the set contains every number of another set.
	 * @param other the other set
	 * @return {@code true} if it contains all of them
	 */
	public boolean containsAll(PortRanges other) {
		return other.minus(this).isEmpty();
	}

	/**
	 * Return the union.
	 * @param other the other set
	 * @return the numbers of both
	 */
	public PortRanges plus(PortRanges other) {
		if (other.isEmpty()) {
			return this;
		}
		List<Range> all = new ArrayList<>(this.ranges);
		all.addAll(other.ranges);
		return new PortRanges(all);
	}

	/**
	 * Return the difference.
	 * @param other the other set
	 * @return the numbers of this set that the other does not contain
	 */
	public PortRanges minus(PortRanges other) {
		if (other.isEmpty()) {
			return this;
		}
		List<Range> result = this.ranges;
		for (Range hole : other.ranges) {
			List<Range> next = new ArrayList<>(result.size() + 1);
			for (Range range : result) {
				range.without(hole, next);
			}
			result = next;
		}
		return new PortRanges(result);
	}

	/**
	 * Return the numbers that both sets contain.
	 * @param other the other set
	 * @return the intersection
	 */
	public PortRanges intersect(PortRanges other) {
		List<Range> result = new ArrayList<>();
		for (Range mine : this.ranges) {
			for (Range yours : other.ranges) {
				long begin = Math.max(mine.begin(), yours.begin());
				long end = Math.min(mine.end(), yours.end());
				if (begin <= end) {
					result.add(new Range(begin, end));
				}
			}
		}
		return new PortRanges(result);
	}

	/**
	 * Return the lowest numbers.
	 * @param count the number of numbers wanted
	 * @return that many numbers, or all if the set contains fewer
	 */
	public PortRanges first(long count) {
		List<Range> result = new ArrayList<>();
		long left = count;
		for (Range range : this.ranges) {
			if (left <= 0) {
				break;
			}
			long take = Math.min(left, range.size());
			result.add(new Range(range.begin(), range.begin() + take - 1));
			left -= take;
		}
		return new PortRanges(result);
	}

	/**
	 * Return every number, in ascending order. Use with small sets only.
	 * @return the numbers
	 */
	public List<Long> numbers() {
		List<Long> numbers = new ArrayList<>();
		for (Range range : this.ranges) {
			for (long number = range.begin(); number <= range.end(); number++) {
				numbers.add(number);
			}
		}
		return numbers;
	}

	/**
	 * Return the wire type.
	 * @return the ranges
	 */
	public Value.Ranges toProto() {
		Value.Ranges.Builder builder = Value.Ranges.newBuilder();
		this.ranges.forEach((range) -> builder.addRangeBuilder().setBegin(range.begin()).setEnd(range.end()));
		return builder.build();
	}

	@Override
	public String toString() {
		return this.ranges.stream()
			.map((range) -> range.begin() + "-" + range.end())
			.collect(Collectors.joining(", ", "[", "]"));
	}

	private static List<Range> coalesce(List<Range> ranges) {
		if (isCoalesced(ranges)) {
			return List.copyOf(ranges);
		}
		List<Range> sorted = new ArrayList<>(ranges);
		sorted.sort(Comparator.comparingLong(Range::begin));
		List<Range> result = new ArrayList<>(sorted.size());
		Range current = sorted.get(0);
		for (Range next : sorted.subList(1, sorted.size())) {
			if (next.begin() - 1 <= current.end()) {
				current = new Range(current.begin(), Math.max(current.end(), next.end()));
			}
			else {
				result.add(current);
				current = next;
			}
		}
		result.add(current);
		return List.copyOf(result);
	}

	private static boolean isCoalesced(List<Range> ranges) {
		for (int i = 1; i < ranges.size(); i++) {
			if (ranges.get(i).begin() - 1 <= ranges.get(i - 1).end()) {
				return false;
			}
		}
		return true;
	}

	/**
	 * An inclusive range.
	 *
	 * @param begin the first number, not negative
	 * @param end the last number, not below the first
	 */
	public record Range(long begin, long end) {

		/**
		 * Create a range.
		 * @param begin the first number
		 * @param end the last number
		 */
		public Range {
			if (begin < 0 || end < begin) {
				throw new IllegalArgumentException("[" + begin + "-" + end
						+ "] is no range; give two numbers from 0 on, the second not below the first");
			}
		}

		long size() {
			return this.end - this.begin + 1;
		}

		private void without(Range hole, List<Range> result) {
			if (hole.end < this.begin || hole.begin > this.end) {
				result.add(this);
				return;
			}
			if (hole.begin > this.begin) {
				result.add(new Range(this.begin, hole.begin - 1));
			}
			if (hole.end < this.end) {
				result.add(new Range(hole.end + 1, this.end));
			}
		}

	}

}
