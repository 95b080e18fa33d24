package io.mesosframework.boot.autoconfigure.store;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Settings of the store that keeps the state of the framework.
 *
 * @param type where the state is kept: memory, which forgets with the process, or file,
 * which outlives it on the same machine
 * @param openTimeout time within which the store must have been read at the start
 * @param file settings of the store in files
 */
@ConfigurationProperties("mesos.store")
record MesosStoreProperties(@DefaultValue("memory") Type type, @DefaultValue("30s") Duration openTimeout,
		@DefaultValue File file) {

	MesosStoreProperties {
		if (openTimeout.isNegative() || openTimeout.isZero()) {
			throw new InvalidConfigurationPropertyValueException("mesos.store.open-timeout", openTimeout,
					"The time must be above zero.");
		}
		if (type == Type.FILE && file.directory() == null) {
			throw new InvalidConfigurationPropertyValueException("mesos.store.file.directory", null,
					"With 'mesos.store.type=file' it must name a directory of this framework alone.");
		}
	}

	/**
	 * Where the state is kept.
	 */
	enum Type {

		/** In memory. */
		MEMORY,

		/** In files. */
		FILE

	}

	/**
	 * Settings of the store in files.
	 *
	 * @param directory directory of the store, of one framework alone; created if it is
	 * missing
	 */
	record File(@Nullable Path directory) {

	}

}
