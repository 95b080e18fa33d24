package io.mesosframework.embedded.test;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

import io.mesosframework.embedded.EmbeddedMesosCluster;

/**
 * Finds the cluster in the application context of a Spring test. Apart from the extension
 * because Spring may be absent.
 */
final class SpringCluster {

	private SpringCluster() {
	}

	static EmbeddedMesosCluster of(ExtensionContext context) {
		return SpringExtension.getApplicationContext(context).getBean(EmbeddedMesosCluster.class);
	}

}
