package io.mesosframework.boot.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

import io.mesosframework.client.MasterAddress;

/**
 * Where the masters are. A bean of this type replaces 'mesos.master' and
 * 'mesos.ssl.bundle'; the embedded cluster, tests and containers provide one.
 *
 * @since 0.1.0
 */
public interface MesosConnectionDetails extends ConnectionDetails {

	/**
	 * Returns the masters, any of which will do.
	 * @return the addresses; at least one
	 */
	List<MasterAddress> getMasters();

	/**
	 * Returns how masters are verified and how the framework identifies itself to them.
	 * Asked for each new connection.
	 * @return the bundle, or {@code null} for the JVM's defaults
	 */
	default @Nullable SslBundle getSslBundle() {
		return null;
	}

}
