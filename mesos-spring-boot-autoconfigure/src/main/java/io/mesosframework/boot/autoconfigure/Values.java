package io.mesosframework.boot.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.StringUtils;

/**
 * Validates configuration values; the errors state the problem and the correction.
 */
final class Values {

	private Values() {
	}

	static void require(boolean valid, String key, @Nullable Object value, String reason) {
		if (!valid) {
			throw new InvalidConfigurationPropertyValueException(key, value, reason);
		}
	}

	static void positive(String key, Duration value) {
		require(!value.isNegative() && !value.isZero(), key, value, "The time must be positive: use one such as 5s");
	}

	static void between(String key, long value, long min, long max, String remedy) {
		require(value >= min && value <= max, key, value, "It is out of range: " + remedy);
	}

	static @Nullable String blankToNull(@Nullable String value) {
		return StringUtils.hasText(value) ? value.trim() : null;
	}

}
