package io.mesosframework.boot.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

import io.mesosframework.client.MasterAddress;

/**
 * Details required to connect to the Mesos masters. A bean of this type replaces
 * 'mesos.master' and 'mesos.ssl.bundle'; the embedded cluster, tests and containers
 * provide one.
 *
 * @since 0.1.0
 */
public interface MesosConnectionDetails extends ConnectionDetails {

	/**
	 * Return the masters. The framework may contact any of them.
	 * @return the addresses; at least one
	 */
	List<MasterAddress> getMasters();

	/**
	 * Return the SSL bundle used to verify masters and to authenticate to them. Called
	 * for each new connection.
	 * @return the bundle, or {@code null} for the JVM's defaults
	 */
	default @Nullable SslBundle getSslBundle() {
		return null;
	}

}
