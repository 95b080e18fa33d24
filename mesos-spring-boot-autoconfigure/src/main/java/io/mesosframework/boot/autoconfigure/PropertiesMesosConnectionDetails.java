package io.mesosframework.boot.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

import io.mesosframework.client.MasterAddress;

/**
 * {@link MesosConnectionDetails} backed by {@link MesosProperties}.
 */
final class PropertiesMesosConnectionDetails implements MesosConnectionDetails {

	private static final Logger logger = LoggerFactory.getLogger(PropertiesMesosConnectionDetails.class);

	private final List<MasterAddress> masters;

	private volatile @Nullable SslBundle sslBundle;

	PropertiesMesosConnectionDetails(MesosProperties properties, ObjectProvider<SslBundles> sslBundles) {
		this.masters = MasterUrls.parse("mesos.master", properties.master());
		if (this.masters.isEmpty()) {
			throw new NoMesosMasterException();
		}
		String name = properties.ssl().bundle();
		if (name != null) {
			useBundle(name, sslBundles.getObject());
		}
	}

	private void useBundle(String name, SslBundles bundles) {
		this.sslBundle = bundles.getBundle(name);
		bundles.addBundleUpdateHandler(name, (updated) -> {
			this.sslBundle = updated;
			logger.info("SSL bundle '{}' was reloaded. New connections to the Mesos masters use it", name);
		});
		if (this.masters.stream().noneMatch(MasterAddress::secure)) {
			logger.warn("'mesos.ssl.bundle' has no effect: 'mesos.master' names no 'https' URL");
		}
	}

	@Override
	public List<MasterAddress> getMasters() {
		return this.masters;
	}

	@Override
	public @Nullable SslBundle getSslBundle() {
		return this.sslBundle;
	}

}
