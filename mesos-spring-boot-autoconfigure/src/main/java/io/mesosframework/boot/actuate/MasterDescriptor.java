package io.mesosframework.boot.actuate;

import org.apache.mesos.v1.Protos.MasterInfo;
import org.jspecify.annotations.Nullable;

/**
 * Describes the master to which the framework is subscribed.
 *
 * @param id id of the master
 * @param address host and port of the master
 * @param version version of Mesos, or {@code null} if unknown
 * @since 0.1.0
 */
public record MasterDescriptor(String id, String address, @Nullable String version) {

	static @Nullable MasterDescriptor of(@Nullable MasterInfo master) {
		if (master == null) {
			return null;
		}
		String host = master.getAddress().hasHostname() ? master.getAddress().getHostname() : master.getHostname();
		int port = master.hasAddress() ? master.getAddress().getPort() : master.getPort();
		return new MasterDescriptor(master.getId(), host + ":" + port,
				master.hasVersion() ? master.getVersion() : null);
	}

}
