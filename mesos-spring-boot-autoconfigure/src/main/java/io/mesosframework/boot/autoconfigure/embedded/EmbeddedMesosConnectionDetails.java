package io.mesosframework.boot.autoconfigure.embedded;

import java.util.List;

import io.mesosframework.boot.autoconfigure.MesosConnectionDetails;
import io.mesosframework.client.MasterAddress;
import io.mesosframework.client.MasterList;
import io.mesosframework.embedded.EmbeddedMesosCluster;

/**
 * {@link MesosConnectionDetails} of an embedded cluster.
 */
final class EmbeddedMesosConnectionDetails implements MesosConnectionDetails {

	private final List<MasterAddress> masters;

	EmbeddedMesosConnectionDetails(EmbeddedMesosCluster cluster) {
		this.masters = MasterList.parse(cluster.masterUrls()).masters();
	}

	@Override
	public List<MasterAddress> getMasters() {
		return this.masters;
	}

}
