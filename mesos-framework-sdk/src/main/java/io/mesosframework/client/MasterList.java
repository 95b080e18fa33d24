package io.mesosframework.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A fixed list of masters that are tried in turn, starting with the first. Thread-safe.
 *
 * @since 0.1.0
 */
public final class MasterList implements MasterDetector {

	private final List<MasterAddress> masters;

	private final AtomicInteger next = new AtomicInteger();

	private MasterList(List<MasterAddress> masters) {
		this.masters = List.copyOf(masters);
	}

	/**
	 * Parse a list such as {@code http://m1:5050,http://m2:5050}.
	 * @param masters the addresses, separated by commas, each in the format of
	 * {@link MasterAddress#parse(String)}
	 * @return the list
	 * @throws IllegalArgumentException if it is empty or an address is invalid; the
	 * message says how to correct it
	 */
	public static MasterList parse(String masters) {
		if (masters.strip().toLowerCase(Locale.ROOT).startsWith("zk://")) {
			// its commas separate ZooKeeper servers, not masters
			MasterAddress.parse(masters);
		}
		List<MasterAddress> addresses = new ArrayList<>();
		for (String master : masters.split(",", -1)) {
			if (master.isBlank()) {
				throw new IllegalArgumentException("The list of masters \"" + masters
						+ "\" has an empty entry: write for example \"http://m1:5050,http://m2:5050\"");
			}
			addresses.add(MasterAddress.parse(master));
		}
		return new MasterList(addresses);
	}

	/**
	 * Create a list.
	 * @param masters the masters, at least one
	 * @return the list
	 */
	public static MasterList of(List<MasterAddress> masters) {
		if (masters.isEmpty()) {
			throw new IllegalArgumentException("'masters' must not be empty");
		}
		return new MasterList(masters);
	}

	/**
	 * Return the masters.
	 * @return the addresses in the order given
	 */
	public List<MasterAddress> masters() {
		return this.masters;
	}

	@Override
	public CompletionStage<MasterAddress> detect(@Nullable MasterAddress previous) {
		int index = this.next.getAndUpdate((i) -> (i + 1) % this.masters.size());
		return CompletableFuture.completedFuture(this.masters.get(index));
	}

	@Override
	public String toString() {
		return this.masters.stream().map(MasterAddress::toString).collect(Collectors.joining(","));
	}

}
