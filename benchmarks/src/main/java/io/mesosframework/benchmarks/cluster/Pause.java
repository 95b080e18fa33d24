package io.mesosframework.benchmarks.cluster;

import java.util.concurrent.locks.LockSupport;

/**
 * Waits a little between two looks at what another program does.
 */
final class Pause {

	private Pause() {
	}

	static void millis(long millis) {
		LockSupport.parkNanos(millis * 1_000_000);
	}

}
