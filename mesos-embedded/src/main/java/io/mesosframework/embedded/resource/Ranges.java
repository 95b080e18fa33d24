package io.mesosframework.embedded.resource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.apache.mesos.v1.Protos.Value;
import org.jspecify.annotations.Nullable;

/**
 * Sets of 64-bit unsigned numbers as sorted, disjoint, inclusive ranges that do not
 * touch.
 */
final class Ranges {

	/** No number. */
	static final Ranges EMPTY = new Ranges(new long[0]);

	/** Begin and end of the first range, of the second, and so on. */
	private final long[] bounds;

	private Ranges(long[] bounds) {
		this.bounds = bounds;
	}

	static Ranges of(Value.Ranges ranges) {
		int count = ranges.getRangeCount();
		if (count == 1) {
			return new Ranges(new long[] { ranges.getRange(0).getBegin(), ranges.getRange(0).getEnd() });
		}
		List<Value.Range> sorted = new ArrayList<>(ranges.getRangeList());
		sorted.sort((left, right) -> Long.compareUnsigned(left.getBegin(), right.getBegin()));
		Collector collector = new Collector(count);
		for (Value.Range range : sorted) {
			collector.add(range.getBegin(), range.getEnd());
		}
		return collector.toRanges();
	}

	boolean isEmpty() {
		return this.bounds.length == 0;
	}

	Ranges plus(Ranges that) {
		if (isEmpty()) {
			return that;
		}
		Collector collector = new Collector((this.bounds.length + that.bounds.length) / 2);
		int left = 0;
		int right = 0;
		while (left < this.bounds.length || right < that.bounds.length) {
			boolean takeLeft = right >= that.bounds.length
					|| (left < this.bounds.length && Long.compareUnsigned(this.bounds[left], that.bounds[right]) <= 0);
			long[] from = takeLeft ? this.bounds : that.bounds;
			int index = takeLeft ? left : right;
			collector.add(from[index], from[index + 1]);
			left += takeLeft ? 2 : 0;
			right += takeLeft ? 0 : 2;
		}
		return collector.toRanges();
	}

	Ranges minus(Ranges that) {
		Collector collector = new Collector((this.bounds.length + that.bounds.length) / 2);
		int cut = 0;
		for (int i = 0; i < this.bounds.length; i += 2) {
			long begin = this.bounds[i];
			long end = this.bounds[i + 1];
			boolean open = true;
			while (cut < that.bounds.length && Long.compareUnsigned(that.bounds[cut + 1], begin) < 0) {
				cut += 2;
			}
			for (int j = cut; open && j < that.bounds.length
					&& Long.compareUnsigned(that.bounds[j], end) <= 0; j += 2) {
				if (Long.compareUnsigned(that.bounds[j], begin) > 0) {
					collector.add(begin, that.bounds[j] - 1);
				}
				open = Long.compareUnsigned(that.bounds[j + 1], end) < 0;
				begin = that.bounds[j + 1] + 1;
			}
			if (open) {
				collector.add(begin, end);
			}
		}
		return collector.toRanges();
	}

	boolean contains(Ranges that) {
		int i = 0;
		for (int j = 0; j < that.bounds.length; j += 2) {
			while (i < this.bounds.length && Long.compareUnsigned(this.bounds[i + 1], that.bounds[j]) < 0) {
				i += 2;
			}
			if (i >= this.bounds.length || Long.compareUnsigned(this.bounds[i], that.bounds[j]) > 0
					|| Long.compareUnsigned(this.bounds[i + 1], that.bounds[j + 1]) < 0) {
				return false;
			}
		}
		return true;
	}

	Value.Ranges toProto() {
		Value.Ranges.Builder ranges = Value.Ranges.newBuilder();
		for (int i = 0; i < this.bounds.length; i += 2) {
			ranges.addRange(Value.Range.newBuilder().setBegin(this.bounds[i]).setEnd(this.bounds[i + 1]));
		}
		return ranges.build();
	}

	@Override
	public boolean equals(@Nullable Object object) {
		return object instanceof Ranges that && Arrays.equals(this.bounds, that.bounds);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.bounds);
	}

	/** Collects ranges in the order of their beginnings and joins those that touch. */
	private static final class Collector {

		private long[] bounds;

		private int size;

		Collector(int ranges) {
			this.bounds = new long[2 * Math.max(ranges, 1)];
		}

		void add(long begin, long end) {
			if (this.size > 0) {
				long last = this.bounds[this.size - 1];
				if (last == -1 || Long.compareUnsigned(begin, last + 1) <= 0) {
					if (Long.compareUnsigned(end, last) > 0) {
						this.bounds[this.size - 1] = end;
					}
					return;
				}
			}
			if (this.size == this.bounds.length) {
				this.bounds = Arrays.copyOf(this.bounds, this.size * 2);
			}
			this.bounds[this.size++] = begin;
			this.bounds[this.size++] = end;
		}

		Ranges toRanges() {
			return new Ranges(Arrays.copyOf(this.bounds, this.size));
		}

	}

}
