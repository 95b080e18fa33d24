package io.mesosframework.embedded.test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.timeline.TimelineEntry;

/**
 * Assertions on the calls or events of a type.
 *
 * @param <T> calls or events
 * @since 0.1.0
 */
public final class TrafficAssert<T> {

	private final ClusterAssert cluster;

	private final String what;

	private final Function<TimelineEntry, @Nullable T> selector;

	TrafficAssert(ClusterAssert cluster, String what, Function<TimelineEntry, @Nullable T> selector) {
		this.cluster = cluster;
		this.what = what;
		this.selector = selector;
	}

	/**
	 * Count only those which match.
	 * @param description the description for failures, for example {@code for task 't1'}
	 * @param condition the condition
	 * @return the narrower assertions
	 */
	public TrafficAssert<T> matching(String description, Predicate<T> condition) {
		return new TrafficAssert<>(this.cluster, this.what + " " + description, (entry) -> {
			T item = this.selector.apply(entry);
			return (item != null && condition.test(item)) ? item : null;
		});
	}

	/**
	 * Assert the exact number.
	 * @param count the number
	 * @return the assertions on the cluster
	 */
	public ClusterAssert times(int count) {
		return check((found) -> found == count, "exactly " + count + " times");
	}

	/**
	 * Assert that there is one.
	 * @return the assertions on the cluster
	 */
	public ClusterAssert once() {
		return times(1);
	}

	/**
	 * Assert a least number.
	 * @param count the number
	 * @return the assertions on the cluster
	 */
	public ClusterAssert atLeast(int count) {
		return check((found) -> found >= count, "at least " + count + " times");
	}

	/**
	 * Assert that there are none; with {@link ClusterAssert#within} none during all of
	 * that time.
	 * @return the assertions on the cluster
	 */
	public ClusterAssert never() {
		boolean violated = this.cluster.cluster().timeline().await(this.cluster.timeout(), () -> !items().isEmpty());
		if (violated) {
			this.cluster.fail("never to have " + this.what + " but it has " + items().size() + " times", this::matches);
		}
		return this.cluster;
	}

	/**
	 * Assert something about the newest one.
	 * @param requirements what to assert
	 * @return the assertions on the cluster
	 */
	public ClusterAssert last(Consumer<T> requirements) {
		atLeast(1);
		List<T> items = items();
		requirements.accept(items.get(items.size() - 1));
		return this.cluster;
	}

	private ClusterAssert check(Predicate<Integer> condition, String times) {
		return this.cluster.check(() -> condition.test(items().size()),
				() -> "to have " + this.what + " " + times + " but it has " + items().size() + " times", this::matches);
	}

	private boolean matches(TimelineEntry entry) {
		return this.selector.apply(entry) != null;
	}

	private List<T> items() {
		List<T> items = new ArrayList<>();
		for (TimelineEntry entry : this.cluster.cluster().timeline().entries()) {
			T item = this.selector.apply(entry);
			if (item != null) {
				items.add(item);
			}
		}
		return items;
	}

}
