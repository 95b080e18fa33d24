package io.mesosframework.embedded.test;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.springframework.beans.factory.annotation.ParameterResolutionDelegate;
import org.springframework.test.context.junit.jupiter.SpringExtension;

import io.mesosframework.embedded.EmbeddedMesosCluster;

/**
 * Finds the cluster in the application context of a Spring test. Apart from the extension
 * because Spring may be absent.
 */
final class SpringCluster {

	private SpringCluster() {
	}

	/**
	 * Return whether Spring itself takes care of a parameter.
	 * @param parameter the parameter
	 * @return {@code true} when it is annotated for autowiring
	 */
	static boolean resolves(ParameterContext parameter) {
		return ParameterResolutionDelegate.isAutowirable(parameter.getParameter(), parameter.getIndex());
	}

	static EmbeddedMesosCluster of(ExtensionContext context) {
		return SpringExtension.getApplicationContext(context).getBean(EmbeddedMesosCluster.class);
	}

}
