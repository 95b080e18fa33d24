package io.mesosframework.embedded.test;

import io.mesosframework.embedded.EmbeddedMesosCluster;

/**
 * Entry point of the assertions on clusters, to be imported statically.
 *
 * @since 0.1.0
 */
public final class MesosAssertions {

	private MesosAssertions() {
	}

	/**
	 * Assert something about a cluster.
	 * @param cluster the cluster
	 * @return the assertions
	 */
	public static ClusterAssert assertThat(EmbeddedMesosCluster cluster) {
		return new ClusterAssert(cluster);
	}

}
