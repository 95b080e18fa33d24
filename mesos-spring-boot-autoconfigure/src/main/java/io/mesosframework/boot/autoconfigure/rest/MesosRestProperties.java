package io.mesosframework.boot.autoconfigure.rest;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the HTTP API below the actuator endpoints.
 *
 * @param timeout time within which the scheduler must answer a request
 * @param maxBodySize size of the largest document that is accepted
 * @param events server-sent events
 * @param log logs of tasks
 */
@ConfigurationProperties("mesos.rest")
record MesosRestProperties(@DefaultValue("10s") Duration timeout, @DefaultValue("1MB") DataSize maxBodySize,
		@DefaultValue Events events, @DefaultValue Log log) {

	MesosRestProperties {
		positive("mesos.rest.timeout", timeout);
		positive("mesos.rest.max-body-size", maxBodySize.toBytes());
		positive("mesos.rest.events.max-subscribers", events.maxSubscribers());
		positive("mesos.rest.events.queue-size", events.queueSize());
		positive("mesos.rest.events.heartbeat", events.heartbeat());
		positive("mesos.rest.log.timeout", log.timeout());
		if (log.maxSize().toBytes() < 1 || log.maxSize().toBytes() > 64L * 1024 * 1024) {
			throw new InvalidConfigurationPropertyValueException("mesos.rest.log.max-size", log.maxSize(),
					"The size must be above zero and at most 64MB.");
		}
	}

	/** Return the size of the largest document as the size of an array. */
	int maxBodyBytes() {
		return (int) Math.min(this.maxBodySize.toBytes(), Integer.MAX_VALUE - 16);
	}

	private static void positive(String name, Duration value) {
		if (value.isNegative() || value.isZero()) {
			throw new InvalidConfigurationPropertyValueException(name, value, "The time must be above zero.");
		}
	}

	private static void positive(String name, long value) {
		if (value < 1) {
			throw new InvalidConfigurationPropertyValueException(name, value, "The number must be above zero.");
		}
	}

	/**
	 * Server-sent events.
	 *
	 * @param maxSubscribers number of readers there may be at once
	 * @param queueSize number of events that may wait for a reader before it is dropped
	 * @param heartbeat time without event after which a comment is sent
	 */
	record Events(@DefaultValue("32") int maxSubscribers, @DefaultValue("1024") int queueSize,
			@DefaultValue("15s") Duration heartbeat) {

	}

	/**
	 * Logs of tasks.
	 *
	 * @param timeout time within which a log must be read, finding its agent included
	 * @param maxSize number of bytes that are given at once
	 */
	record Log(@DefaultValue("10s") Duration timeout, @DefaultValue("1MB") DataSize maxSize) {

	}

}
