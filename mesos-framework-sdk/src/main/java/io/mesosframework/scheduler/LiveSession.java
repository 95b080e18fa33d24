package io.mesosframework.scheduler;

import java.time.Instant;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.jspecify.annotations.Nullable;

import io.mesosframework.client.ApiSession;

/**
 * A subscribed session through which calls may be sent.
 *
 * @param epoch its number
 * @param transport sends its calls
 * @param frameworkId the framework id, which is durable
 * @param master the master as it described itself
 * @param subscribedAt when it began
 */
record LiveSession(long epoch, ApiSession<Call> transport, FrameworkID frameworkId, @Nullable MasterInfo master,
		Instant subscribedAt) {
}
