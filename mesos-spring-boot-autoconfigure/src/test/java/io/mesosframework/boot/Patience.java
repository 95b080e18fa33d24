package io.mesosframework.boot;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets the tests of this module wait long enough for a busy machine: a wait ends as soon
 * as it can, so that only a failure takes longer. Found by the test platform.
 */
public final class Patience implements BeforeAllCallback {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	@Override
	public void beforeAll(ExtensionContext context) {
		Awaitility.setDefaultTimeout(LIMIT);
	}

}
