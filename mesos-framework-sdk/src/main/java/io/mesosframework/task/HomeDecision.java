package io.mesosframework.task;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of a home.
 *
 * @param home the home as it is from now on; {@code null} if it is forgotten: nothing of
 * it exists, or what exists is freed when it is seen
 * @param next the new home that the instance wants instead, or {@code null}
 */
record HomeDecision(@Nullable Home home, @Nullable Home next) {

	static HomeDecision of(Home home) {
		return new HomeDecision(home, null);
	}

}
